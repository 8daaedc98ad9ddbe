import type * as contract from '@lastmile/contracts';
import type { Stocktake, StocktakeLine, StocktakeRow } from '@lastmile/contracts';
import { scopeOf } from '../../core/actor.ts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { NotFound } from '../../core/problems.ts';
import { searchPattern } from '../../core/search-text.ts';
import { instant } from '../../core/sql.ts';
import { findingSql, unitJoins } from './findings.ts';

const averageSql = 'case when i.on_hand + i.in_transit > 0 then i.value / (i.on_hand + i.in_transit) else coalesce(i.unit_cost, 0) end';

/**
 * Lines with what came of them: as it was written when it was approved, else as it is at this moment. What is misplaced is worth as much here as there, and what
 * was issued comes back; only the difference of what there is has a value.
 */
const linesSql = `
  select l.stocktake_id, l.item_id, i.name, i.sku, i.unit, i.barcode, i.serial_tracking, l.counted_at, i.search_text,
         case when l.counted_at is null then null when i.serial_tracking then f.seen else l.counted end as counted,
         case when i.serial_tracking then f.expected when l.counted_at is null then coalesce(v.on_hand, 0) else l.expected end as expected,
         coalesce(l.missing, case when i.serial_tracking then f.missing else greatest(0, l.expected - l.counted) end, 0) as missing,
         coalesce(l.surplus, case when i.serial_tracking then f.surplus else greatest(0, l.counted - l.expected) end, 0) as surplus,
         coalesce(l.misplaced, f.misplaced, 0) as misplaced,
         coalesce(l.value, round(${averageSql} * case when i.serial_tracking then f.surplus + f.issued - f.missing else coalesce(l.counted - l.expected, 0) end, 2)) as value
    from stocktake_lines l
    join stocktakes k on k.organization_id = $1 and k.id = l.stocktake_id
    join items i on i.organization_id = $1 and i.id = l.item_id
    left join stock_levels v on v.organization_id = $1 and v.item_id = l.item_id and v.location_id = k.location_id
    left join lateral (
      select count(*) filter (where x.seen)::int as seen, count(*) filter (where x.expected)::int as expected, count(*) filter (where x.kind = 'missing')::int as missing,
             count(*) filter (where x.kind in ('unknown', 'found_again'))::int as surplus, count(*) filter (where x.kind in ('elsewhere', 'issued'))::int as misplaced,
             count(*) filter (where x.kind = 'issued')::int as issued
        from (select s.seen_at is not null as seen, s.start_movement_id is not null as expected, ${findingSql} as kind
                from stocktake_units s left join stock_units u on u.organization_id = $1 and u.item_id = s.item_id and u.serial = s.serial
               where s.organization_id = $1 and s.stocktake_id = l.stocktake_id and s.item_id = l.item_id) x) f on i.serial_tracking
   where l.organization_id = $1`;

/** What whoever counts blindly is not told. */
const hidden = `(k.is_blind and k.status = 'counting')`;
const columns = `k.id, ${numberSql('stocktake', 'k.number')} as number, k.location_id as "locationId", p.name as "locationName", k.category_id as "categoryId", c.title as "categoryTitle",
  k.is_blind as "isBlind", k.status, coalesce(t.lines, 0) as lines, coalesce(t.counted, 0) as "linesCounted",
  case when not ${hidden} then coalesce(t.missing, 0) end as missing, case when not ${hidden} then coalesce(t.surplus, 0) end as surplus,
  case when not ${hidden} then coalesce(t.misplaced, 0) end as misplaced, case when not ${hidden} then coalesce(t.missing_value, 0)::numeric(16,2)::text end as "missingValue",
  case when not ${hidden} then coalesce(t.surplus_value, 0)::numeric(16,2)::text end as "surplusValue", case when not ${hidden} then coalesce(t.value, 0)::numeric(16,2)::text end as value,
  k.started_by_name as "startedByName", ${instant('k.started_at')} as "startedAt", ${instant('k.closed_at')} as "closedAt", ${instant('k.approved_at')} as "approvedAt",
  ${instant('k.cancelled_at')} as "cancelledAt", k.version`;
const sums = `count(*)::int as lines, count(*) filter (where y.counted_at is not null)::int as counted, sum(y.missing)::int as missing, sum(y.surplus)::int as surplus,
    sum(y.misplaced)::int as misplaced, -sum(least(y.value, 0)) as missing_value, sum(greatest(y.value, 0)) as surplus_value, sum(y.value) as value`;
const kept = 'lines int, counted int, missing int, surplus int, misplaced int, missing_value numeric, surplus_value numeric, value numeric';
const source = `from stocktakes k join stock_locations p on p.organization_id = $1 and p.id = k.location_id
  left join item_categories c on c.organization_id = $1 and c.id = k.category_id
  left join lateral (
    select x.* from jsonb_to_record(k.totals) as x (${kept}) where k.totals is not null
    union all
    select ${sums} from (${linesSql}) y where y.stocktake_id = k.id having k.totals is null) t on true
  where k.organization_id = $1`;

/** Keeps what came of one that is over. */
export async function keepTotals({ rows, organizationId }: Scope, id: string): Promise<void> {
  await rows(
    `update stocktakes set totals = (select to_jsonb(t) from (select ${sums} from (${linesSql} and l.stocktake_id = $2) y) t) where organization_id = $1 and id = $2`,
    [organizationId, id]);
}

export async function stocktakeList({ rows, organizationId }: Scope, { limit = 50, cursor, locationId, status }: NonNullable<contract.Input<typeof contract.listStocktakes>['query']>) {
  const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const found = await rows<StocktakeRow & { key: string }>(
    `select ${columns}, k.started_at::text as key ${source} and ($2::uuid is null or k.location_id = $2) and ($3::text is null or k.status = $3)
        and ($4::timestamptz is null or (k.started_at, k.id) < ($4, $5::uuid)) order by k.started_at desc, k.id desc limit $6`,
    [organizationId, locationId ?? null, status ?? null, at, id, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data: data.map(({ key: _, ...one }) => one), nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null };
}

/** Throws {@link NotFound}. */
export async function stocktakeView({ rows, organizationId, actor }: Scope, id: string): Promise<Stocktake> {
  const [stocktake] = await rows<Omit<Stocktake, 'can'>>(
    `select ${columns}, k.notes, k.closed_by_name as "closedByName", k.approved_by_name as "approvedByName", k.cancelled_by_name as "cancelledByName", k.cancel_reason as "cancelReason",
            (select count(*)::int from stocktake_units s where s.organization_id = $1 and s.stocktake_id = k.id and s.seen_at is not null) as "serialsSeen",
            (select coalesce(json_agg(json_build_object('name', n.name, 'items', n.items, 'lastAt', ${instant('n.last_at')}) order by n.items desc, n.name), '[]')
               from (select x.counted_by_name as name, count(distinct x.item_id)::int as items, max(x.created_at) as last_at from stocktake_counts x
                      where x.organization_id = $1 and x.stocktake_id = k.id group by 1) n) as counters
       ${source} and k.id = $2`, [organizationId, id]);
  if (!stocktake) throw new NotFound('stocktake');
  const may = (permission: 'inventory:write' | 'inventory:manage') => !actor.role || scopeOf(actor, permission) !== null;
  const { status } = stocktake;
  return {
    ...stocktake,
    can: {
      count: status === 'counting' && may('inventory:write'), close: status === 'counting' && may('inventory:write'), reopen: status === 'closed' && may('inventory:write'),
      approve: status === 'closed' && may('inventory:manage'), cancel: (status === 'counting' || status === 'closed') && may('inventory:manage'),
    },
  };
}

const lineColumns = `y.item_id as "itemId", y.name as "itemName", y.sku, y.unit, y.barcode, y.serial_tracking as "serialTracking", y.counted, ${instant('y.counted_at')} as "countedAt",
  (select x.counted_by_name from stocktake_counts x where x.organization_id = $1 and x.stocktake_id = y.stocktake_id and x.item_id = y.item_id order by x.created_at desc, x.id desc limit 1) as "countedByName",
  case when not ${hidden} then y.expected end as expected, case when not ${hidden} then y.missing end as missing, case when not ${hidden} then y.surplus end as surplus,
  case when not ${hidden} then y.misplaced end as misplaced, case when not ${hidden} then y.value::text end as value`;
const lineSource = `from (${linesSql} and l.stocktake_id = $2) y join stocktakes k on k.organization_id = $1 and k.id = y.stocktake_id`;

type LineQuery = NonNullable<contract.Input<typeof contract.listStocktakeLines>['query']>;

export async function lineList(scope: Scope, id: string, { limit = 100, cursor, q, show }: LineQuery) {
  await mustExist(scope, id);
  const [name, after] = cursor ? decodeCursor(cursor, ['text', 'uuid']) : [null, null];
  const found = await scope.rowsPlannedAnew<StocktakeLine & { key: string }>(
    `select ${lineColumns}, lower(y.name) as key ${lineSource}
      where ($3::text is null or y.search_text like $3)
        and ($4::text is null or case $4 when 'open' then y.counted_at is null when 'counted' then y.counted_at is not null
              else not ${hidden} and y.missing + y.surplus + y.misplaced > 0 end)
        and ($5::text is null or (lower(y.name), y.item_id) > ($5, $6::uuid)) order by lower(y.name), y.item_id limit $7`,
    [scope.organizationId, id, q ? searchPattern(q) : null, show ?? null, name, after, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data: data.map(({ key: _, ...line }) => line), nextCursor: found.length > limit && last ? encodeCursor([last.key, last.itemId]) : null };
}

export const linesOf = ({ rows, organizationId }: Scope, id: string, itemIds: readonly string[]): Promise<StocktakeLine[]> =>
  rows<StocktakeLine>(`select ${lineColumns} ${lineSource} where y.item_id = any ($3::uuid[]) order by lower(y.name), y.item_id`, [organizationId, id, itemIds]);

export async function findingList(scope: Scope, id: string) {
  await mustExist(scope, id);
  return {
    data: await scope.rows<contract.StocktakeFinding>(
      `select * from (
         select s.item_id as "itemId", i.name as "itemName", s.serial, ${findingSql} as kind, coalesce(p.name, b.name) as "where"
           from stocktake_units s ${unitJoins} join items i on i.organization_id = $1 and i.id = s.item_id
           left join stock_locations p on p.organization_id = $1 and p.id = u.location_id left join subscribers b on b.organization_id = $1 and b.id = u.subscriber_id
          where s.organization_id = $1 and s.stocktake_id = $2 and not ${hidden}) x
        where x.kind is not null order by lower(x."itemName"), x.serial limit 1000`, [scope.organizationId, id]),
  };
}

async function mustExist({ rows, organizationId }: Scope, id: string): Promise<void> {
  const [found] = await rows('select 1 from stocktakes where organization_id = $1 and id = $2', [organizationId, id]);
  if (!found) throw new NotFound('stocktake');
}
