import type * as contract from '@lastmile/contracts';
import { decodeCursorOf, encodeCursor } from '../../core/cursor.ts';
import { idList } from '../../core/id-list.ts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { NotFound } from '../../core/problems.ts';
import { searchPattern, searchReach } from '../../core/search-text.ts';
import { countCap, instant } from '../../core/sql.ts';
import { balanceSql } from '../stock-movements/index.ts';

/** By what is available; the one rule, which lists filter by as well. */
export const statusSql = `case when i.on_hand - i.reserved <= 0 then 'out_of_stock' when i.on_hand - i.reserved <= i.low_stock_threshold then 'low' else 'in_stock' end`;

const columns = `i.id, i.sku, i.name, i.category_id as "categoryId", c.title as "categoryTitle", i.location_id as "locationId", l.name as "locationName",
  i.serial_tracking as "serialTracking", i.on_hand as "onHand", i.reserved, i.on_hand - i.reserved as available, i.in_transit as "inTransit", i.set_aside as "setAside",
  ${statusSql} as status, i.low_stock_threshold as "lowStockThreshold",
  case when i.on_hand + i.in_transit > 0 then round(i.value / (i.on_hand + i.in_transit), 2) else coalesce(i.unit_cost, 0) end::text as "averageCost", i.value::text,
  i.is_active as "isActive"`;
const source = `from items i left join item_categories c on c.organization_id = $1 and c.id = i.category_id
  left join stock_locations l on l.organization_id = $1 and l.id = i.location_id
  where i.organization_id = $1`;

type Query = NonNullable<contract.Input<typeof contract.listItems>['query']>;

const sorts = {
  name: { key: 'lower(i.name)', type: 'text' }, sku: { key: 'i.sku', type: 'text' }, onHand: { key: 'i.on_hand', type: 'int' }, available: { key: '(i.on_hand - i.reserved)', type: 'int' },
} as const;

export async function itemList(scope: Scope, { limit = 50, cursor, sort = 'name', q, categoryId, locationId, status, serialTracking, isActive = true, count }: Query) {
  const { rowsPlannedAnew, organizationId } = scope;
  const values: unknown[] = [organizationId];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const conditions = [`i.is_active = ${parameter(isActive)}`];
  if (q) conditions.push(`i.id in (select search_items(${parameter(searchPattern(q))}, ${searchReach.among}))`);
  if (status) conditions.push(`${statusSql} = any (${parameter(status.split(','))}::text[])`);
  if (serialTracking !== undefined) conditions.push(`i.serial_tracking = ${parameter(serialTracking)}`);
  if (categoryId) {
    const ids = idList(categoryId, '/query/categoryId');
    const list = parameter(ids.map((id) => (id === 'none' ? nobody : id)));
    conditions.push(`coalesce(i.category_id, '${nobody}') in (with recursive below as (
      select k.id from item_categories k where k.organization_id = $1 and k.id = any (${list}::uuid[])
      union select k.id from item_categories k join below b on k.parent_category_id = b.id where k.organization_id = $1)
      select id from below union all select '${nobody}'::uuid where '${nobody}'::uuid = any (${list}::uuid[]))`);
  }
  if (locationId) {
    conditions.push(`exists (select from stock_levels v where v.organization_id = $1 and v.item_id = i.id and v.location_id = ${parameter(locationId)}
      and (v.on_hand > 0 or v.in_transit > 0 or v.set_aside > 0))`);
  }
  const matching = [...conditions];
  const { key, type } = sorts[sort];
  const counted = [...values];
  if (cursor) {
    const [after, id] = decodeCursorOf(cursor, [[type === 'int' ? 'integer' : 'text', 'uuid']]);
    conditions.push(`(${key}, i.id) > (${parameter(after)}::${type}, ${parameter(id)}::uuid)`);
  }
  const found = await rowsPlannedAnew<contract.ItemRow & { key: string }>(
    `select ${columns}, ${key}::text as key ${source} and ${conditions.join(' and ')} order by ${key}, i.id limit ${parameter(limit + 1)}`, values);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  const [total] = count ? await rowsPlannedAnew<{ count: number }>(
    `select count(*)::int as count from (select 1 from items i where i.organization_id = $1 and ${matching.join(' and ')} limit ${countCap}) x`, counted) : [];
  return {
    data: data.map(({ key: _, ...row }) => row),
    nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null,
    ...(total ? { count: total.count } : {}),
  };
}

/** Throws {@link NotFound}. */
export async function itemView(scope: Scope, id: string): Promise<contract.Item> {
  const { rows, organizationId, now } = scope;
  const { timezone } = await organizationSettings(scope);
  const [item] = await rows<contract.Item>(
    `select ${columns}, i.description, i.unit, i.unit_cost::text as "unitCost", i.barcode, i.supplier,
            (select coalesce(json_agg(json_build_object('locationId', v.location_id, 'locationName', p.name, 'locationType', p.type, 'onHand', v.on_hand, 'reserved', v.reserved,
                'available', v.on_hand - v.reserved, 'inTransit', v.in_transit, 'setAside', v.set_aside) order by v.on_hand desc, lower(p.name)), '[]')
               from stock_levels v join stock_locations p on p.organization_id = $1 and p.id = v.location_id
              where v.organization_id = $1 and v.item_id = i.id and (v.on_hand > 0 or v.in_transit > 0 or v.set_aside > 0 or v.location_id = i.location_id)) as levels,
            (select json_agg(json_build_object('week', w.week, 'quantity', w.quantity) order by w.week) from (
               select t.week::date as week, greatest(0, lead(t.went) over (order by t.week) - t.went)::int as quantity from (
                 select g.week, coalesce(sum(e.issued - e.returned), 0) as went
                   from generate_series(date_trunc('week', $3::timestamptz at time zone $4) - interval '9 weeks', date_trunc('week', $3::timestamptz at time zone $4) + interval '1 week', '1 week') as g (week)
                   left join stock_levels v on v.organization_id = $1 and v.item_id = $2
                   left join lateral ${balanceSql('< g.week at time zone $4')} e on true group by 1) t
               order by 1 limit 10) w) as "issuedByWeek",
            (select coalesce(json_agg(json_build_object('id', s.id, 'number', ${numberSql('subscriber', 's.number')}, 'name', s.name, 'units', y.units) order by s.name), '[]')
               from (select u.subscriber_id, count(*)::int as units from stock_units u
                      where u.organization_id = $1 and u.item_id = i.id and u.state = 'issued' and u.subscriber_id is not null group by 1 order by 1 limit 50) y
               join subscribers s on s.organization_id = $1 and s.id = y.subscriber_id) as subscribers,
            ${instant('i.created_at')} as "createdAt", ${instant('i.updated_at')} as "updatedAt", i.version
       ${source} and i.id = $2`, [organizationId, id, now, timezone]);
  if (!item) throw new NotFound('item');
  return item;
}
