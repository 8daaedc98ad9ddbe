import type { ReactNode } from 'react';
import type { Today } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { Figures } from './figures.tsx';
import type { RowActions } from './follow-up-row.tsx';
import { FollowUpSection } from './follow-up-section.tsx';
import styles from './today-sections.module.css';
import { UnclaimedSection } from './unclaimed-section.tsx';

interface Props {
  today: Today;
  withOwner: boolean;
  actions: RowActions;
  onMore: (() => void) | undefined;
  /** In the place of overdue and due where there are none. */
  empty: ReactNode;
}

/** The figures, the follow-ups by when they are due, and beside them the leads to claim. */
export function TodaySections({ today, withOwner, actions, onMore, empty }: Props) {
  const { can } = useSession();
  const [query, change] = useUrlState();
  const isLaterOpen = query.has('later');
  const shared = { withOwner, actions, onMore };
  return (
    <div className={styles.day}>
      <div className={styles.figures}><Figures today={today} /></div>
      <div className={styles.column}>
        {today.overdue.count + today.due.count === 0 && empty}
        <FollowUpSection id="overdue" title="Overdue" tone="late" section={today.overdue} {...shared} />
        <FollowUpSection id="due" title="Today" section={today.due} {...shared} />
        <FollowUpSection
          id="later" title="Later this week" section={today.later} {...shared}
          fold={{ open: isLaterOpen, onToggle: () => change({ later: isLaterOpen ? null : '1' }, { replace: true }) }}
        />
      </div>
      {today.unclaimed.count > 0 && (
        <div className={styles.column}>
          <UnclaimedSection section={today.unclaimed} canClaim={Boolean(can('leads:claim'))} onMore={onMore} />
        </div>
      )}
    </div>
  );
}
