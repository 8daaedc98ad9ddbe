import { useContext } from 'react';
import { NavLink, Outlet, useMatch } from 'react-router';
import { useSession } from '../../lib/session.tsx';
import { PageHeadContext } from '../../ui/page.tsx';
import { visibleSettings } from './settings-navigation.ts';
import styles from './settings-layout.module.css';

/** A second column with everything that can be set; on a phone a list that opens pages. */
export function SettingsLayout() {
  const { can } = useSession();
  const around = useContext(PageHeadContext);
  const atStart = useMatch('/settings') !== null;
  return (
    <div className={styles.layout}>
      <nav className={atStart ? styles.column : `${styles.column} ${styles.deskOnly}`} aria-label="Settings">
        {atStart ? <h1 className={styles.title}>Settings</h1> : <p className={styles.title}>Settings</p>}
        {visibleSettings(can).map(({ title, entries }) => (
          <div key={title} role="group" aria-label={title} className={styles.group}>
            <p className={styles.heading} aria-hidden>{title}</p>
            {entries.map(({ label, to }) => <NavLink key={to} to={to} className={styles.link!}>{label}</NavLink>)}
          </div>
        ))}
      </nav>
      <PageHeadContext value={{ ...around, back: '/settings' }}>
        <div className={styles.page}><Outlet /></div>
      </PageHeadContext>
    </div>
  );
}
