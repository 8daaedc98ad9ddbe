// Not passed on by the door to the kit, so that only the pages that take files load it.
import { Dropzone } from '@mantine/dropzone';
import type { ReactNode } from 'react';
import styles from './drop-area.module.css';

interface Props {
  /** What stands over the area while files are held above it: “Drop to add”. */
  invitation: string;
  onFiles: (files: File[]) => void;
  disabled?: boolean;
  children: ReactNode;
}

/** A part of a page that files can be dropped on, anywhere in it. Its buttons and links work as they would without. */
export function DropArea({ invitation, onFiles, disabled = false, children }: Props) {
  return (
    <Dropzone
      unstyled enablePointerEvents activateOnClick={false} activateOnKeyboard={false} disabled={disabled} tabIndex={-1}
      classNames={{ root: styles.area!, inner: styles.inner! }} onDrop={onFiles}
    >
      {children}
      <Dropzone.Accept><Invitation>{invitation}</Invitation></Dropzone.Accept>
      {/* Whether it is taken is told for each file, beside it. */}
      <Dropzone.Reject><Invitation>{invitation}</Invitation></Dropzone.Reject>
    </Dropzone>
  );
}

function Invitation({ children }: { children: string }) {
  return <div className={styles.invitation} aria-hidden>{children}</div>;
}
