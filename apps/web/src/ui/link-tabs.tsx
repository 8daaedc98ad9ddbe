import { useEffect, useRef, type ReactNode } from 'react';
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
  const row = useRef<HTMLElement>(null);
  const current = tabs.find((tab) => tab.current)?.key;
  const { length } = tabs;
  // Where the tabs are more than the window is wide, the one that is open is brought into sight, also when more come in.
  useEffect(() => {
    const open = current !== undefined && length > 1 ? row.current?.querySelector<HTMLElement>('[aria-current]') : null;
    if (row.current && open) row.current.scrollLeft = open.offsetLeft - row.current.clientWidth / 2 + open.offsetWidth / 2;
  }, [current, length]);
  return (
    <nav ref={row} className={styles.tabs} aria-label={label}>
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
