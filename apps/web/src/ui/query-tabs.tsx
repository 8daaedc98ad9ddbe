import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import styles from './page.module.css';

interface Props {
  label: string;
  /** The name in the address that the tabs set: `pipeline` for `?pipeline=…`. */
  name: string;
  current: string | undefined;
  tabs: readonly { value: string; label: ReactNode; beside?: ReactNode }[];
}

/** Tabs between records of one page, kept in the address beside everything else that stands there. */
export function QueryTabs({ label, name, current, tabs }: Props) {
  const [query] = useSearchParams();
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => {
        const to = new URLSearchParams(query);
        to.set(name, tab.value);
        return (
          <Link
            key={tab.value} to={`?${to}`} preventScrollReset className={styles.tab}
            {...(tab.value === current ? { 'aria-current': 'page' as const } : {})}
          >
            {tab.label}
            {tab.beside}
          </Link>
        );
      })}
    </nav>
  );
}
