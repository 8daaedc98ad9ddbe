import { IconCamera, IconFolderOpen, IconPaperclip } from '@tabler/icons-react';
import { useState } from 'react';
import { listFiles, type LeadFile } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, ErrorState, IconButton, ListSkeleton, ResponsiveMenu, Section, useFilePicker } from '../../ui/index.ts';
import { DropArea } from '../../ui/drop-area.tsx';
import { FileRow } from './file-row.tsx';
import styles from './files-card.module.css';
import { RenameFileDialog } from './rename-file-dialog.tsx';
import { UploadRow } from './upload-row.tsx';
import type { FileSubject, Uploads } from './use-uploads.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

interface Props {
  subject: FileSubject | { subscriberId: string };
  /** Whose files these are, for who hears it only. */
  of: string;
  title?: string;
  /** What is said where there are none. */
  invitation?: string;
  /** Whether this person may add, rename and delete here. */
  canChange: boolean;
  uploads: Uploads;
}

/** Files of a lead or a service order: dropped anywhere on the card, picked, or taken with a phone's camera; looked at in place. */
export function FilesCard({ subject, of, title = 'Files', invitation = 'Quotes, signed contracts, photos of the site.', canChange, uploads: { uploads, add, retry, dismiss } }: Props) {
  const files = useEndpoint(listFiles, { query: { ...subject, limit: 200 } });
  const [, change] = useUrlState();
  const phone = usePhone();
  const [renamed, setRenamed] = useState<LeadFile | null>(null);
  const list = files.data?.data ?? [];
  const isEmpty = files.data && list.length === 0 && uploads.length === 0;

  const card = (
    <Section
      title={title} {...(list.length > 0 ? { count: list.length } : {})}
      {...(canChange ? { actions: <AddFiles of={of} onFiles={add} /> } : {})}
    >
      {files.isPending && <ListSkeleton rows={2} />}
      {files.error && !files.data && <ErrorState title="The files did not load." problem={files.error} again={() => void files.refetch()} />}
      {isEmpty && <p className={styles.empty}>{canChange ? `${invitation} ${phone ? 'Attach' : 'Drop or attach'} them here.` : 'None yet.'}</p>}
      {(list.length > 0 || uploads.length > 0) && (
        <ul className={styles.list} aria-label={title}>
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} onRetry={() => retry(upload.id)} onDismiss={() => dismiss(upload.id)} />
          ))}
          {list.map((file) => (
            <FileRow
              key={file.id} file={file} canChange={canChange} onOpen={() => change({ file: file.id })} onRename={() => setRenamed(file)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
  return (
    <>
      {canChange ? <DropArea invitation="Drop to add it here" onFiles={add}>{card}</DropArea> : card}
      {renamed && <RenameFileDialog file={renamed} onClose={() => setRenamed(null)} />}
    </>
  );
}

/** At a desk the picker; on a phone the camera as well. */
function AddFiles({ of, onFiles }: { of: string; onFiles: (files: File[]) => void }) {
  const phone = usePhone();
  const picker = useFilePicker(onFiles);
  const camera = useFilePicker(onFiles, { camera: true });
  const label = `Attach files to ${of}`;
  if (!phone) {
    return (
      <>
        <IconButton label={label} onClick={picker.open}><IconPaperclip {...icon} /></IconButton>
        {picker.input}
      </>
    );
  }
  return (
    <>
      <ResponsiveMenu
        title="Attach files" subtitle={of}
        target={<Button icon={<IconPaperclip {...icon} />} aria-label={label}>Attach</Button>}
        groups={[{
          choices: [
            { label: 'Take a photo', icon: <IconCamera {...icon} />, onChoose: camera.open },
            { label: 'Choose files', icon: <IconFolderOpen {...icon} />, onChoose: picker.open },
          ],
        }]}
      />
      {picker.input}
      {camera.input}
    </>
  );
}
