import type * as contract from '@lastmile/contracts';
import type { Input } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { instant } from '../../core/sql.ts';
import { carryOut, holderJoins, holderSql, notEnough, tellFall, writeTotals, type UnitRow } from './carry-out.ts';
import { chooseUnits, readQuantity } from './choose-units.ts';
import { letExpiredGo, letGo } from './expired.ts';
import { checkSubject, told } from './move-stock.ts';
import { NotReversible, ReservationOver } from './stock.errors.ts';
import { holdLocations, lockItem } from './stock-item.ts';

const columns = `r.id, r.item_id as "itemId", i.name as "itemName", i.sku, r.location_id as "locationId", l.name as "locationName", r.quantity, r.state,
  ${holderSql} as holder, r.subscriber_id as "subscriberId", r.service_order_id as "serviceOrderId", r.reference, ${instant('r.expires_at')} as "expiresAt",
  (select coalesce(json_agg(json_build_object('id', u.id, 'serial', u.serial) order by u.serial), '[]') from stock_units u
    where u.organization_id = $1 and u.reservation_id = r.id) as units,
  r.created_by_name as "createdByName", ${instant('r.created_at')} as "createdAt"`;
const source = `from stock_reservations r join items i on i.organization_id = $1 and i.id = r.item_id
  join stock_locations l on l.organization_id = $1 and l.id = r.location_id ${holderJoins}
  where r.organization_id = $1`;

async function reservationView({ rows, organizationId }: Scope, id: string): Promise<contract.StockReservation> {
  const [reservation] = await rows<contract.StockReservation>(`select ${columns} ${source} and r.id = $2`, [organizationId, id]);
  if (!reservation) throw new NotFound('reservation');
  return reservation;
}

export async function reservationList(
  { rows, organizationId }: Scope, { limit = 50, cursor, itemId, locationId, subscriberId, serviceOrderId, state }: NonNullable<Input<typeof contract.listStockReservations>['query']>,
) {
  const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const found = await rows<contract.StockReservation & { key: string }>(
    `select ${columns}, r.created_at::text as key ${source}
        and ($2::uuid is null or r.item_id = $2) and ($3::uuid is null or r.location_id = $3) and ($4::uuid is null or r.subscriber_id = $4)
        and ($5::uuid is null or r.service_order_id = $5) and ($6::text is null or r.state = $6)
        and ($7::timestamptz is null or (r.created_at, r.id) < ($7, $8::uuid)) order by r.created_at desc, r.id desc limit $9`,
    [organizationId, itemId ?? null, locationId ?? null, subscriberId ?? null, serviceOrderId ?? null, state ?? null, at, id, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data: data.map(({ key: _, ...row }) => row), nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null };
}

/** Holds some of an item: it stays where it is, and nobody else gets it. */
export async function reserve(scope: Scope, itemId: string, body: Input<typeof contract.reserveStock>['body']): Promise<contract.StockReservation> {
  const { rows, organizationId, actor, now } = scope;
  const { locationId, reference, expiresAt = null } = body;
  const subject = await checkSubject(scope, body);
  if (!subject.subscriberId && !reference?.trim()) throw new InvalidFields([{ pointer: '/subscriberId', detail: 'Say whom it is for: a subscriber, a service order or a reference.' }]);
  if (expiresAt && Date.parse(expiresAt) <= now.getTime()) throw new InvalidFields([{ pointer: '/expiresAt', detail: 'Expected a time to come.' }]);
  const places = await holdLocations(scope, { '/locationId': locationId });
  const item = await letExpiredGo(scope, await lockItem(scope, itemId));
  const { quantity, serials } = readQuantity(item, body);
  const units = await chooseUnits(scope, item, serials, (unit) => unit.state === 'in_stock' && unit.locationId === locationId);
  const [held] = await rows(
    `update stock_levels set reserved = reserved + $4 where organization_id = $1 and item_id = $2 and location_id = $3 and on_hand - reserved >= $4 returning 1`,
    [organizationId, itemId, locationId, quantity]);
  if (!held) throw await notEnough(scope, item, places.get(locationId)!, 'in_stock', item.serialTracking ? '/serials' : '/quantity');
  const id = newId();
  await insertRow(scope, 'stock_reservations', {
    organizationId, id, itemId, locationId, quantity, state: 'held', ...subject, reference: reference?.trim() || null, expiresAt, createdById: actor.userId,
    createdByName: actor.name, createdAt: now,
  });
  await rows(
    `update stock_units set state = 'reserved', reservation_id = $3, changed_at = $4 where organization_id = $1 and id = any ($2::uuid[])`,
    [organizationId, units.map((unit) => unit.id), id, now]);
  const before = item.onHand - item.reserved;
  item.reserved += quantity;
  await writeTotals(scope, item);
  await scope.record('inventory.reserved', { type: 'item', id: itemId }, { reservationId: id, sku: item.sku, name: item.name, quantity, ...subject });
  await tellFall(scope, item, before);
  return reservationView(scope, id);
}

/** The reservation, still held, with its item locked. */
async function lockHeld(scope: Scope, id: string) {
  const reservation = await reservationView(scope, id);
  const places = await holdLocations(scope, { '': reservation.locationId }).catch(() => { throw new NotReversible('Its location is closed.'); });
  const item = await lockItem(scope, reservation.itemId);
  // Under the lock nobody ends it; before, somebody may have.
  const [now] = await scope.rows<{ state: string; expired: boolean }>(
    `select state, coalesce(expires_at <= $3, false) as expired from stock_reservations where organization_id = $1 and id = $2`, [scope.organizationId, id, scope.now]);
  if (now!.state !== 'held') throw new ReservationOver(now!.state);
  return { reservation, item, place: places.get(reservation.locationId)!, expired: now!.expired };
}

export async function release(scope: Scope, id: string): Promise<contract.StockReservation> {
  const { reservation, item } = await lockHeld(scope, id);
  await letGo(scope, item, reservation, 'released');
  await scope.record('inventory.released', { type: 'item', id: item.id }, { reservationId: id, sku: item.sku, name: item.name, quantity: reservation.quantity });
  return reservationView(scope, id);
}

export async function issueHeld(scope: Scope, id: string): Promise<contract.StockMovement> {
  const { reservation, item, place, expired } = await lockHeld(scope, id);
  if (expired) throw new ReservationOver('expired');
  const { quantity, subscriberId, serviceOrderId, reference } = reservation;
  const units = await scope.rows<UnitRow>(
    `select u.id, u.serial, u.mac, u.state, u.location_id as "locationId", u.subscriber_id as "subscriberId", u.service_order_id as "serviceOrderId",
            u.reservation_id as "reservationId", u.last_movement_id as "lastMovementId"
       from stock_units u where u.organization_id = $1 and u.reservation_id = $2 order by u.id`, [scope.organizationId, id]);
  await letGo(scope, item, reservation, 'issued');
  const movementId = await carryOut(scope, item, {
    type: 'issue', quantity, from: { place, state: 'in_stock' }, to: null, details: { subscriberId, serviceOrderId, reference, reservationId: id },
    ...(units.length > 0 ? { units: { known: units, become: { state: 'issued', subscriberId, serviceOrderId } } } : {}),
  });
  return told(scope, 'inventory.issued', item, movementId);
}

/** What is held for a service order: issued when its work is done, let go when it is cancelled. Items are taken in one order, whoever asks. */
export async function endHeldFor(scope: Scope, serviceOrderId: string, end: 'issue' | 'release'): Promise<void> {
  const held = await scope.rows<{ id: string }>(
    `select id from stock_reservations where organization_id = $1 and service_order_id = $2 and state = 'held'
        and ($3 or expires_at is null or expires_at > $4) order by item_id, id`, [scope.organizationId, serviceOrderId, end === 'release', scope.now]);
  for (const { id } of held) await (end === 'issue' ? issueHeld(scope, id) : release(scope, id));
}
