import type { InventoryReport, inventoryReports } from '@lastmile/contracts';
import Big from 'big.js';
import { csvFile, type Columns } from '../../core/csv.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields } from '../../core/problems.ts';
import { addDays, dateIn, endOfDay, isDate, startOfDay } from '../../core/zoned-time.ts';
import { balanceSql } from '../stock-movements/index.ts';

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

/** Of each level: as it was at the end of the period, and before it. */
const edges = `select v.item_id, v.location_id, e.quantity, e.value, coalesce(b.quantity, 0) as opening, e.received - coalesce(b.received, 0) as received,
    e.issued - coalesce(b.issued, 0) as issued, e.returned - coalesce(b.returned, 0) as returned, e.adjusted - coalesce(b.adjusted, 0) as adjusted
  from stock_levels v cross join lateral ${balanceSql('<= $3')} e left join lateral ${balanceSql('< $2')} b on true
 where v.organization_id = $1`;
const sums = ['received', 'issued', 'returned', 'adjusted'].map((column) => `sum(x.${column})::int as ${column}`).join(', ');

const byItem = `select i.name as label, i.sku, i.id as "itemId", null::uuid as "locationId", sum(x.quantity)::int as quantity, sum(x.value)::numeric(16,2)::text as value,
    sum(x.opening)::int as opening, ${sums}
  from (${edges}) x join items i on i.organization_id = $1 and i.id = x.item_id
 group by i.id, i.name, i.sku order by lower(i.name), i.id limit ${most}`;

/** What is there is worth the average of its item at that moment. */
const byLocation = `with levels as materialized (${edges}),
  items_then as (select l.item_id, sum(l.value) as value, sum(l.quantity) as quantity from levels l group by 1)
  select l.name as label, null::text as sku, null::uuid as "itemId", l.id as "locationId", sum(x.quantity)::int as quantity,
         coalesce(sum(case when t.quantity > 0 then t.value * x.quantity / t.quantity end), 0)::numeric(16,2)::text as value, 0 as opening, ${sums}
    from levels x join stock_locations l on l.organization_id = $1 and l.id = x.location_id join items_then t on t.item_id = x.item_id
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
  const isByPlace = report === 'by-location';
  const columns: Columns<Row> = {
    ...(isByPlace ? { Location: ({ label }) => label } : { SKU: ({ sku }) => sku, Item: ({ label }) => label }),
    ...(report === 'valuation' || isByPlace ? { Quantity: ({ quantity }) => quantity, Value: ({ value }) => value } : {}),
    ...(report === 'valuation' ? {} : { Received: ({ received }) => received, Issued: ({ issued }) => issued, Returned: ({ returned }) => returned, Adjusted: ({ adjusted }) => adjusted }),
    ...(report === 'turnover' ? { Quantity: ({ quantity }) => quantity, Turnover: ({ turnover }) => turnover } : {}),
  };
  return { name: `${report} ${from} ${to}.csv`, content: csvFile(rows, columns, { amounts: ['Value'] }) };
}
