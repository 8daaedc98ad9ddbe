import type { MovementType, StockState, UnitCondition, UnitState } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { followUnits } from '../network-devices/index.ts';
import { noteBalances } from './balances.ts';
import { noteSending } from './sendings.ts';
import { negated, plus, valueIn, valueOut, valueUndone, type Worth } from './stock-cost.ts';
import { NotEnoughStock, SerialTaken, type Holder } from './stock.errors.ts';
import type { Place, StockItem } from './stock-item.ts';

export interface Side { place: Place; state: StockState }

export interface UnitRow {
  id: string; serial: string; mac: string | null; state: UnitState; locationId: string | null; subscriberId: string | null; serviceOrderId: string | null;
  reservationId: string | null; lastMovementId: string;
}

export interface Movement {
  type: MovementType;
  quantity: number;
  from: Side | null;
  to: Side | null;
  unitCost?: string | null;
  details?: {
    condition?: UnitCondition; reference?: string | null; supplier?: string | null; reason?: string | null; notes?: string | null;
    subscriberId?: string | null; serviceOrderId?: string | null; reservationId?: string | null; stocktakeId?: string | null; confirmsId?: string | null;
  };
  /** Of a tracked item: which ones, and what becomes of them. */
  units?: { known: readonly UnitRow[]; added?: readonly { serial: string; mac: string | null }[]; become: Partial<Pick<UnitRow, 'locationId' | 'subscriberId' | 'serviceOrderId'>> & { state: UnitState | 'as_it_was' } };
  /** The movement that this undoes, with what it did to the value. */
  reverses?: { id: string; value: string; units: readonly { unitId: string; before: UnitRow | null }[] };
  /** The field to point at where there is not enough. */
  pointer?: string;
}

const columns: { [state in StockState]: string } = { in_stock: 'on_hand', in_transit: 'in_transit', set_aside: 'set_aside' };
const totals: { [state in StockState]: 'onHand' | 'inTransit' | 'setAside' } = { in_stock: 'onHand', in_transit: 'inTransit', set_aside: 'setAside' };
/** Whether a count of what is on hand would find another number after it. */
const moves = ({ state }: { state: StockState }): 0 | 1 => (state === 'in_stock' ? 1 : 0);
const counts = (side: Side | null): boolean => side !== null && side.state !== 'set_aside';
const worthOf = ({ value, onHand, inTransit, unitCost }: StockItem): Worth => ({ value, quantity: onHand + inTransit, unitCost });

/**
 * The only way a quantity changes: takes from one side, adds to the other, and writes the ledger, in the caller's transaction and under the item's lock.
 * The other way round where it undoes. Returns the movement's id.
 */
export async function carryOut(scope: Scope, item: StockItem, movement: Movement): Promise<string> {
  const { rows, organizationId, now, actor } = scope;
  const { type, quantity, from, to, reverses, details = {}, unitCost = null } = movement;
  const [source, target] = reverses ? [to, from] : [from, to];
  const value = valueOf(item, movement, source, target);
  if (source) {
    await take(scope, item, source, quantity, movement.pointer);
    item[totals[source.state]] -= quantity;
  }
  if (target) {
    const column = columns[target.state];
    await rows(
      `insert into stock_levels (organization_id, item_id, location_id, ${column}, moves) values ($1, $2, $3, $4, ${moves(target)})
       on conflict (organization_id, item_id, location_id) do update set ${column} = stock_levels.${column} + excluded.${column}, moves = stock_levels.moves + excluded.moves`,
      [organizationId, item.id, target.place.id, quantity]);
    item[totals[target.state]] += quantity;
  }
  item.value = plus(item.value, value);
  await writeTotals(scope, item);
  const id = newId();
  const entered = reverses ? -quantity : quantity;
  await insertRow(scope, 'stock_movements', {
    organizationId, id, itemId: item.id, type, quantity: entered, fromLocationId: from?.place.id ?? null, fromState: from?.state ?? null,
    toLocationId: to?.place.id ?? null, toState: to?.state ?? null, value, unitCost, ...details, reversesId: reverses?.id ?? null, performedById: actor.userId,
    performedByName: actor.name, createdAt: now,
  });
  const end = (side: Side | null) => side && { locationId: side.place.id, state: side.state };
  noteBalances(scope, { itemId: item.id, type, quantity: entered, value, from: end(from), to: end(to) });
  noteSending(scope, { id, toTransit: to?.state === 'in_transit', confirmsId: details.confirmsId ?? null, reversesId: reverses?.id ?? null });
  if (reverses) await restoreUnits(scope, id, reverses.units);
  else if (movement.units) await moveUnits(scope, item.id, id, movement.units);
  await followUnits(scope, item.id, (reverses?.units.map(({ unitId }) => unitId) ?? movement.units?.known.map((unit) => unit.id)) ?? []);
  return id;
}

function valueOf(item: StockItem, { quantity, unitCost = null, reverses }: Movement, source: Side | null, target: Side | null): string {
  const worth = worthOf(item);
  if (counts(source) === counts(target)) return '0.00';
  if (counts(target)) return reverses ? negated(reverses.value) : valueIn(worth, quantity, unitCost);
  return reverses ? valueUndone(worth, quantity, reverses.value) : valueOut(worth, quantity);
}

/** One statement that takes only what is there: what is read before is for the refusal alone. */
async function take(scope: Scope, item: StockItem, { place, state }: Side, quantity: number, pointer: string | undefined): Promise<void> {
  const column = columns[state];
  const free = state === 'in_stock' ? 'on_hand - reserved' : column;
  const [taken] = await scope.rows(
    `update stock_levels set ${column} = ${column} - $4, moves = moves + ${moves({ state })} where organization_id = $1 and item_id = $2 and location_id = $3 and ${free} >= $4 returning 1`,
    [scope.organizationId, item.id, place.id, quantity]);
  if (!taken) throw await notEnough(scope, item, place, state, pointer);
}

/** Who holds what of an item at a location, and the refusal that says so. */
export async function notEnough(scope: Scope, item: StockItem, place: Place, state: StockState, pointer?: string): Promise<NotEnoughStock> {
  const { rows, organizationId } = scope;
  const column = state === 'in_stock' ? 'on_hand - reserved' : columns[state];
  const [level] = await rows<{ available: number }>(
    `select ${column} as available from stock_levels where organization_id = $1 and item_id = $2 and location_id = $3`, [organizationId, item.id, place.id]);
  const heldBy = state === 'in_stock' ? await holdersOf(scope, item.id, [place.id]) : [];
  return new NotEnoughStock({ item: item.name, location: place.name, available: level?.available ?? 0, heldBy, pointer, state });
}

/** For whom an item is held at some locations, the first ones first. */
export const holdersOf = ({ rows, organizationId }: Scope, itemId: string, locationIds: readonly string[]): Promise<Holder[]> => rows<Holder>(
  `select ${holderSql} as holder, r.quantity from stock_reservations r ${holderJoins}
    where r.organization_id = $1 and r.item_id = $2 and r.location_id = any ($3::uuid[]) and r.state = 'held' order by r.created_at limit 10`, [organizationId, itemId, locationIds]);

export const holderSql = `coalesce('SO-' || lpad(o.number::text, greatest(6, length(o.number::text)), '0'), 'Quote ' || q.number, b.name, r.reference, 'somebody')`;
export const holderJoins = `left join service_orders o on o.organization_id = r.organization_id and o.id = r.service_order_id
  left join quotes q on q.organization_id = r.organization_id and q.id = r.quote_id
  left join subscribers b on b.organization_id = r.organization_id and b.id = r.subscriber_id`;

export async function writeTotals({ rows, organizationId, now }: Scope, { id, onHand, reserved, inTransit, setAside, value }: StockItem): Promise<void> {
  await rows(
    `update items set on_hand = $3, reserved = $4, in_transit = $5, set_aside = $6, value = $7, updated_at = $8 where organization_id = $1 and id = $2`,
    [organizationId, id, onHand, reserved, inTransit, setAside, value, now]);
}

const snapshot = `jsonb_build_object('state', u.state, 'locationId', u.location_id, 'subscriberId', u.subscriber_id, 'serviceOrderId', u.service_order_id,
  'reservationId', u.reservation_id, 'lastMovementId', u.last_movement_id)`;

async function moveUnits({ rows, organizationId, now }: Scope, itemId: string, movementId: string, { known, added = [], become }: NonNullable<Movement['units']>): Promise<void> {
  const { state, locationId = null, subscriberId = null, serviceOrderId = null } = become;
  const ids = known.map(({ id }) => id);
  await rows(
    `insert into stock_movement_units (organization_id, movement_id, unit_id, before)
     select $1, $2, u.id, ${snapshot} from stock_units u where u.organization_id = $1 and u.id = any ($3::uuid[])`, [organizationId, movementId, ids]);
  await rows(
    `update stock_units set state = case when $3 = 'as_it_was' then state else $3 end, location_id = $4, subscriber_id = $5, service_order_id = $6, reservation_id = null, last_movement_id = $7, changed_at = $8
      where organization_id = $1 and id = any ($2::uuid[])`, [organizationId, ids, state, locationId, subscriberId, serviceOrderId, movementId, now]);
  if (added.length === 0) return;
  const addedIds = added.map(() => newId());
  await rows(
    `insert into stock_units (organization_id, id, item_id, serial, mac, state, location_id, last_movement_id, created_at, changed_at)
     select $1, a.id, $2, a.serial, a.mac, $3, $4, $5, $6, $6 from unnest($7::uuid[], $8::text[], $9::text[]) as a (id, serial, mac)`,
    [organizationId, itemId, state, locationId, movementId, now, addedIds, added.map(({ serial }) => serial), added.map(({ mac }) => mac)]).catch((error: unknown) => {
    // Somebody brings another item with the same MAC at this moment; serials are the item's own, and that is locked.
    throw isUniqueViolation(error) ? new SerialTaken(added.map(({ serial }) => ({ serial, state: 'in_stock', where: null })), 'MAC') : error;
  });
  await rows(
    'insert into stock_movement_units (organization_id, movement_id, unit_id) select $1, $2, unnest($3::uuid[])', [organizationId, movementId, addedIds]);
}

/** Units are again what they were; what the movement had brought is not ours any more, and may come again. */
async function restoreUnits({ rows, organizationId, now }: Scope, movementId: string, units: readonly { unitId: string; before: UnitRow | null }[]): Promise<void> {
  if (units.length === 0) return;
  await rows(
    `insert into stock_movement_units (organization_id, movement_id, unit_id, before)
     select $1, $2, u.id, ${snapshot} from stock_units u where u.organization_id = $1 and u.id = any ($3::uuid[])`,
    [organizationId, movementId, units.map(({ unitId }) => unitId)]);
  await rows(
    `update stock_units u set state = x.state, location_id = x.location_id, subscriber_id = x.subscriber_id, service_order_id = x.service_order_id, reservation_id = null,
            mac = case when x.state = 'retired' then null else u.mac end, last_movement_id = coalesce(x.last_movement_id, $3), changed_at = $4
       from jsonb_to_recordset($2) as x (unit_id uuid, state text, location_id uuid, subscriber_id uuid, service_order_id uuid, last_movement_id uuid)
      where u.organization_id = $1 and u.id = x.unit_id`,
    [organizationId, JSON.stringify(units.map(({ unitId, before }) => ({
      unit_id: unitId,
      // What was held goes back on the shelf: the reservation is over.
      state: before ? (before.state === 'reserved' ? 'in_stock' : before.state) : 'retired',
      location_id: before?.locationId ?? null, subscriber_id: before?.subscriberId ?? null, service_order_id: before?.serviceOrderId ?? null,
      last_movement_id: before?.lastMovementId ?? null,
    }))), movementId, now]);
}
