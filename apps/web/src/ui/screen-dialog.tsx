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
  subtitle?: ReactNode;
  children?: ReactNode;
  /** What stands at the foot, the filled button last. */
  footer?: ReactNode;
  /** Width at a desk, in pixels. */
  width?: number;
  /** The content brings its own padding, as where a tinted column reaches the edge. */
  flush?: boolean;
}

/** A dialog at a desk that takes a phone’s whole screen: for forms that are too long for a sheet. */
export function ScreenDialog({ opened, onClose, title, subtitle, children, footer, width = 560, flush = false }: Props) {
  const phone = usePhone();
  const heading = (
    <span className={dialog.heading}>
      <span className={dialog.title}>{title}</span>
      {subtitle && <span className={dialog.subtitle}>{subtitle}</span>}
    </span>
  );
  return (
    <Modal
      opened={opened} onClose={onClose} title={heading} padding={0}
      {...(phone ? { fullScreen: true, radius: 0 } : { centered: true, size: width })}
      closeButtonProps={{ 'aria-label': 'Close', size: phone ? 44 : 32, iconSize: phone ? 22 : 18 }}
      classNames={{
        overlay: dialog.overlay!, content: phone ? styles.screen! : dialog.dialog!, header: phone ? styles.header! : dialog.header!,
        title: dialog.headerTitle!, body: dialog.body!,
      }}
    >
      <div className={flush ? dialog.flush : dialog.content}>{children}</div>
      {footer && <div className={dialog.footer}>{footer}</div>}
    </Modal>
  );
}
