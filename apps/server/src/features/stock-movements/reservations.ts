import type * as contract from '@lastmile/contracts';
import type { Input } from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import { carryOut, holderJoins, holderSql } from './carry-out.ts';
import { chooseUnits, readQuantity, unitsHeldBy } from './choose-units.ts';
import { letExpiredGo, letGo } from './expired.ts';
import { hold } from './hold-stock.ts';
import { SerialsNeeded } from './issue-for-order.ts';
import { checkSubject, told } from './move-stock.ts';
import { NotReversible, ReservationOver } from './stock.errors.ts';
import { holdLocations, lockItem } from './stock-item.ts';

const columns = `r.id, r.item_id as "itemId", i.name as "itemName", i.sku, r.location_id as "locationId", l.name as "locationName", r.quantity, r.state,
  ${holderSql} as holder, r.subscriber_id as "subscriberId", r.service_order_id as "serviceOrderId", r.quote_id as "quoteId", r.reference, ${instant('r.expires_at')} as "expiresAt",
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
  { rows, organizationId }: Scope, { limit = 50, cursor, itemId, locationId, subscriberId, serviceOrderId, quoteId, state }: NonNullable<Input<typeof contract.listStockReservations>['query']>,
) {
  const [at, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const found = await rows<contract.StockReservation & { key: string }>(
    `select ${columns}, r.created_at::text as key ${source}
        and ($2::uuid is null or r.item_id = $2) and ($3::uuid is null or r.location_id = $3) and ($4::uuid is null or r.subscriber_id = $4)
        and ($5::uuid is null or r.service_order_id = $5) and ($6::text is null or r.state = $6)
        and ($7::uuid is null or r.quote_id = $7)
        and ($8::timestamptz is null or (r.created_at, r.id) < ($8, $9::uuid)) order by r.created_at desc, r.id desc limit $10`,
    [organizationId, itemId ?? null, locationId ?? null, subscriberId ?? null, serviceOrderId ?? null, state ?? null, quoteId ?? null, at, id, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data: data.map(({ key: _, ...row }) => row), nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null };
}

/** Holds some of an item: it stays where it is, and nobody else gets it. */
export async function reserve(scope: Scope, itemId: string, body: Input<typeof contract.reserveStock>['body']): Promise<contract.StockReservation> {
  const { now } = scope;
  const { locationId, reference, expiresAt = null } = body;
  const subject = await checkSubject(scope, body);
  if (!subject.subscriberId && !reference?.trim()) throw new InvalidFields([{ pointer: '/subscriberId', detail: 'Say whom it is for: a subscriber, a service order or a reference.' }]);
  if (expiresAt && Date.parse(expiresAt) <= now.getTime()) throw new InvalidFields([{ pointer: '/expiresAt', detail: 'Expected a time to come.' }]);
  const places = await holdLocations(scope, { '/locationId': locationId });
  const item = await letExpiredGo(scope, await lockItem(scope, itemId));
  const { quantity, serials } = readQuantity(item, body);
  const units = await chooseUnits(scope, item, serials, (unit) => unit.state === 'in_stock' && unit.locationId === locationId);
  const id = await hold(scope, item, places.get(locationId)!, quantity, { ...subject, reference: reference?.trim() || null, expiresAt: expiresAt ? new Date(expiresAt) : null }, {
    unitIds: units.map((unit) => unit.id), pointer: item.serialTracking ? '/serials' : '/quantity',
  });
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
  const units = await unitsHeldBy(scope, [id]);
  if (item.serialTracking && units.length === 0) throw new SerialsNeeded([{ itemId: item.id, name: item.name, needed: quantity, named: 0 }]);
  await letGo(scope, item, reservation, 'issued');
  const movementId = await carryOut(scope, item, {
    type: 'issue', quantity, from: { place, state: 'in_stock' }, to: null, details: { subscriberId, serviceOrderId, reference, reservationId: id },
    ...(units.length > 0 ? { units: { known: units, become: { state: 'issued', subscriberId, serviceOrderId } } } : {}),
  });
  return told(scope, 'inventory.issued', item, movementId);
}
