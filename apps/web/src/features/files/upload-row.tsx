import { IconAlertCircle, IconRefresh, IconUpload, IconX } from '@tabler/icons-react';
import { IconButton, Progress } from '../../ui/index.ts';
import styles from './file-row.module.css';
import type { Upload } from './use-uploads.ts';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** A file on its way: how far it is, or why it did not arrive. */
export function UploadRow({ upload, onRetry, onDismiss }: { upload: Upload; onRetry: () => void; onDismiss: () => void }) {
  const { file: { name }, state, sent, reason, again } = upload;
  const failed = state === 'failed';
  const percent = Math.round(sent * 100);
  return (
    <li className={styles.row}>
      <span className={failed ? `${styles.icon} ${styles.bad}` : styles.icon}>{failed ? <IconAlertCircle {...icon} /> : <IconUpload {...icon} />}</span>
      <span className={styles.words}>
        <span className={styles.name} title={name}>{name}</span>
        {failed
          ? <span role="alert" className={styles.reason}>{reason}</span>
          : <Progress size={4} className={styles.progress!} value={percent} aria-label={`${name}: ${percent} % sent`} />}
      </span>
      {failed && again && <IconButton label={`Try ${name} again`} onClick={onRetry}><IconRefresh {...icon} /></IconButton>}
      <IconButton label={failed ? `Take ${name} off the list` : `Stop sending ${name}`} onClick={onDismiss}><IconX {...icon} /></IconButton>
    </li>
  );
}
