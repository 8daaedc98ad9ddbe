import { IconSearch, IconTool } from '@tabler/icons-react';
import { useCallback } from 'react';
import { listServiceOrders, serviceOrderStatuses, type ServiceOrderCard } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import {
  Button, EmptyState, ErrorState, FilterBar, FilterChip, ListBlock, ListBlocks, ListCell, ListLink, ListSkeleton, ListTable, SearchField, ShowMore, When,
} from '../../ui/index.ts';
import { useAppointment } from './order-card.tsx';
import { OrderStatus, statuses } from './order-status.tsx';
import styles from './orders.module.css';

/** Every order, newest first, found by name, address or number. */
export function OrderList({ technicianId }: { technicianId: string | null }) {
  const [query, change] = useUrlState();
  const phone = usePhone();
  const q = query.get('q')?.trim().slice(0, 100) ?? '';
  const status = serviceOrderStatuses.find((one) => one === query.get('status')) ?? null;
  const pages = usePages(listServiceOrders, {
    query: { limit: 50, ...(q ? { q } : {}), ...(status ? { status } : {}), ...(technicianId ? { technicianId } : {}) },
  }, { keepPrevious: true });
  const search = useCallback((text: string) => change({ q: text || null }, { replace: true }), [change]);
  const isNarrowed = q !== '' || status !== null;
  return (
    <div className={styles.list}>
      <FilterBar label="Filter the service orders" search={<SearchField label="Name, address or number" value={q} onChange={search} />}>
        {serviceOrderStatuses.map((one) => (
          <FilterChip
            key={one} label={statuses[one].label} active={status === one} aria-pressed={status === one}
            onClick={() => change({ status: status === one ? null : one }, { replace: true })}
          />
        ))}
      </FilterBar>
      {pages.isPending && <ListSkeleton rows={8} />}
      {pages.error && pages.items.length === 0 && <ErrorState title="The service orders did not load." problem={pages.error} again={() => void pages.refetch()} />}
      {pages.isSuccess && pages.items.length === 0 && (isNarrowed ? (
        <EmptyState
          icon={<IconSearch size={24} stroke={1.75} />} title="No service order is like that"
          actions={<Button onClick={() => change({ q: null, status: null }, { replace: true })}>Clear the filters</Button>}
        />
      ) : <NoOrders />)}
      {pages.items.length > 0 && (phone ? <Blocks orders={pages.items} /> : <Rows orders={pages.items} />)}
      <ShowMore pages={pages}>Show more service orders</ShowMore>
    </div>
  );
}

function Rows({ orders }: { orders: readonly ServiceOrderCard[] }) {
  return (
    <ListTable label="Service orders" heads={['Subscriber', 'Number', 'State', 'Appointment', 'Technician', 'Address', { label: 'Made', end: true }]}>
      {orders.map((order) => (
        <tr key={order.id}>
          <ListCell cut><ListLink to={`/service-orders/${order.id}`} title={order.subscriberName}>{order.subscriberName}</ListLink></ListCell>
          <ListCell>{order.number}</ListCell>
          <ListCell><OrderStatus status={order.status} /></ListCell>
          <ListCell><Appointment order={order} /></ListCell>
          <ListCell>{order.technicianName}</ListCell>
          <ListCell cut dim title={order.address}>{order.address}</ListCell>
          <ListCell end dim><When at={order.createdAt} as="ago" /></ListCell>
        </tr>
      ))}
    </ListTable>
  );
}

function Blocks({ orders }: { orders: readonly ServiceOrderCard[] }) {
  return (
    <ListBlocks label="Service orders">
      {orders.map((order) => (
        <ListBlock
          key={order.id} to={`/service-orders/${order.id}`} name={order.subscriberName}
          about={<>{order.appointmentFrom && <><Appointment order={order} /> · </>}{[order.number, order.technicianName].filter(Boolean).join(' · ')}</>}
        >
          <OrderStatus status={order.status} />
        </ListBlock>
      ))}
    </ListBlocks>
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
