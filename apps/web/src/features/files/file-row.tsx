import { IconDots, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import { deleteFile, getFileContent, listFiles, restoreFile, updateFile, type LeadFile } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { download } from '../../lib/download.ts';
import { useAction } from '../../lib/use-action.ts';
import { IconButton, ResponsiveMenu, showToast, When, type MenuGroup } from '../../ui/index.ts';
import { FileIcon } from './file-icon.tsx';
import styles from './file-row.module.css';
import { categoryChoices, categoryNames, formatSize } from './file-words.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

interface Props {
  file: LeadFile;
  canChange: boolean;
  onOpen: () => void;
  onRename: () => void;
}

/** A file of a lead: opens in place, and what else can be done with it. */
export function FileRow({ file, canChange, onOpen, onRename }: Props) {
  const groups = useMenuGroups(file, canChange, onRename);
  return (
    <li className={styles.row}>
      <span className={styles.icon}><FileIcon mediaType={file.mediaType} /></span>
      <span className={styles.words}>
        <button type="button" className={`${styles.name} ${styles.open}`} title={file.name} onClick={onOpen}>{file.name}</button>
        <span className={styles.about}>
          {categoryNames[file.category]} · <When at={file.createdAt} as="ago" />
        </span>
      </span>
      <span className={styles.size}>{formatSize(file.size)}</span>
      <ResponsiveMenu
        title={file.name} subtitle={`${categoryNames[file.category]}, ${formatSize(file.size)}`} position="bottom-end" groups={groups}
        target={<IconButton label={`More for ${file.name}`}><IconDots {...icon} /></IconButton>}
      />
    </li>
  );
}

/** The address of a file's bytes, as a download. */
export const downloadOf = ({ id }: LeadFile): string => urlOf(getFileContent, { params: { id }, query: { download: true } });

function useMenuGroups(file: LeadFile, canChange: boolean, onRename: () => void): MenuGroup[] {
  const change = useAction(updateFile, {
    alsoChanges: ['leads'],
    optimistic: (screen, { body }) => screen.rewrite(listFiles, undefined, (page) => ({
      ...page, data: page.data.map((one) => (one.id === file.id && body?.category ? { ...one, category: body.category } : one)),
    })),
  });
  const remove = useRemove(file);
  const save = { choices: [{ label: 'Download', icon: <IconDownload {...icon} />, onChoose: () => download(downloadOf(file)) }] };
  if (!canChange) return [save];
  return [
    { choices: [...save.choices, { label: 'Rename', icon: <IconPencil {...icon} />, onChoose: onRename }] },
    {
      title: 'Keep as',
      choices: categoryChoices.map(({ value, label }) => ({
        label, current: value === file.category, onChoose: () => void change.run({ params: { id: file.id }, body: { category: value } }),
      })),
    },
    { choices: [{ label: 'Delete', icon: <IconTrash {...icon} />, danger: true, onChoose: remove }] },
  ];
}

/** Deletes at once, and offers to take it back. */
function useRemove(file: LeadFile): () => void {
  const restore = useAction(restoreFile, { alsoChanges: ['leads'] });
  const remove = useAction(deleteFile, {
    alsoChanges: ['leads'],
    optimistic: (screen) => screen.rewrite(listFiles, undefined, (page) => ({ ...page, data: page.data.filter(({ id }) => id !== file.id) })),
    done: () => showToast({
      title: `${file.name} deleted.`, action: { label: 'Undo', run: () => void restore.run({ params: { id: file.id } }) },
    }),
  });
  return () => void remove.run({ params: { id: file.id } });
}
