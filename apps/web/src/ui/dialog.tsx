import { Drawer, Modal } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { usePhone } from '../lib/viewport.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  /** A verb and its thing: “Convert to subscriber”. */
  title: string;
  subtitle?: ReactNode;
  children?: ReactNode;
  /** What stands at the foot: a sentence, then the buttons, the filled one last. */
  footer?: ReactNode;
  /** Width at a desk, in pixels. */
  width?: number;
  /** The content brings its own padding, as where a tinted column reaches the edge. */
  flush?: boolean;
}

/** A dialog at a desk, a sheet from the bottom on a phone. Escape, the cross and a press outside close it. */
export function ResponsiveDialog({
  opened, onClose, title, subtitle, children, footer, width = 480, flush = false,
}: DialogProps) {
  const phone = usePhone();
  const heading = (
    <span className={styles.heading}>
      <span className={styles.title}>{title}</span>
      {subtitle && <span className={styles.subtitle}>{subtitle}</span>}
    </span>
  );
  const shared = {
    opened, onClose, title: heading, padding: 0,
    closeButtonProps: { 'aria-label': 'Close', size: phone ? 44 : 32, iconSize: phone ? 20 : 18 },
    classNames: {
      overlay: styles.overlay!, content: phone ? styles.sheet! : styles.dialog!,
      header: styles.header!, title: styles.headerTitle!, body: styles.body!,
    },
  };
  const content = (
    <>
      <div className={flush ? styles.flush : styles.content}>{children}</div>
      {footer && <div className={styles.footer}>{footer}</div>}
    </>
  );
  if (phone) return <Drawer position="bottom" size="auto" {...shared}>{content}</Drawer>;
  return <Modal centered size={width} {...shared}>{content}</Modal>;
}

interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, and what cannot be undone. */
  children: ReactNode;
  /** What the button does, in the words of the title: “Delete stage”. */
  confirm: string;
  onConfirm: () => void;
  isRunning?: boolean;
  danger?: boolean;
}

/** Asks before something that Undo cannot take back. */
export function ConfirmDialog({
  opened, onClose, title, children, confirm, onConfirm, isRunning = false, danger = false,
}: ConfirmProps) {
  return (
    <ResponsiveDialog
      opened={opened} onClose={onClose} title={title}
      footer={(
        <>
          <Button onClick={onClose} data-autofocus>Cancel</Button>
          <ConfirmButton danger={danger} onClick={onConfirm} loading={isRunning}>{confirm}</ConfirmButton>
        </>
      )}
    >
      {children}
    </ResponsiveDialog>
  );
}

/** The filled button of a dialog's foot; red where it takes something away. */
export function ConfirmButton({ danger = false, ...props }: ComponentProps<typeof Button> & { danger?: boolean }) {
  return <Button look="primary" {...(danger ? { className: styles.dangerous! } : {})} {...props} />;
}
