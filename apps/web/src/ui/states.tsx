import type { ReactNode } from 'react';
import type { Problem } from '../lib/problem.ts';
import { Notice, NoticeAction } from './notice.tsx';
import styles from './states.module.css';

interface EmptyProps {
  /** A Tabler icon, 24 px. */
  icon: ReactNode;
  title: string;
  /** What goes here, and where it comes from. */
  children?: ReactNode;
  /** The next thing to do. */
  actions?: ReactNode;
  /** Without the card around it, where it stands in one already. */
  bare?: boolean;
}

/** What stands in the place of a list that has nothing in it. */
export function EmptyState({ icon, title, children, actions, bare = false }: EmptyProps) {
  return (
    <div className={bare ? styles.empty : `${styles.empty} ${styles.card}`}>
      <span aria-hidden className={styles.icon}>{icon}</span>
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.words}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

interface ErrorProps {
  /** What failed: “The board did not load.” */
  title: string;
  problem: Problem;
  again?: () => void;
}

/** What failed, what is safe, Try again, and the request's id for whoever is asked to help. */
export function ErrorState({ title, problem, again }: ErrorProps) {
  return (
    <Notice
      tone="error" title={title} announced
      action={again && <NoticeAction onClick={again}>Try again</NoticeAction>}
    >
      {problem.detail}
      <RequestId problem={problem} />
    </Notice>
  );
}

/** The id under which the log knows a failed request. */
export function RequestId({ problem }: { problem: Problem }) {
  return problem.requestId ? <span className={styles.request}>Request {problem.requestId}</span> : null;
}
