import { IconCalendarWeek, IconLayoutKanban, IconList } from '@tabler/icons-react';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { FilterChip, Page, SegmentedControl } from '../../ui/index.ts';
import { OrderBoard } from './order-board.tsx';
import { OrderList } from './order-list.tsx';
import { OrderWeek } from './order-week.tsx';
import styles from './orders.module.css';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };
const views = [
  { value: 'board', label: 'Board', icon: <IconLayoutKanban {...icon} /> },
  { value: 'list', label: 'List', icon: <IconList {...icon} /> },
  { value: 'week', label: 'Week', icon: <IconCalendarWeek {...icon} /> },
] as const;
type View = (typeof views)[number]['value'];

/** `/service-orders`: what has to be installed, by its state, as a list or in the week it is planned for. */
export function ServiceOrdersPage() {
  const { user } = useSession();
  const [query, change] = useUrlState();
  const view: View = views.find(({ value }) => value === query.get('view'))?.value ?? 'board';
  const mine = query.get('technician') === 'me';
  const unassigned = query.get('technician') === 'none';
  const technicianId = mine ? user.id : unassigned ? 'none' : null;
  return (
    <Page title="Service orders">
      <div className={styles.bar}>
        <SegmentedControl<View> label="View" value={view} onChange={(next) => change({ view: next === 'board' ? null : next, status: null })} options={views} />
        <FilterChip label="Mine" active={mine} aria-pressed={mine} onClick={() => change({ technician: mine ? null : 'me' }, { replace: true })} />
        <FilterChip label="Nobody’s" active={unassigned} aria-pressed={unassigned} onClick={() => change({ technician: unassigned ? null : 'none' }, { replace: true })} />
      </div>
      {view === 'board' && <OrderBoard technicianId={technicianId} />}
      {view === 'list' && <OrderList technicianId={technicianId} />}
      {view === 'week' && <OrderWeek technicianId={technicianId} />}
    </Page>
  );
}
