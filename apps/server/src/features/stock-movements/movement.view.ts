import type * as contract from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import { endOfDay, isDate, startOfDay } from '../../core/zoned-time.ts';

const mostUnits = 200;

const columns = `m.id, m.type, m.item_id as "itemId", i.name as "itemName", i.sku, m.quantity, m.from_location_id as "fromLocationId", f.name as "fromLocationName",
  m.from_state as "fromState", m.to_location_id as "toLocationId", t.name as "toLocationName", m.to_state as "toState", m.value::text, m.unit_cost::text as "unitCost",
  m.condition, m.reference, m.supplier, m.reason, m.notes, m.subscriber_id as "subscriberId", s.name as "subscriberName", m.service_order_id as "serviceOrderId",
  ${numberSql('service_order', 'o.number')} as "serviceOrderNumber", m.reservation_id as "reservationId", m.stocktake_id as "stocktakeId", ${numberSql('stocktake', 'k.number')} as "stocktakeNumber", m.confirms_id as "confirmsId", c.id as "confirmedById",
  m.reverses_id as "reversesId", r.id as "reversedById", m.performed_by_id as "performedById", m.performed_by_name as "performedByName",
  (select coalesce(json_agg(json_build_object('id', x.id, 'serial', x.serial, 'mac', x.mac) order by x.serial), '[]') from (
     select u.id, u.serial, u.mac from stock_movement_units mu join stock_units u on u.organization_id = $1 and u.id = mu.unit_id
      where mu.organization_id = $1 and mu.movement_id = m.id order by u.serial limit ${mostUnits}) x) as units,
  m.to_state = 'in_transit' and m.reverses_id is null and r.id is null and c.id is null as "isInTransit",
  m.reverses_id is null and r.id is null and c.id is null as "canReverse", ${instant('m.created_at')} as "createdAt"`;

/** The arrival of a sending, unless it was undone. */
const confirming = `select k.id from stock_movements k where k.organization_id = $1 and k.confirms_id = m.id and k.reverses_id is null
  and not exists (select from stock_movements u where u.organization_id = $1 and u.reverses_id = k.id)`;
const source = `from stock_movements m
  join items i on i.organization_id = $1 and i.id = m.item_id
  left join stock_locations f on f.organization_id = $1 and f.id = m.from_location_id
  left join stock_locations t on t.organization_id = $1 and t.id = m.to_location_id
  left join subscribers s on s.organization_id = $1 and s.id = m.subscriber_id
  left join service_orders o on o.organization_id = $1 and o.id = m.service_order_id
  left join stocktakes k on k.organization_id = $1 and k.id = m.stocktake_id
  left join stock_movements r on r.organization_id = $1 and r.reverses_id = m.id
  left join lateral (${confirming} limit 1) c on true
  where m.organization_id = $1`;

const withFlags = (row: contract.StockMovement): contract.StockMovement => ({ ...row, isInTransit: row.isInTransit ?? false });

/** Throws {@link NotFound}. */
export async function movementView({ rows, organizationId }: Scope, id: string): Promise<contract.StockMovement> {
  const [movement] = await rows<contract.StockMovement>(`select ${columns} ${source} and m.id = $2`, [organizationId, id]);
  if (!movement) throw new NotFound('movement');
  return withFlags(movement);
}

type Query = NonNullable<contract.Input<typeof contract.listStockMovements>['query']>;

/**
 * Newest first: which they are, planned for what is asked, then all about them, which is always the same statement; planning that one each time would cost ten times as
 * much as running it. Every way to belong here has an index that is in this order; a condition with `or` has none.
 */
export async function movementList(scope: Scope, query: Query) {
  const { rows, rowsPlannedAnew, organizationId } = scope;
  const { limit = 50, cursor, type, inTransit } = query;
  const values: unknown[] = [organizationId];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const conditions: string[] = [];
  // What is on the way is few, and in an order of its own.
  const [at, id] = inTransit ? ['w.sent_at', 'w.movement_id'] : ['m.created_at', 'm.id'];
  const narrow = query.itemId ?? query.subscriberId ?? query.serviceOrderId ?? query.stocktakeId ?? query.unitId;
  if (query.itemId) conditions.push(`m.item_id = ${parameter(query.itemId)}`);
  if (query.subscriberId) conditions.push(`m.subscriber_id = ${parameter(query.subscriberId)}`);
  if (query.serviceOrderId) conditions.push(`m.service_order_id = ${parameter(query.serviceOrderId)}`);
  if (query.stocktakeId) conditions.push(`m.stocktake_id = ${parameter(query.stocktakeId)}`);
  if (query.unitId) conditions.push(`m.id in (select mu.movement_id from stock_movement_units mu where mu.organization_id = $1 and mu.unit_id = ${parameter(query.unitId)})`);
  const { timezone } = await organizationSettings(scope);
  for (const name of ['from', 'to'] as const) {
    const day = query[name];
    if (day === undefined) continue;
    if (!isDate(day)) throw new InvalidFields([{ pointer: `/query/${name}`, detail: 'There is no such day.' }]);
    conditions.push(name === 'from' ? `m.created_at >= ${parameter(startOfDay(day, timezone))}` : `m.created_at <= ${parameter(endOfDay(day, timezone))}`);
  }
  if (cursor) {
    const [lastAt, lastId] = decodeCursor(cursor, ['instant', 'uuid']);
    conditions.push(`(${at}, ${id}) < (${parameter(lastAt)}::timestamptz, ${parameter(lastId)}::uuid)`);
  }
  const types = type?.split(',');
  if (types && (narrow || query.locationId || inTransit)) conditions.push(`m.type = any (${parameter(types)}::text[])`);
  const place = query.locationId && parameter(query.locationId);
  const ways = place ? [`m.from_location_id = ${place}`, `m.to_location_id = ${place}`]
    : types && !narrow && !inTransit ? types.map((one) => `m.type = ${parameter(one)}`) : ['true'];
  const most = parameter(limit + 1);
  const newest = ways.map((way) => `(select m.id, m.created_at from stock_movements m
    ${inTransit ? 'join stock_sendings w on w.organization_id = $1 and w.movement_id = m.id' : ''}
    where m.organization_id = $1 and ${[way, ...conditions].join(' and ')} order by ${at} desc, ${id} desc limit ${most})`);
  const found = await rowsPlannedAnew<{ id: string; at: string }>(
    `select n.id, n.created_at::text as at from (${newest.join(' union ')}) n order by n.created_at desc, n.id desc limit ${most}`, values);
  const shown = found.slice(0, limit);
  const data = await rows<contract.StockMovement>(`select ${columns} ${source} and m.id = any ($2::uuid[]) order by m.created_at desc, m.id desc`, [organizationId, shown.map(({ id }) => id)]);
  const last = shown.at(-1);
  return { data: data.map(withFlags), nextCursor: found.length > limit && last ? encodeCursor([last.at, last.id]) : null };
}
