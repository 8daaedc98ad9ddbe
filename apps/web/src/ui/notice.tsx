import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

export type Tone = 'error' | 'warning' | 'success' | 'info' | 'neutral';

const icons = {
  error: IconAlertCircle, warning: IconAlertTriangle, success: IconCircleCheck, info: IconInfoCircle, neutral: IconInfoCircle,
};

interface Props {
  tone: Tone;
  /** What happened, in a sentence of its own. */
  title?: ReactNode;
  /** What it means, and what is safe. */
  children?: ReactNode;
  /** One thing to do about it: a `NoticeAction`. */
  action?: ReactNode;
  /** Read out at once; for what appears in answer to something the person did. */
  announced?: boolean;
}

/** A sentence about the page, on a tinted ground. */
export function Notice({ tone, title, children, action, announced = false }: Props) {
  const Icon = icons[tone];
  return (
    <div className={`${styles.notice} ${styles[tone]}`} {...(announced ? { role: tone === 'error' ? 'alert' : 'status' } : {})}>
      <Icon className={styles.icon} size={16} stroke={1.75} aria-hidden />
      <div className={styles.body}>
        <div className={styles.words}>{title && <b className={styles.title}>{title}</b>} {children}</div>
        {action}
      </div>
    </div>
  );
}

/** The one thing to do in a notice or a toast. */
export function NoticeAction({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return <button type="button" className={styles.action} onClick={onClick}>{children}</button>;
}
