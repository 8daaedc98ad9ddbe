import type * as contract from '@lastmile/contracts';
import type { StockState } from '@lastmile/contracts';
import { scopeOf } from '../../core/actor.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotAllowed, NotFound } from '../../core/problems.ts';
import { carryOut, type Side, type UnitRow } from './carry-out.ts';
import { letExpiredGo } from './expired.ts';
import { told } from './move-stock.ts';
import { withHolds } from './holds-on-the-way.ts';
import { checkUndoing, checkVan } from './own-vans.ts';
import { AlreadyReversed, NotInTransit, NotIssued, NotReversible, UnitMoved } from './stock.errors.ts';
import { holdLocations, lockItem } from './stock-item.ts';
import { checkIsOut } from './what-is-out.ts';

interface Written {
  id: string; itemId: string; type: contract.MovementType; quantity: number; value: string; unitCost: string | null; condition: contract.UnitCondition | null;
  fromLocationId: string | null; fromState: StockState | null; toLocationId: string | null; toState: StockState | null;
  reference: string | null; supplier: string | null; reason: string | null; subscriberId: string | null; serviceOrderId: string | null; reservationId: string | null;
  stocktakeId: string | null; confirmsId: string | null; reversesId: string | null; performedById: string | null;
}

async function writtenMovement({ rows, organizationId }: Scope, id: string): Promise<Written> {
  const [movement] = await rows<Written>(
    `select id, item_id as "itemId", type, quantity, value::text, unit_cost::text as "unitCost", condition, from_location_id as "fromLocationId", from_state as "fromState",
            to_location_id as "toLocationId", to_state as "toState", reference, supplier, reason, subscriber_id as "subscriberId", service_order_id as "serviceOrderId",
            reservation_id as "reservationId", stocktake_id as "stocktakeId", confirms_id as "confirmsId", reverses_id as "reversesId", performed_by_id as "performedById"
       from stock_movements where organization_id = $1 and id = $2`, [organizationId, id]);
  if (!movement) throw new NotFound('movement');
  return movement;
}

/** Whether it was undone, and whether it arrived; read under the item's lock, so nobody does either at this moment. */
async function since({ rows, organizationId }: Scope, id: string): Promise<{ reversed: boolean; confirmed: boolean }> {
  const [found] = await rows<{ reversed: boolean; confirmed: boolean }>(
    `select exists (select from stock_movements r where r.organization_id = $1 and r.reverses_id = $2) as reversed,
            exists (select from stock_movements k where k.organization_id = $1 and k.confirms_id = $2 and k.reverses_id is null
              and not exists (select from stock_movements u where u.organization_id = $1 and u.reverses_id = k.id)) as confirmed`, [organizationId, id]);
  return found!;
}

type UnitOf = { unitId: string; serial: string; last: string; before: UnitRow | null };
const unitsOf = ({ rows, organizationId }: Scope, id: string): Promise<UnitOf[]> => rows<UnitOf>(
  `select mu.unit_id as "unitId", u.serial, u.last_movement_id as last, mu.before from stock_movement_units mu
     join stock_units u on u.organization_id = $1 and u.id = mu.unit_id
    where mu.organization_id = $1 and mu.movement_id = $2 order by u.id`, [organizationId, id]);

const text = (written: string | null | undefined): string | null => written?.trim() || null;

async function sidesOf(scope: Scope, { fromLocationId, fromState, toLocationId, toState }: Written): Promise<{ from: Side | null; to: Side | null }> {
  const ids = [fromLocationId, toLocationId].filter((id) => id !== null);
  const places = await holdLocations(scope, Object.fromEntries(ids.map((id, index) => [index === 0 ? '' : `/${index}`, id]))).catch(() => {
    throw new NotReversible('Its location is closed. Open it again first.');
  });
  const side = (id: string | null, state: StockState | null): Side | null => (id && state ? { place: places.get(id)!, state } : null);
  return { from: side(fromLocationId, fromState), to: side(toLocationId, toState) };
}

/** {@link reverse}, for who may: in the field only what one moved oneself. */
export async function undo(scope: Scope, id: string, body: { notes?: string | null | undefined }): Promise<contract.StockMovement> {
  await checkUndoing(scope, await writtenMovement(scope, id));
  return reverse(scope, id, body);
}

/** Undoes a movement by the same once more with a negative quantity. Throws a 409 where that was done, or what it moved has moved on. */
export async function reverse(scope: Scope, id: string, { notes }: { notes?: string | null | undefined }): Promise<contract.StockMovement> {
  const movement = await writtenMovement(scope, id);
  if (movement.type === 'adjust' && scope.actor.role && !scopeOf(scope.actor, 'inventory:manage')) throw new NotAllowed('An adjustment is undone by who may adjust.');
  if (movement.reversesId) throw new NotReversible('This is the undoing of another movement. Do what you want anew instead.');
  const { from, to } = await sidesOf(scope, movement);
  const item = await letExpiredGo(scope, await lockItem(scope, movement.itemId));
  const { reversed, confirmed } = await since(scope, id);
  if (reversed) throw new AlreadyReversed();
  if (confirmed) throw new NotReversible('It arrived. Undo the arrival first.');
  const units = await unitsOf(scope, id);
  const moved = units.filter(({ last }) => last !== id);
  const { type, quantity, value, unitCost, reference, supplier, reason, subscriberId, serviceOrderId, stocktakeId, confirmsId } = movement;
  const held = await heldOf(scope, units.map(({ unitId }) => unitId));
  if (moved.length > 0 || held.length > 0) throw new UnitMoved([...moved.map(({ serial }) => serial), ...held]);
  if (type === 'issue') {
    await checkIsOut(scope, item, quantity, subscriberId).catch((error: unknown) => {
      throw error instanceof NotIssued ? new NotReversible('Some of it came back since. Undo the return first.') : error;
    });
  }
  const takeBack = () => carryOut(scope, item, {
    type, quantity, from, to, unitCost, reverses: { id, value, units },
    details: { reference, supplier, reason, notes: text(notes), subscriberId, serviceOrderId, stocktakeId, confirmsId },
  });
  // What went along to the van goes along back.
  const isLoading = type === 'transfer' && from?.state === 'in_stock' && to?.state === 'in_stock';
  const undone = isLoading
    ? await withHolds(scope, item, { fromLocationId: to.place.id, toLocationId: from.place.id, vanId: to.place.id, quantity, inTransit: false }, takeBack) : await takeBack();
  return told(scope, 'inventory.undone', item, undone);
}

/** What is held for somebody does not go away under them. */
async function heldOf({ rows, organizationId }: Scope, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const held = await rows<{ serial: string }>(
    `select serial from stock_units where organization_id = $1 and id = any ($2::uuid[]) and state = 'reserved'`, [organizationId, ids]);
  return held.map(({ serial }) => serial);
}

/** What was sent is there. */
export async function confirm(scope: Scope, id: string, { notes }: { notes?: string | null | undefined }): Promise<contract.StockMovement> {
  const sent = await writtenMovement(scope, id);
  if (sent.toState !== 'in_transit' || sent.reversesId) throw new NotInTransit();
  const { to } = await sidesOf(scope, sent);
  await checkVan(scope, to!.place.id, '');
  const item = await lockItem(scope, sent.itemId);
  const { reversed, confirmed } = await since(scope, id);
  if (reversed || confirmed) throw new NotInTransit();
  const units = await scope.rows<UnitRow>(
    `select u.id, u.serial, u.mac, u.state, u.location_id as "locationId", u.subscriber_id as "subscriberId", u.service_order_id as "serviceOrderId",
            u.reservation_id as "reservationId", u.last_movement_id as "lastMovementId"
       from stock_movement_units mu join stock_units u on u.organization_id = $1 and u.id = mu.unit_id
      where mu.organization_id = $1 and mu.movement_id = $2 order by u.id`, [scope.organizationId, id]);
  const place = to!.place;
  const arrived = await carryOut(scope, item, {
    type: 'transfer', quantity: sent.quantity, from: { place, state: 'in_transit' }, to: { place, state: 'in_stock' },
    details: { confirmsId: id, reference: sent.reference, notes: text(notes) },
    ...(units.length > 0 ? { units: { known: units, become: { state: 'in_stock', locationId: place.id } } } : {}),
  });
  return told(scope, 'inventory.arrived', item, arrived);
}
