import { IconMenu2, IconPlus, IconScan } from '@tabler/icons-react';
import { Fragment } from 'react';
import { Link, NavLink, useMatch } from 'react-router';
import { useSession } from '../lib/session.tsx';
import { hasPage } from '../pages.ts';
import { ResponsiveMenu } from '../ui/index.ts';
import { settingsEntry, visibleEntries } from './navigation.tsx';
import { useAccount } from './use-account.tsx';
import styles from './tab-bar.module.css';

const roomForEntries = 3;

/** The navigation of a phone: what one goes to most, a new lead or a scan in the middle, the rest under More. */
export function TabBar() {
  const { can, user, organization } = useSession();
  const { groups, dialog } = useAccount();
  const inSettings = useMatch('/settings/*') !== null;
  const entries = visibleEntries(can);
  const tabs = entries.slice(0, roomForEntries);
  const settings = settingsEntry(can);
  const rest = [...entries.slice(roomForEntries), ...(settings ? [settings] : [])];
  const middle = hasPage('/leads/new') && can('leads:write') ? { to: '/leads/new', label: 'New lead', icon: <IconPlus size={22} stroke={1.75} aria-hidden /> }
    : can('inventory:write') || can('inventory:move') ? { to: '/inventory/scan', label: 'Scan', icon: <IconScan size={22} stroke={1.75} aria-hidden /> } : null;

  const more = rest.map(({ label, to, icon: Icon }) => ({
    label, to, icon: <Icon size={20} stroke={1.75} aria-hidden />,
  }));
  return (
    <nav className={styles.bar} aria-label="Main">
      {tabs.map(({ label, short, to, icon: Icon }, index) => (
        <Fragment key={to}>
          {index === 2 && middle && <Link to={middle.to} className={styles.add} aria-label={middle.label}>{middle.icon}</Link>}
          <NavLink to={to} className={styles.tab!}><Icon size={22} stroke={1.75} aria-hidden />{short ?? label}</NavLink>
        </Fragment>
      ))}
      <ResponsiveMenu
        title={user.name} subtitle={`${user.email} · ${organization.name}`}
        groups={more.length > 0 ? [{ choices: more }, ...groups] : groups}
        target={(
          <button type="button" className={styles.tab} aria-current={inSettings ? 'page' : undefined}>
            <IconMenu2 size={22} stroke={1.75} aria-hidden />More
          </button>
        )}
      />
      {dialog}
    </nav>
  );
}
