import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhone } from '../lib/viewport.ts';
import dialog from './dialog.module.css';
import styles from './screen-dialog.module.css';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** A verb or an adjective and its thing: “New lead”. */
  title: string;
  children?: ReactNode;
  /** What stands at the foot, the filled button last. */
  footer?: ReactNode;
  /** Width at a desk, in pixels. */
  width?: number;
}

/** A dialog at a desk that takes a phone’s whole screen: for forms that are too long for a sheet. */
export function ScreenDialog({ opened, onClose, title, children, footer, width = 560 }: Props) {
  const phone = usePhone();
  return (
    <Modal
      opened={opened} onClose={onClose} title={<span className={dialog.title}>{title}</span>} padding={0}
      {...(phone ? { fullScreen: true, radius: 0 } : { centered: true, size: width })}
      closeButtonProps={{ 'aria-label': 'Close', size: phone ? 44 : 32, iconSize: phone ? 22 : 18 }}
      classNames={{
        overlay: dialog.overlay!, content: phone ? styles.screen! : dialog.dialog!, header: phone ? styles.header! : dialog.header!,
        title: dialog.headerTitle!, body: dialog.body!,
      }}
    >
      <div className={dialog.content}>{children}</div>
      {footer && <div className={dialog.footer}>{footer}</div>}
    </Modal>
  );
}
