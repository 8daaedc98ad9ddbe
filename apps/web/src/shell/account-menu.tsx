import { IconSelector } from '@tabler/icons-react';
import { useSession } from '../lib/session.tsx';
import { Avatar, ResponsiveMenu } from '../ui/index.ts';
import { useAccount } from './use-account.tsx';
import styles from './account-menu.module.css';

/** Who is signed in, at the foot of the sidebar, and what they can choose for themselves. */
export function AccountMenu() {
  const { user, organization } = useSession();
  const { groups, dialog } = useAccount();
  return (
    <div className={styles.place}>
      <ResponsiveMenu
        title="Your account" subtitle={user.email} position="top-start" width={196} groups={groups}
        target={(
          <button type="button" className={styles.account} title="Your account">
            <Avatar name={user.name} id={user.id} />
            <span className={styles.names}>
              <span className={styles.name}>{user.name}</span>
              <span className={styles.organization}>{organization.name}</span>
            </span>
            <IconSelector className={styles.arrows!} size={16} stroke={1.75} aria-hidden />
          </button>
        )}
      />
      {dialog}
    </div>
  );
}
