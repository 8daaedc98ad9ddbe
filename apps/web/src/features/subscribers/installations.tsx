import { IconTool } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listServiceOrders, type ServiceOrderStatus } from '@lastmile/contracts';
import { usePages } from '../../lib/use-endpoint.ts';
import { Badge, EmptyState, ErrorState, ListSkeleton, Section, ShowMore, When } from '../../ui/index.ts';
import styles from './rows.module.css';

const states: Record<ServiceOrderStatus, { label: string; color: string }> = {
  open: { label: 'Open', color: 'blue' }, scheduled: { label: 'Scheduled', color: 'violet' }, in_progress: { label: 'In progress', color: 'amber' },
  completed: { label: 'Completed', color: 'green' }, cancelled: { label: 'Cancelled', color: 'gray' },
};

/** The service orders by which a subscriber is connected. */
export function Installations({ subscriberId }: { subscriberId: string }) {
  const pages = usePages(listServiceOrders, { query: { subscriberId, limit: 20 } });
  return (
    <Section title="Service orders" {...(pages.isSuccess ? { count: `${pages.items.length}${pages.hasNextPage ? '+' : ''}` } : {})} flush>
      {pages.isPending && <ListSkeleton rows={1} />}
      {pages.error && pages.items.length === 0 && <ErrorState title="The service orders did not load." problem={pages.error} again={() => void pages.refetch()} />}
      {pages.isSuccess && pages.items.length === 0 && <EmptyState bare icon={<IconTool size={24} stroke={1.75} />} title="No service order">Nothing was installed by an order.</EmptyState>}
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
    </Section>
  );
}
