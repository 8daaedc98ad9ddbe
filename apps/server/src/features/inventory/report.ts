import { stringify } from 'csv-stringify/sync';
import type { InventoryReport, inventoryReports } from '@lastmile/contracts';
import Big from 'big.js';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields } from '../../core/problems.ts';
import { guardedCell } from '../../core/spreadsheet.ts';
import { addDays, dateIn, endOfDay, isDate, startOfDay } from '../../core/zoned-time.ts';

type Report = (typeof inventoryReports)[number];
type Row = InventoryReport['rows'][number];
interface Asked { from?: string; to?: string }

const most = 5000;
const standardDays = 30;

async function periodOf(scope: Scope, { from, to }: Asked) {
  const { timezone } = await organizationSettings(scope);
  const last = to ?? dateIn(timezone, scope.now);
  if (!isDate(last)) throw new InvalidFields([{ pointer: '/query/to', detail: 'There is no such day.' }]);
  const first = from ?? addDays(last, 1 - standardDays);
  if (!isDate(first) || first > last) throw new InvalidFields([{ pointer: '/query/from', detail: `Expected a day until ${last}.` }]);
  return { first, last, begins: startOfDay(first, timezone), ends: endOfDay(last, timezone) };
}

const within = (type: string) => `coalesce(sum(m.quantity) filter (where m.type = '${type}' and m.created_at >= $2), 0)::int`;
/** What a movement adds to what is counted: on hand and in transit. */
const counted = `case when m.to_state in ('in_stock', 'in_transit') then m.quantity else 0 end - case when m.from_state in ('in_stock', 'in_transit') then m.quantity else 0 end`;
const signed = `sum(case when m.type = 'adjust' and m.created_at >= $2 then ${counted} else 0 end)::int`;

/** From the ledger alone, by item, as of the end of the period. */
const byItem = `select i.name as label, i.sku, i.id as "itemId", null::uuid as "locationId", sum(${counted})::int as quantity, sum(m.value)::numeric(16,2)::text as value,
    sum(case when m.created_at < $2 then ${counted} else 0 end)::int as opening,
    ${within('receive')} as received, ${within('issue')} as issued, ${within('return')} as returned, ${signed} as adjusted
  from stock_movements m join items i on i.organization_id = $1 and i.id = m.item_id
 where m.organization_id = $1 and m.created_at <= $3 group by i.id, i.organization_id, i.name, i.sku order by lower(i.name), i.id limit ${most}`;

/** The same by location; what is there is worth the average of its item at that moment. */
const byLocation = `with items_then as (
    select m.item_id, sum(m.value) as value, sum(${counted}) as quantity from stock_movements m where m.organization_id = $1 and m.created_at <= $3 group by 1),
  sides as (
    select m.item_id, m.to_location_id as location_id, m.type, m.created_at, m.to_state as state, m.quantity from stock_movements m
     where m.organization_id = $1 and m.created_at <= $3 and m.to_location_id is not null
    union all
    select m.item_id, m.from_location_id, m.type, m.created_at, m.from_state, -m.quantity from stock_movements m
     where m.organization_id = $1 and m.created_at <= $3 and m.from_location_id is not null),
  levels as (
    select s.item_id, s.location_id, coalesce(sum(s.quantity) filter (where s.state in ('in_stock', 'in_transit')), 0) as quantity,
           coalesce(sum(s.quantity) filter (where s.type = 'receive' and s.created_at >= $2), 0) as received,
           coalesce(-sum(s.quantity) filter (where s.type = 'issue' and s.created_at >= $2), 0) as issued,
           coalesce(sum(s.quantity) filter (where s.type = 'return' and s.created_at >= $2), 0) as returned,
           coalesce(sum(s.quantity) filter (where s.type = 'adjust' and s.state = 'in_stock' and s.created_at >= $2), 0) as adjusted
      from sides s group by 1, 2)
  select l.name as label, null::text as sku, null::uuid as "itemId", l.id as "locationId", sum(v.quantity)::int as quantity,
         coalesce(sum(case when t.quantity > 0 then t.value * v.quantity / t.quantity end), 0)::numeric(16,2)::text as value, 0 as opening,
         sum(v.received)::int as received, sum(v.issued)::int as issued, sum(v.returned)::int as returned, sum(v.adjusted)::int as adjusted
    from levels v join stock_locations l on l.organization_id = $1 and l.id = v.location_id join items_then t on t.item_id = v.item_id
   group by l.id, l.name order by lower(l.name), l.id limit ${most}`;

const moved = ({ received, issued, returned, adjusted }: Row): boolean => received !== 0 || issued !== 0 || returned !== 0 || adjusted !== 0;
const shown: { [report in Report]: (row: Row) => boolean } = {
  valuation: ({ quantity, value }) => quantity !== 0 || value !== '0.00', movements: moved, turnover: (row) => moved(row) || row.quantity !== 0, 'by-location': () => true,
};

export async function inventoryReport(scope: Scope, report: Report, asked: Asked): Promise<InventoryReport> {
  const { first, last, begins, ends } = await periodOf(scope, asked);
  const found = await scope.rowsPlannedAnew<Row & { opening: number }>(
    report === 'by-location' ? byLocation : byItem, [scope.organizationId, begins, ends]);
  const rows = found.map(({ opening, ...row }) => {
    const average = (opening + row.quantity) / 2;
    return { ...row, turnover: report !== 'by-location' && average > 0 ? Math.round(((row.issued - row.returned) / average) * 100) / 100 : null };
  }).filter(shown[report]);
  return {
    from: first, to: last, rows,
    total: { quantity: rows.reduce((sum, { quantity }) => sum + quantity, 0), value: rows.reduce((sum, { value }) => sum.plus(value), new Big(0)).toFixed(2) },
  };
}

export async function inventoryReportFile(scope: Scope, report: Report, asked: Asked): Promise<{ name: string; content: string }> {
  const { from, to, rows } = await inventoryReport(scope, report, asked);
  const place = report === 'by-location';
  const cells = rows.map(({ label, sku, quantity, value, received, issued, returned, adjusted, turnover }) => ({
    ...(place ? { Location: guardedCell(label) } : { SKU: guardedCell(sku ?? ''), Item: guardedCell(label) }),
    ...(report === 'valuation' || place ? { Quantity: quantity, Value: value } : {}),
    ...(report === 'valuation' ? {} : { Received: received, Issued: issued, Returned: returned, Adjusted: adjusted }),
    ...(report === 'turnover' ? { Quantity: quantity, Turnover: turnover } : {}),
  }));
  return { name: `${report} ${from} ${to}.csv`, content: stringify(cells, { header: true, bom: true }) };
}
