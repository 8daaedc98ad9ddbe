import type * as contract from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { instant } from '../../core/sql.ts';

/** Sorts after whatever a serial may go on with. */
const beyond = '\u{10FFFF}';

const columns = `u.id, u.item_id as "itemId", i.name as "itemName", i.sku, u.serial, u.mac, u.state, u.location_id as "locationId", l.name as "locationName",
  u.subscriber_id as "subscriberId", s.name as "subscriberName", u.service_order_id as "serviceOrderId", ${numberSql('service_order', 'o.number')} as "serviceOrderNumber",
  u.reservation_id as "reservationId", (select d.id from network_devices d where d.organization_id = $1 and d.unit_id = u.id) as "networkDeviceId", ${instant('u.changed_at')} as "changedAt"`;
const source = `from stock_units u join items i on i.organization_id = $1 and i.id = u.item_id
  left join stock_locations l on l.organization_id = $1 and l.id = u.location_id
  left join subscribers s on s.organization_id = $1 and s.id = u.subscriber_id
  left join service_orders o on o.organization_id = $1 and o.id = u.service_order_id
  where u.organization_id = $1`;

export async function unitList(scope: Scope, query: NonNullable<contract.Input<typeof contract.listStockUnits>['query']>) {
  const { rowsPlannedAnew, organizationId } = scope;
  const { limit = 50, cursor, q, state } = query;
  const values: unknown[] = [organizationId];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (query.itemId) conditions.push(`u.item_id = ${parameter(query.itemId)}`);
  if (query.locationId) conditions.push(`u.location_id = ${parameter(query.locationId)}`);
  if (query.subscriberId) conditions.push(`u.subscriber_id = ${parameter(query.subscriberId)}`);
  if (query.serviceOrderId) conditions.push(`u.service_order_id = ${parameter(query.serviceOrderId)}`);
  if (state) conditions.push(`u.state = any (${parameter(state.split(','))}::text[])`);
  if (q) {
    // As a range of bytes, in their order, and not by `like`, which no index helps under row-level security.
    const beginning = q.trim().toUpperCase();
    conditions.push(`u.serial ~>=~ ${parameter(beginning)} and u.serial ~<~ ${parameter(beginning + beyond)}`);
  }
  if (cursor) {
    const [serial, id] = decodeCursor(cursor, ['text', 'uuid']).map(parameter);
    conditions.push(q ? `u.serial ~>=~ ${serial} and (u.serial ~>~ ${serial} or u.id > ${id}::uuid)` : `(u.serial, u.id) > (${serial}, ${id}::uuid)`);
  }
  const found = await rowsPlannedAnew<contract.StockUnit>(
    `select ${columns} ${source}${conditions.map((condition) => ` and ${condition}`).join('')} order by u.serial${q ? ' using ~<~' : ''}, u.id limit ${parameter(limit + 1)}`, values);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: found.length > limit && last ? encodeCursor([last.serial, last.id]) : null };
}

const isMac = /^[0-9A-F]{12}$/;

/** What a code on a label stands for; the same text may be several things. */
export async function lookUp({ rows, organizationId }: Scope, code: string) {
  const plain = code.trim().toUpperCase();
  const mac = plain.replace(/[:.\-\s]/g, '');
  return {
    items: await rows<{ id: string; sku: string; name: string; serialTracking: boolean; onHand: number; available: number }>(
      `select id, sku, name, serial_tracking as "serialTracking", on_hand as "onHand", on_hand - reserved as available from items
        where organization_id = $1 and (sku = $2 or barcode = $3) and is_active order by sku limit 10`, [organizationId, plain, code.trim()]),
    units: await rows<contract.StockUnit>(
      `select ${columns} ${source} and u.id in (
         select x.id from stock_units x where x.organization_id = $1 and x.serial = $2
         union select x.id from stock_units x where x.organization_id = $1 and x.mac = $3) order by u.serial, u.id limit 10`,
      [organizationId, plain, isMac.test(mac) ? mac : null]),
    locations: await rows<{ id: string; name: string }>(
      'select id, name from stock_locations where organization_id = $1 and lower(name) = lower($2) and is_active', [organizationId, code.trim()]),
  };
}
