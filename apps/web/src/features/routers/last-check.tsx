import { IconAlertCircle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { Router } from '@lastmile/contracts';
import { When } from '../../ui/index.ts';
import styles from './routers.module.css';

/** How a router was when it was last asked, and when that was. */
export function LastCheck({ router: { lastCheckedAt, lastCheckOk, lastCheckMessage } }: { router: Router }) {
  if (!lastCheckedAt) {
    return <span className={styles.check}><IconCircleDashed size={16} stroke={1.75} aria-hidden /> Never checked</span>;
  }
  const Icon = lastCheckOk ? IconCircleCheck : IconAlertCircle;
  return (
    <span className={`${styles.check} ${lastCheckOk ? styles.good : styles.bad}`}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span className={styles.message} title={lastCheckMessage ?? undefined}>
        {lastCheckMessage ?? (lastCheckOk ? 'Answered' : 'Did not answer')}
      </span>
      <span className={styles.when}><When at={lastCheckedAt} as="ago" /></span>
    </span>
  );
}
