import { IconRouter } from '@tabler/icons-react';
import type { Subscriber } from '@lastmile/contracts';
import { Badge, Code, EmptyState, Section } from '../../ui/index.ts';
import styles from './rows.module.css';

type RouterUser = Subscriber['routerUsers'][number];

const services: Record<RouterUser['service'], string> = {
  pppoe: 'PPPoE',
  hotspot: 'Hotspot',
  user_manager: 'User Manager',
};
const states: Record<RouterUser['state'], { label: string; color: string }> = {
  creating: { label: 'Being made', color: 'blue' },
  waiting: { label: 'Waits for installation', color: 'blue' },
  active: { label: 'Active', color: 'green' },
  suspended: { label: 'Suspended', color: 'amber' },
  removing: { label: 'Being removed', color: 'amber' },
  removed: { label: 'Removed', color: 'gray' },
};

/** With which names a subscriber's devices sign in, and on which routers. */
export function RouterUsers({ users }: { users: readonly RouterUser[] }) {
  return (
    <Section title="Router users" count={users.length} flush>
      {users.length === 0 && (
        <EmptyState bare icon={<IconRouter size={24} stroke={1.75} />} title="No router user">
          They were converted without one.
        </EmptyState>
      )}
      <ul className={styles.rows}>
        {users.map(({ id, routerName, service, username, profile, ipAddress, state }) => (
          <li key={id} className={styles.row}>
            <span className={styles.words}>
              <span className={styles.name} title={username}>
                <Code>{username}</Code>
              </span>
              <span className={styles.about}>
                {services[service]} on {routerName} · profile {profile}
                {ipAddress && ` · ${ipAddress}`}
              </span>
            </span>
            <Badge color={states[state].color}>{states[state].label}</Badge>
          </li>
        ))}
      </ul>
    </Section>
  );
}
