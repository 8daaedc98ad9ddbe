import { IconTool } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listServiceOrders, type ServiceOrderStatus, type Subscriber } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Badge, Button, EmptyState, ErrorState, ListSkeleton, Section, ShowMore, When } from '../../ui/index.ts';
import styles from './rows.module.css';
import { VisitDialog } from './visit-dialog.tsx';

const states: Record<ServiceOrderStatus, { label: string; color: string }> = {
  open: { label: 'Open', color: 'blue' }, scheduled: { label: 'Scheduled', color: 'violet' }, in_progress: { label: 'In progress', color: 'amber' },
  completed: { label: 'Completed', color: 'green' }, cancelled: { label: 'Cancelled', color: 'gray' },
};

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** The service orders by which somebody goes to a subscriber, and the way to another one. */
export function Installations({ subscriber }: { subscriber: Subscriber }) {
  const { id: subscriberId } = subscriber;
  const { can } = useSession();
  const dialog = useUrlDialog<'visit'>();
  const mayOrder = Boolean(can('service-orders:write'));
  const pages = usePages(listServiceOrders, { query: { subscriberId, limit: 20 } });
  return (
    <Section
      title="Service orders" {...(pages.isSuccess ? { count: `${pages.items.length}${pages.hasNextPage ? '+' : ''}` } : {})} flush
      actions={mayOrder && <Button size="xs" icon={<IconTool {...icon} />} onClick={() => dialog.open('visit')}>Order a visit</Button>}
    >
      {pages.isPending && <ListSkeleton rows={1} />}
      {pages.error && pages.items.length === 0 && <ErrorState title="The service orders did not load." problem={pages.error} again={() => void pages.refetch()} />}
      {pages.isSuccess && pages.items.length === 0 && <EmptyState bare icon={<IconTool size={24} stroke={1.75} />} title="No service order">Nobody was sent to them yet.</EmptyState>}
      <ul className={styles.rows}>
        {pages.items.map(({ id, number, status, technicianName, appointmentFrom }) => (
          <li key={id} className={styles.row}>
            <span className={styles.words}>
              <Link className={styles.link} to={`/service-orders/${id}`}>{number}</Link>
              <span className={styles.about}>{technicianName ?? 'Nobody yet'}{appointmentFrom && <> · <When at={appointmentFrom} /></>}</span>
            </span>
            <Badge color={states[status].color}>{states[status].label}</Badge>
          </li>
        ))}
      </ul>
      <ShowMore pages={pages}>Show more service orders</ShowMore>
      {mayOrder && dialog.name === 'visit' && <VisitDialog subscriber={subscriber} onClose={dialog.close} />}
    </Section>
  );
}
