import { IconSearch } from '@tabler/icons-react';
import { Link, NavLink } from 'react-router';
import { useSession } from '../lib/session.tsx';
import { Kbd, Mark, Wordmark } from '../ui/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { RunningJobs } from './running-jobs.tsx';
import { settingsEntry, visibleEntries, type NavigationEntry } from './navigation.tsx';
import { searchShortcut } from './search/use-search-shortcut.ts';
import styles from './sidebar.module.css';

/** The navigation at a desk; on a narrower window a rail of icons that keep their names. */
export function Sidebar({ onSearch }: { onSearch: () => void }) {
  const { can } = useSession();
  const settings = settingsEntry(can);
  return (
    <aside className={styles.sidebar} aria-label="Sidebar">
      <Link to="/" className={styles.brand} aria-label="Lastmile, to the start"><Mark /><Wordmark /></Link>
      <button type="button" className={styles.search} aria-keyshortcuts="Control+K Meta+K" onClick={onSearch}>
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span className={styles.label}>Search</span>
        <Kbd size="xs" className={styles.keys!}>{searchShortcut}</Kbd>
      </button>
      <nav className={styles.entries} aria-label="Main">
        {visibleEntries(can).map((entry) => <Entry key={entry.to} entry={entry} />)}
        <span className={styles.space} />
        <RunningJobs />
        {settings && <Entry entry={settings} />}
      </nav>
      <AccountMenu />
    </aside>
  );
}

function Entry({ entry: { label, to, icon: Icon, Count, group } }: { entry: NavigationEntry }) {
  return (
    <>
      {group && <span className={styles.group}>{group}</span>}
      <NavLink to={to} className={styles.entry!} title={label}>
        <Icon size={16} stroke={1.75} className={styles.icon!} aria-hidden />
        <span className={styles.label}>{label}</span>
        {Count && <Count />}
      </NavLink>
    </>
  );
}
