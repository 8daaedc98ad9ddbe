import type { MovementType, StockState } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';

/** One line of the ledger, as it is written: `quantity` and `value` are negative where it undoes another. */
interface Entry {
  itemId: string;
  type: MovementType;
  quantity: number;
  value: string;
  from: { locationId: string; state: StockState } | null;
  to: { locationId: string; state: StockState } | null;
}

interface Change { locationId: string; received: number; issued: number; returned: number; adjusted: number; quantity: number; value: string }

const quarter = 15 * 60_000;
export const quarterOf = (moment: Date): Date => new Date(Math.floor(moment.getTime() / quarter) * quarter);

/** What a movement changes at each of its ends. Its value goes where it came to count, or else where it no longer does. */
function changesOf({ type, quantity, value, from, to }: Entry): Change[] {
  const change = (locationId: string, state: StockState, came: number, worth: string): Change => {
    const counts = state === 'set_aside' ? 0 : came;
    const only = (which: MovementType, amount: number) => (type === which ? amount : 0);
    return { locationId, received: only('receive', came), issued: only('issue', -came), returned: only('return', came), adjusted: only('adjust', counts), quantity: counts, value: worth };
  };
  const arrives = to !== null && to.state !== 'set_aside';
  return [
    ...(to ? [change(to.locationId, to.state, quantity, arrives ? value : '0')] : []),
    ...(from ? [change(from.locationId, from.state, -quantity, arrives ? '0' : value)] : []),
  ];
}

const columns = ['received', 'issued', 'returned', 'adjusted', 'quantity', 'value'] as const;
const list = (of: (column: (typeof columns)[number]) => string): string => columns.map(of).join(', ');

/**
 * Counts a movement in, under the item's lock: the balance of its quarter of an hour continues the one before. Whoever began earlier and had to wait for the lock
 * may find a later quarter begun; then that has it as well.
 */
export function noteBalances({ write, organizationId, now }: Scope, entry: Entry): void {
  write(
    `with change as materialized (
       select x.location_id, ${list((column) => `sum(x.${column}) as ${column}`)}
         from jsonb_to_recordset($4) as x (location_id uuid, received bigint, issued bigint, returned bigint, adjusted bigint, quantity bigint, value numeric) group by 1),
     later as (
       update stock_balances b set ${list((column) => `${column} = b.${column} + c.${column}`)} from change c
        where b.organization_id = $1 and b.item_id = $2 and b.location_id = c.location_id and b.quarter > $3)
     insert into stock_balances (organization_id, item_id, location_id, quarter, ${columns.join(', ')})
     select $1, $2, c.location_id, $3, ${list((column) => `coalesce(b.${column}, 0) + c.${column}`)}
       from change c
       left join lateral (select * from stock_balances x where x.organization_id = $1 and x.item_id = $2 and x.location_id = c.location_id and x.quarter <= $3
         order by x.quarter desc limit 1) b on true
     on conflict (organization_id, item_id, location_id, quarter) do update set ${list((column) => `${column} = excluded.${column}`)}`,
    [organizationId, entry.itemId, quarterOf(now), JSON.stringify(changesOf(entry).map(({ locationId, ...change }) => ({ location_id: locationId, ...change })))]);
}

/** The balance of a level `v` as it was last before, or up to, a moment, in SQL. */
export const balanceSql = (until: string): string =>
  `(select b.* from stock_balances b where b.organization_id = $1 and b.item_id = v.item_id and b.location_id = v.location_id and b.quarter ${until} order by b.quarter desc limit 1)`;
