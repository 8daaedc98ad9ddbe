import { getServiceOrderBoard, serviceOrderStatuses, type ServiceOrderStatus } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import { BoardSkeleton, ErrorState, FilterChip } from '../../ui/index.ts';
import { OrderCard } from './order-card.tsx';
import { statuses } from './order-status.tsx';
import styles from './orders.module.css';

/** The orders by their state; a phone shows one state at a time. */
export function OrderBoard({ technicianId }: { technicianId: string | null }) {
  const phone = usePhone();
  const [query, change] = useUrlState();
  const board = useEndpoint(getServiceOrderBoard, { query: technicianId ? { technicianId } : {} }, { keepPrevious: true });
  if (board.error && !board.data) return <ErrorState title="The board did not load." problem={board.error} again={() => void board.refetch()} />;
  if (!board.data) return <BoardSkeleton />;
  const asked = query.get('status');
  const shown = serviceOrderStatuses.find((status) => status === asked) ?? firstWithWork(board.data.columns);
  const columns = phone ? board.data.columns.filter(({ status }) => status === shown) : board.data.columns;
  return (
    <>
      {phone && (
        <div className={styles.bar} role="group" aria-label="State">
          {board.data.columns.map(({ status, count }) => (
            <FilterChip
              key={status} label={`${statuses[status].label} ${count}`} active={status === shown} aria-pressed={status === shown}
              onClick={() => change({ status }, { replace: true })}
            />
          ))}
        </div>
      )}
      <div className={styles.board}>
        {columns.map(({ status, count, orders }) => (
          <section key={status} className={styles.column} aria-label={statuses[status].label}>
            <h2 className={styles.columnHead}>{statuses[status].label} <span className={styles.count}>{count}</span></h2>
            {orders.length === 0 && <p className={styles.none}>{statuses[status].none}</p>}
            <ul className={styles.cards}>{orders.map((order) => <OrderCard key={order.id} order={order} />)}</ul>
            {count > orders.length && <p className={styles.none}>{count - orders.length} more are in the list.</p>}
          </section>
        ))}
      </div>
    </>
  );
}

const firstWithWork = (columns: readonly { status: ServiceOrderStatus; count: number }[]): ServiceOrderStatus =>
  columns.find(({ status, count }) => count > 0 && status !== 'open')?.status ?? 'open';
