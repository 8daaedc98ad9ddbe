import type { ReactNode } from 'react';
import styles from './filter-bar.module.css';

/** What narrows a list down: the search, then chips and menus as they fit; on a phone the search has a line of its own. */
export function FilterBar({ label, search, children }: { label: string; search: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.bar} role="search" aria-label={label}>
      <div className={styles.search}>{search}</div>
      {children}
    </div>
  );
}
