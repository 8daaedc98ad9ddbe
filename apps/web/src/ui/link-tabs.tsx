import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './page.module.css';

interface LinkTab {
  key: string;
  label: string;
  to: string;
  /** How many it shows, as it is written. */
  count?: string | undefined;
  current: boolean;
}

/** Tabs that are links to the same page shown otherwise; `children` stand after the last. */
export function LinkTabs({ label, tabs, children }: { label: string; tabs: readonly LinkTab[]; children?: ReactNode }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.key} to={tab.to} preventScrollReset className={styles.tab}
          {...(tab.current ? { 'aria-current': 'page' as const } : {})}
        >
          {tab.label}
          {tab.count !== undefined && <span className={styles.tabCount}>{tab.count}</span>}
        </Link>
      ))}
      {children}
    </nav>
  );
}
