import { IconSearch, IconTool } from '@tabler/icons-react';
import { useCallback } from 'react';
import { Link } from 'react-router';
import { listServiceOrders, serviceOrderStatuses } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { Button, EmptyState, ErrorState, FilterChip, ListSkeleton, RecordCell, RecordRow, RecordTable, SearchField, Section, ShowMore, When } from '../../ui/index.ts';
import { useAppointment } from './order-card.tsx';
import { OrderStatus, statuses } from './order-status.tsx';
import styles from './orders.module.css';

/** Every order, newest first, found by name, address or number. */
export function OrderList({ technicianId }: { technicianId: string | null }) {
  const [query, change] = useUrlState();
  const q = query.get('q')?.trim().slice(0, 100) ?? '';
  const status = serviceOrderStatuses.find((one) => one === query.get('status')) ?? null;
  const pages = usePages(listServiceOrders, {
    query: { limit: 50, ...(q ? { q } : {}), ...(status ? { status } : {}), ...(technicianId ? { technicianId } : {}) },
  }, { keepPrevious: true });
  const search = useCallback((text: string) => change({ q: text || null }, { replace: true }), [change]);
  const isNarrowed = q !== '' || status !== null;
  return (
    <>
      <div className={styles.bar} role="search" aria-label="Filter the service orders">
        <div className={styles.search}>
          <SearchField label="Name, address or number" value={q} onChange={search} />
        </div>
        {serviceOrderStatuses.map((one) => (
          <FilterChip
            key={one} label={statuses[one].label} active={status === one} aria-pressed={status === one}
            onClick={() => change({ status: status === one ? null : one }, { replace: true })}
          />
        ))}
      </div>
      {pages.isPending && <ListSkeleton rows={8} />}
      {pages.error && pages.items.length === 0 && <ErrorState title="The service orders did not load." problem={pages.error} again={() => void pages.refetch()} />}
      {pages.isSuccess && pages.items.length === 0 && (isNarrowed ? (
        <EmptyState
          icon={<IconSearch size={24} stroke={1.75} />} title="No service order is like that"
          actions={<Button onClick={() => change({ q: null, status: null }, { replace: true })}>Clear the filters</Button>}
        />
      ) : <NoOrders />)}
      {pages.items.length > 0 && (
        <Section title="Service orders" flush>
          <RecordTable label="Service orders" heads={['Subscriber', 'Number', 'State', 'Appointment', 'Technician', 'Address', 'Made']}>
            {pages.items.map((order) => (
              <RecordRow key={order.id}>
                <RecordCell part="name"><Link className={styles.rowName} to={`/service-orders/${order.id}`}>{order.subscriberName}</Link></RecordCell>
                <RecordCell>{order.number}</RecordCell>
                <RecordCell><OrderStatus status={order.status} /></RecordCell>
                <RecordCell label="Appointment"><Appointment order={order} /></RecordCell>
                <RecordCell label="Technician">{order.technicianName}</RecordCell>
                <RecordCell>{order.address}</RecordCell>
                <RecordCell label="Made"><When at={order.createdAt} as="ago" /></RecordCell>
              </RecordRow>
            ))}
          </RecordTable>
        </Section>
      )}
      <ShowMore pages={pages}>Show more service orders</ShowMore>
    </>
  );
}

function Appointment({ order }: { order: Parameters<typeof useAppointment>[0] }) {
  return <>{useAppointment(order)}</>;
}

export function NoOrders() {
  return (
    <EmptyState icon={<IconTool size={24} stroke={1.75} />} title="No service orders yet" actions={<Button to="/leads">See the leads</Button>}>
      Convert a lead, and the order to connect it stands here.
    </EmptyState>
  );
}
