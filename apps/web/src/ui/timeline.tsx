import type { ReactNode } from 'react';
import styles from './timeline.module.css';

/** `ok` went well, `bad` did not, `lit` wants to be noticed, `running` is going on, `waiting` comes later. */
export type TimelineTone = 'plain' | 'ok' | 'bad' | 'lit' | 'running' | 'waiting';

/** Things that happened one after the other, joined by a line. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return <ol className={styles.timeline} aria-label={label}>{children}</ol>;
}

interface ItemProps {
  /** A Tabler icon, 15 px. */
  icon: ReactNode;
  tone?: TimelineTone;
  /** At the end of the line: when. */
  aside?: ReactNode;
  /** The sentence. */
  children: ReactNode;
  /** Smaller words below it. */
  detail?: ReactNode;
  /** What somebody wrote, in a frame of its own. */
  quote?: ReactNode;
  /** What can be done about it, as an icon at the end of the line. */
  action?: ReactNode;
}

export function TimelineItem({ icon, tone = 'plain', aside, children, detail, quote, action }: ItemProps) {
  return (
    <li className={styles.item}>
      <span className={`${styles.dot} ${styles[tone]}`} aria-hidden>{icon}</span>
      <div className={styles.content}>
        <div className={styles.line}>
          <span className={tone === 'waiting' ? `${styles.words} ${styles.dimmed}` : styles.words}>{children}</span>
          {aside && <span className={styles.aside}>{aside}</span>}
          {action && <span className={styles.action}>{action}</span>}
        </div>
        {detail && <div className={styles.detail}>{detail}</div>}
        {quote && <div className={styles.quote}>{quote}</div>}
      </div>
    </li>
  );
}
