import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { getFileContent, type LeadFile } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { download } from '../../lib/download.ts';
import { Button, IconButton, Loader, ScreenDialog } from '../../ui/index.ts';
import { FileIcon } from './file-icon.tsx';
import styles from './file-preview.module.css';
import { downloadOf } from './file-row.tsx';
import { categoryNames, formatSize } from './file-words.ts';

/** A megabyte of library, for those who open a PDF. */
const PdfPages = lazy(async () => ({ default: (await import('./pdf-pages.tsx')).PdfPages }));

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true };

interface Props {
  file: LeadFile;
  files: readonly LeadFile[];
  onShow: (file: LeadFile) => void;
  onClose: () => void;
}

/** One file in place, and by button or arrow key the one before and the one after. */
export function FilePreview({ file, files, onShow, onClose }: Props) {
  const place = files.findIndex(({ id }) => id === file.id);
  const [before, after] = [files[place - 1], files[place + 1]];
  useArrowKeys(before && (() => onShow(before)), after && (() => onShow(after)));
  return (
    <ScreenDialog
      opened onClose={onClose} title={file.name} width={920} flush
      subtitle={`${categoryNames[file.category]} · ${formatSize(file.size)}${file.createdByName ? ` · ${file.createdByName}` : ''}`}
      footer={(
        <>
          {files.length > 1 && (
            <span className={styles.steps}>
              <IconButton label="File before" look="plain" disabled={!before} onClick={() => before && onShow(before)}><IconChevronLeft {...icon} /></IconButton>
              <span aria-live="polite">{place + 1} of {files.length}</span>
              <IconButton label="File after" look="plain" disabled={!after} onClick={() => after && onShow(after)}><IconChevronRight {...icon} /></IconButton>
            </span>
          )}
          <Button look="primary" icon={<IconDownload {...icon} size={16} />} onClick={() => download(downloadOf(file))}>Download</Button>
        </>
      )}
    >
      <div className={styles.stage}><Content key={file.id} file={file} /></div>
    </ScreenDialog>
  );
}

function Content({ file }: { file: LeadFile }) {
  const [failed, setFailed] = useState(false);
  const address = urlOf(getFileContent, { params: { id: file.id } });
  const fail = () => setFailed(true);
  if (failed || file.preview === null) return <NoPreview file={file} failed={failed} />;
  if (file.preview === 'image') return <img className={styles.picture} src={address} alt={file.name} onError={fail} />;
  const waiting = <div role="status" aria-label={`Loading ${file.name}`}><Loader aria-hidden /></div>;
  return (
    <Suspense fallback={waiting}>
      <PdfPages address={address} name={file.name} waiting={waiting} onFail={fail} />
    </Suspense>
  );
}

function NoPreview({ file, failed }: { file: LeadFile; failed: boolean }) {
  return (
    <div className={styles.none}>
      <FileIcon mediaType={file.mediaType} size={40} />
      <p>{failed ? 'This browser cannot show it.' : 'There is no preview for this kind of file.'} Download it to open it.</p>
    </div>
  );
}

function useArrowKeys(onLeft: (() => void) | undefined, onRight: (() => void) | undefined) {
  useEffect(() => {
    const press = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent) => {
      if (altKey || ctrlKey || metaKey) return;
      if (key === 'ArrowLeft') onLeft?.();
      if (key === 'ArrowRight') onRight?.();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
}
