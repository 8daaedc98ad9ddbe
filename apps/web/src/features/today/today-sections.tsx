import type { ReactNode } from 'react';
import type { Today } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { Figures } from './figures.tsx';
import type { RowActions } from './follow-up-row.tsx';
import { FollowUpSection } from './follow-up-section.tsx';
import { PlannedSection } from './planned-section.tsx';
import styles from './today-sections.module.css';
import { UnclaimedSection } from './unclaimed-section.tsx';
import { useSection } from './use-section.ts';

interface Props {
  today: Today;
  view: 'mine' | 'team';
  withOwner: boolean;
  actions: RowActions;
  plannedRows: ReactNode;
  /** In the place of overdue and due where there are none. */
  empty: ReactNode;
}

/** The figures, the follow-ups by when they are due, and beside them the leads to claim. */
export function TodaySections({ today, view, withOwner, actions, plannedRows, empty }: Props) {
  const { can } = useSession();
  const [query, change] = useUrlState();
  const isLaterOpen = query.has('later');
  const shared = { withOwner, actions };
  const overdue = useSection('overdue', view, today.overdue);
  const due = useSection('due', view, today.due);
  const later = useSection('later', view, today.later);
  const unclaimed = useSection('unclaimed', view, today.unclaimed);
  return (
    <div className={styles.day}>
      <div className={styles.figures}><Figures today={today} /></div>
      <div className={styles.column}>
        {today.overdue.count + today.due.count + today.planned.count === 0 && empty}
        <FollowUpSection id="overdue" title="Overdue" tone="late" section={overdue} {...shared} />
        <FollowUpSection id="due" title="Today" section={due} {...shared} />
        <PlannedSection planned={today.planned} rows={plannedRows} />
        <FollowUpSection
          id="later" title="Later this week" section={later} {...shared}
          fold={{ open: isLaterOpen, onToggle: () => change({ later: isLaterOpen ? null : '1' }, { replace: true }) }}
        />
      </div>
      {today.unclaimed.count > 0 && (
        <div className={styles.column}>
          <UnclaimedSection section={unclaimed} canClaim={Boolean(can('leads:claim'))} />
        </div>
      )}
    </div>
  );
}
