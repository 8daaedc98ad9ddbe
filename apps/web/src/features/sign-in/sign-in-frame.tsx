import type { ReactNode } from 'react';
import { Mark, Wordmark } from '../../ui/index.ts';
import styles from './sign-in-frame.module.css';

interface Props {
  title: string;
  subtitle?: string;
  children: ReactNode;
  /** Below the card. */
  footer?: ReactNode;
}

/** The card on the open ground with the drop lines, for who is not signed in. */
export function SignInFrame({ title, subtitle, children, footer }: Props) {
  return (
    <main className={styles.frame}>
      <title>{`${title} · Lastmile`}</title>
      <svg className={styles.lines} viewBox="0 0 1366 860" fill="none" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <path d="M-20 190C300 190 300 760 683 760S1040 700 1180 700" stroke="var(--lm-border-strong)" strokeWidth="2" />
        <path d="M-20 120C350 120 360 810 720 810S1100 780 1240 780" stroke="var(--lm-border)" strokeWidth="2" />
        <circle cx="1183" cy="700" r="7" fill="var(--lm-spark)" />
        <circle cx="1243" cy="780" r="5" fill="var(--lm-border-strong)" />
      </svg>
      <div className={styles.column}>
        <div className={styles.brand}><Mark size={36} /><Wordmark large /></div>
        <div className={styles.card}>
          <h1 className={styles.title}>{title}</h1>
          {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
          {children}
        </div>
        {footer && <p className={styles.footer}>{footer}</p>}
      </div>
    </main>
  );
}
