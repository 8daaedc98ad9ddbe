import type { EquipmentInput } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { Refusal } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { holderJoins, holderSql, notEnough, writeTotals } from './carry-out.ts';
import { letExpiredGo, letGo } from './expired.ts';
import { lockItem, openPlaces, type Place, type StockItem } from './stock-item.ts';

/** Whom something is held for, beside whom a person may name. */
export interface HoldFor { subscriberId?: string | null; serviceOrderId?: string | null; quoteId?: string | null; expiresAt?: Date | null }

/** How much of what is needed there is, and where it would be taken from. */
export interface Holding { itemId: string; needed: number; from: { locationId: string; locationName: string; quantity: number }[] }

interface Candidate extends Place { itemId: string; available: number }

/**
 * Where items can be taken from: the technician's own van first, then where each is kept, then where there is most. Nothing is taken out of somebody else's
 * van, unless that is where the item is kept.
 */
export async function placesWith({ rows, organizationId }: Scope, itemIds: readonly string[], technicianId: string | null, quoteIds: readonly string[] = []): Promise<Candidate[]> {
  return rows<Candidate>(
    `select v.item_id as "itemId", l.id, l.name, f.available
       from stock_levels v join items i on i.organization_id = $1 and i.id = v.item_id and i.is_active
       join stock_locations l on l.organization_id = $1 and l.id = v.location_id and l.is_active
      cross join lateral (
        select v.on_hand - v.reserved + (select coalesce(sum(r.quantity), 0)::int from stock_reservations r
           where r.organization_id = $1 and r.quote_id = any ($4::uuid[]) and r.item_id = v.item_id and r.location_id = l.id and r.state = 'held') as available) f
      where v.organization_id = $1 and v.item_id = any ($2::uuid[]) and f.available > 0
        and (l.type <> 'vehicle' or l.technician_id = $3 or i.location_id = l.id)
      order by coalesce(l.technician_id = $3, false) desc, coalesce(i.location_id = l.id, false) desc, f.available desc, l.id`, [organizationId, itemIds, technicianId, quoteIds]);
}

/** All of it from the first place that has so many, so that nobody drives to two; else from one after the other. */
function shared(needed: number, places: readonly Candidate[]): { place: Candidate; quantity: number }[] {
  const whole = places.find(({ available }) => available >= needed);
  if (whole) return [{ place: whole, quantity: needed }];
  let left = needed;
  return places.flatMap((place) => {
    const quantity = Math.min(left, place.available);
    left -= quantity;
    return quantity > 0 ? [{ place, quantity }] : [];
  });
}

/** What {@link holdWhatThereIs} would hold at this moment, if what is held for these quotes were free; changes and locks nothing. */
export async function whatCouldBeHeld(scope: Scope, needs: readonly EquipmentInput[], technicianId: string | null = null, quoteIds: readonly string[] = []): Promise<Holding[]> {
  const places = await placesWith(scope, needs.map(({ itemId }) => itemId), technicianId, quoteIds);
  return needs.map(({ itemId, quantity: needed }) => ({
    itemId, needed, from: shared(needed, places.filter((place) => place.itemId === itemId)).map(({ place, quantity }) => ({ locationId: place.id, locationName: place.name, quantity })),
  }));
}

/** Holds as much as there is of each item, by number and not by serial. Items are taken in one order, whoever asks. */
export async function holdWhatThereIs(scope: Scope, needs: readonly EquipmentInput[], holder: HoldFor, technicianId: string | null = null): Promise<Holding[]> {
  const held: Holding[] = [];
  const itemIds = needs.map(({ itemId }) => itemId);
  const open = await openPlaces(scope, (await placesWith(scope, itemIds, technicianId)).map(({ id }) => id));
  for (const { itemId, quantity: needed } of needs.toSorted(byItem)) {
    const item = await letExpiredGo(scope, await lockItem(scope, itemId, { withdrawn: true }));
    const places = (await placesWith(scope, [itemId], technicianId)).filter(({ id }) => open.has(id));
    held.push({ itemId, needed, from: await holdFrom(scope, item, needed, places, holder) });
  }
  return held;
}

export interface Share { holder: HoldFor; technicianId: string | null; quantity: number }

/** How much of an item is available to anybody, without locking it. */
export async function stockOf({ rows, organizationId }: Scope, itemId: string): Promise<{ name: string; available: number }> {
  const [item] = await rows<{ name: string; available: number }>('select name, on_hand - reserved as available from items where organization_id = $1 and id = $2', [organizationId, itemId]);
  return item ?? { name: '', available: 0 };
}

/** Holds what there is of one item for several, the first ones first. Whoever gets some of it is named, with where it is; locks come after those of the holders. */
export async function shareOut(scope: Scope, itemId: string, shares: readonly Share[]): Promise<(Share & Pick<Holding, 'from'>)[]> {
  const { rows, organizationId } = scope;
  const levels = await rows<{ id: string }>('select location_id as id from stock_levels where organization_id = $1 and item_id = $2 and on_hand > 0', [organizationId, itemId]);
  const open = await openPlaces(scope, levels.map(({ id }) => id));
  const item = await letExpiredGo(scope, await lockItem(scope, itemId, { withdrawn: true }));
  const held: (Share & Pick<Holding, 'from'>)[] = [];
  for (const share of shares) {
    if (item.onHand === item.reserved) break;
    const from = await holdFrom(scope, item, share.quantity, (await placesWith(scope, [itemId], share.technicianId)).filter(({ id }) => open.has(id)), share.holder);
    const quantity = from.reduce((sum, one) => sum + one.quantity, 0);
    if (quantity > 0) held.push({ ...share, quantity, from });
  }
  return held;
}

async function holdFrom(scope: Scope, item: StockItem, needed: number, places: readonly Candidate[], holder: HoldFor): Promise<Holding['from']> {
  const from = shared(needed, places);
  for (const { place, quantity } of from) await hold(scope, item, place, quantity, holder);
  return from.map(({ place, quantity }) => ({ locationId: place.id, locationName: place.name, quantity }));
}

const byItem = (left: { itemId: string }, right: { itemId: string }): number => (left.itemId < right.itemId ? -1 : 1);

/** Takes so many of a locked item from what is available at a place; names units only where some are given. Throws {@link notEnough}. */
export async function hold(
  scope: Scope, item: StockItem, place: Place, quantity: number, { reference = null, ...holder }: HoldFor & { reference?: string | null }, { unitIds = [] as string[], pointer = '/quantity' } = {},
): Promise<string> {
  const { rows, organizationId, actor, now } = scope;
  const [taken] = await rows(
    `update stock_levels set reserved = reserved + $4 where organization_id = $1 and item_id = $2 and location_id = $3 and on_hand - reserved >= $4 returning 1`,
    [organizationId, item.id, place.id, quantity]);
  if (!taken) throw await notEnough(scope, item, place, 'in_stock', pointer);
  const id = newId();
  await insertRow(scope, 'stock_reservations', {
    organizationId, id, itemId: item.id, locationId: place.id, quantity, state: 'held', ...holder, reference, createdById: actor.userId, createdByName: actor.name, createdAt: now,
  });
  if (unitIds.length > 0) {
    await rows(
      `update stock_units set state = 'reserved', reservation_id = $3, changed_at = $4 where organization_id = $1 and id = any ($2::uuid[])`, [organizationId, unitIds, id, now]);
  }
  item.reserved += quantity;
  await writeTotals(scope, item);
  const { subscriberId = null, serviceOrderId = null, quoteId = null } = holder;
  await scope.record('inventory.reserved', { type: 'item', id: item.id }, { reservationId: id, sku: item.sku, name: item.name, quantity, subscriberId, serviceOrderId, quoteId });
  return id;
}

export interface Held { id: string; itemId: string; locationId: string; quantity: number; byName: boolean }

/** What is still held for an order or a quote, in the order in which items are taken. */
export async function heldFor({ rows, organizationId, now }: Scope, { serviceOrderId = null, quoteId = null }: HoldFor): Promise<Held[]> {
  return rows<Held>(
    `select r.id, r.item_id as "itemId", r.location_id as "locationId", r.quantity,
            exists (select from stock_units u where u.organization_id = $1 and u.reservation_id = r.id) as "byName"
       from stock_reservations r
      where r.organization_id = $1 and (r.service_order_id = $2 or r.quote_id = $3) and r.state = 'held' and (r.expires_at is null or r.expires_at > $4)
      order by r.item_id, r.id`, [organizationId, serviceOrderId, quoteId, now]);
}

/** Nothing of what is needed could be held, with who holds what there is. */
export class NothingToHold extends Refusal {
  private constructor(heldBy: { holder: string; item: string; quantity: number }[]) {
    const held = heldBy.slice(0, 5).map(({ holder, item, quantity }) => `${quantity} ${item} for ${holder}`).join(', ');
    super({ status: 409, code: 'not_enough_stock', detail: `None of what is missing is available.${held ? ` Held: ${held}.` : ''}`, more: { available: 0, heldBy } });
  }

  static async of({ rows, organizationId }: Scope, missing: readonly EquipmentInput[], { serviceOrderId = null, quoteId = null }: HoldFor): Promise<NothingToHold> {
    return new NothingToHold(await rows<{ holder: string; item: string; quantity: number }>(
      `select ${holderSql} as holder, i.name as item, r.quantity from stock_reservations r join items i on i.organization_id = $1 and i.id = r.item_id ${holderJoins}
        where r.organization_id = $1 and r.item_id = any ($2::uuid[]) and r.state = 'held' and ($3::uuid is null or r.service_order_id is distinct from $3)
          and ($4::uuid is null or r.quote_id is distinct from $4) order by r.created_at limit 20`,
      [organizationId, missing.map(({ itemId }) => itemId), serviceOrderId, quoteId]));
  }
}

/** Lets go of what is held for an order or a quote; `only` narrows it down. */
export async function releaseFor(scope: Scope, holder: HoldFor, only: (held: Held) => boolean = () => true): Promise<void> {
  const ending = (await heldFor(scope, holder)).filter(only);
  for (const { itemId } of ending.filter((one, index) => ending.findIndex((other) => other.itemId === one.itemId) === index)) {
    const item = await lockItem(scope, itemId, { withdrawn: true });
    // Under the lock nobody ends one; before it, somebody may have.
    const still = (await heldFor(scope, holder)).filter((held) => held.itemId === itemId && only(held));
    for (const held of still) {
      await letGo(scope, item, held, 'released');
      await scope.record('inventory.released', { type: 'item', id: itemId }, { reservationId: held.id, sku: item.sku, name: item.name, quantity: held.quantity });
    }
  }
}
