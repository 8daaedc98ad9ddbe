import type { EquipmentInput } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, Refusal } from '../../core/problems.ts';
import { carryOut, holdersOf, type UnitRow } from './carry-out.ts';
import { chooseUnits, plainSerial, readQuantity, unitsHeldBy } from './choose-units.ts';
import { letExpiredGo, letGo } from './expired.ts';
import { heldFor, placesWith, type Held } from './hold-stock.ts';
import { told } from './move-stock.ts';
import { checkTaken } from './own-vans.ts';
import { NotEnoughStock } from './stock.errors.ts';
import { lockItem, openPlaces, type Place, type StockItem } from './stock-item.ts';

/** Of a tracked item which ones were installed; of a counted one how many, where that is not as planned. */
export interface Installed { itemId: string; quantity?: number | undefined; serials?: readonly string[] | undefined }
/** What was installed of a counted item beyond what there was to take. */
export interface Shortfall { itemId: string; name: string; unit: string; quantity: number }
interface Order { serviceOrderId: string; subscriberId: string; technicianId: string | null }

export class SerialsNeeded extends Refusal {
  constructor(items: readonly { itemId: string; name: string; needed: number; named: number }[]) {
    const said = items.map(({ name, needed, named }) => `${name} (${needed === 1 ? 'one' : needed}${named > 0 ? `, ${named} named` : ''})`).join(', ');
    super({ status: 409, code: 'serials_needed', detail: `Say which ones were installed: ${said}. Or say why there are fewer.`, more: { items } });
  }
}

interface Work extends Installed { item: { name: string; unit: string; serialTracking: boolean }; pointer: string; outstanding: number; held: Held[] }

/**
 * Issues what was installed by an order: the serials that are named, from wherever they are but somebody else's van, and counted items by themselves as far as they are there. What
 * was held for it beyond that is free again. Throws {@link SerialsNeeded} where there are fewer serials, and {@link NotEnoughStock} where more of a counted item is named
 * than there is to take; both unless it is said why. Answers what was named and not there, so that it is written down somewhere.
 */
export async function issueForOrder(scope: Scope, order: Order, needs: readonly EquipmentInput[], installed: readonly Installed[], { explained }: { explained: boolean }): Promise<Shortfall[]> {
  const work = await workOf(scope, order, needs, installed);
  const missing = work.flatMap(({ itemId, item, serials, held, outstanding }) => {
    const named = serials?.length ?? sum(held.filter(({ byName }) => byName));
    return item.serialTracking && named < outstanding ? [{ itemId, name: item.name, needed: outstanding, named }] : [];
  });
  if (missing.length > 0 && !explained) throw new SerialsNeeded(missing);
  const places = await openPlaces(scope, await placesOf(scope, order, work));
  const shortfalls: Shortfall[] = [];
  for (const one of work) {
    const item = await letExpiredGo(scope, await lockItem(scope, one.itemId, { withdrawn: true }));
    if (item.serialTracking) {
      await issueNamed(scope, order, item, one, places);
      continue;
    }
    const quantity = await issueCounted(scope, order, item, one, places, { explained });
    if (quantity > 0) shortfalls.push({ itemId: item.id, name: item.name, unit: one.item.unit, quantity });
  }
  return shortfalls;
}

const sum = (some: readonly { quantity: number }[]): number => some.reduce((total, { quantity }) => total + quantity, 0);

/** Every item that the order is about, in the order in which items are taken. */
async function workOf(scope: Scope, { serviceOrderId }: Order, needs: readonly EquipmentInput[], installed: readonly Installed[]): Promise<Work[]> {
  const { rows, organizationId } = scope;
  const named = installed.map((one, index) => ({ ...one, itemId: one.itemId.toLowerCase(), pointer: `equipment/${index}` }));
  const held = await heldFor(scope, { serviceOrderId });
  const ids = [...new Set([...needs, ...held, ...named].map(({ itemId }) => itemId))].toSorted();
  const known = new Map((await rows<{ id: string; name: string; unit: string; serialTracking: boolean; issued: number }>(
    `select i.id, i.name, i.unit, i.serial_tracking as "serialTracking",
            (select coalesce(sum(case when m.type = 'issue' then m.quantity else -m.quantity end), 0)::int from stock_movements m
              where m.organization_id = $1 and m.service_order_id = $3 and m.item_id = i.id and m.type in ('issue', 'return')) as issued
       from items i where i.organization_id = $1 and i.id = any ($2::uuid[])`, [organizationId, ids, serviceOrderId])).map((item) => [item.id, item]));
  const errors = named.flatMap(({ itemId, pointer }, index) => {
    if (!known.has(itemId)) return [{ pointer: `/${pointer}/itemId`, detail: 'There is no such item.' }];
    return named.findIndex((other) => other.itemId === itemId) < index ? [{ pointer: `/${pointer}/itemId`, detail: 'This item is in the list already.' }] : [];
  });
  if (errors.length > 0) throw new InvalidFields(errors);
  return ids.map((itemId) => {
    const item = known.get(itemId)!;
    const said = named.find((one) => one.itemId === itemId);
    const needed = needs.find((one) => one.itemId === itemId)?.quantity ?? 0;
    return {
      itemId, quantity: said?.quantity, serials: said?.serials, pointer: said?.pointer ?? 'equipment', item,
      outstanding: Math.max(0, needed - item.issued), held: held.filter((one) => one.itemId === itemId),
    };
  });
}

/** Wherever something of it may be taken from, so that the places are held before any item. */
async function placesOf(scope: Scope, { technicianId }: Order, work: readonly Work[]): Promise<string[]> {
  const serials = work.flatMap((one) => one.serials ?? []).map(plainSerial);
  const where = await scope.rows<{ locationId: string }>(
    `select distinct location_id as "locationId" from stock_units where organization_id = $1 and item_id = any ($2::uuid[]) and serial = any ($3::text[]) and location_id is not null`,
    [scope.organizationId, work.map(({ itemId }) => itemId), serials]);
  const further = await placesWith(scope, work.filter(({ item }) => !item.serialTracking).map(({ itemId }) => itemId), technicianId);
  return [...new Set([
    ...where.map(({ locationId }) => locationId), ...work.flatMap(({ held }) => held.map(({ locationId }) => locationId)),
    ...further.map(({ id }) => id),
  ])];
}

const heldNow = async (scope: Scope, { serviceOrderId }: Order, itemId: string): Promise<Held[]> => (await heldFor(scope, { serviceOrderId })).filter((one) => one.itemId === itemId);

async function issueNamed(scope: Scope, order: Order, item: StockItem, { serials: said, pointer }: Work, places: Map<string, Place>): Promise<void> {
  const held = await heldNow(scope, order, item.id);
  // What was held by its serial went along, where nobody says otherwise.
  const serials = said ?? (await unitsHeldBy(scope, held.map(({ id }) => id))).map(({ serial }) => serial);
  for (const one of held) await letGo(scope, item, one, serials.length > 0 ? 'issued' : 'released');
  if (serials.length === 0) return;
  const { serials: plain } = readQuantity(item, { serials }, `${pointer}/serials`);
  const units = await chooseUnits(scope, item, plain, ({ state, locationId }) => state === 'in_stock' && places.has(locationId ?? ''), `${pointer}/serials`);
  const found = byPlace(units);
  await checkTaken(scope, [...found.keys()], `/${pointer}/serials`);
  for (const [locationId, there] of found) await issueFrom(scope, order, item, places.get(locationId)!, there.length, { units: there, pointer: `/${pointer}/serials` });
}

function byPlace(units: readonly UnitRow[]): Map<string, UnitRow[]> {
  const grouped = new Map<string, UnitRow[]>();
  for (const unit of units) grouped.set(unit.locationId!, [...grouped.get(unit.locationId!) ?? [], unit]);
  return grouped;
}

/** Answers how many of those that were named were not there; what nobody named is issued as far as it is there. */
async function issueCounted(
  scope: Scope, order: Order, item: StockItem, one: Work, places: Map<string, Place>, { explained }: { explained: boolean },
): Promise<number> {
  if (one.serials) readQuantity(item, one, `${one.pointer}/serials`, `${one.pointer}/quantity`);
  const held = await heldNow(scope, order, item.id);
  const wanted = one.quantity ?? Math.max(one.outstanding, sum(held));
  for (const each of held) await letGo(scope, item, each, wanted > 0 ? 'issued' : 'released');
  // From where it was held, and what is beyond that from wherever else it may be taken.
  const free = await placesWith(scope, [item.id], order.technicianId);
  const taken = new Map<string, number>();
  let left = wanted;
  const take = (locationId: string, atMost: number): void => {
    const quantity = places.has(locationId) ? Math.min(left, atMost) : 0;
    taken.set(locationId, (taken.get(locationId) ?? 0) + quantity);
    left -= quantity;
  };
  for (const { locationId, quantity } of held) take(locationId, quantity);
  for (const { id, available } of free) take(id, available - (taken.get(id) ?? 0));
  const short = one.quantity === undefined ? 0 : left;
  if (short > 0 && !explained) throw await tooFew(scope, item, [...taken.keys()].filter((id) => places.has(id)).map((id) => places.get(id)!), wanted - short, `/${one.pointer}/quantity`);
  for (const [locationId, quantity] of taken) {
    if (quantity > 0) await issueFrom(scope, order, item, places.get(locationId)!, quantity, { pointer: `/${one.pointer}/quantity` });
  }
  return short;
}

async function tooFew(scope: Scope, item: StockItem, places: readonly Place[], available: number, pointer: string): Promise<NotEnoughStock> {
  return new NotEnoughStock({
    item: item.name, location: places.map(({ name }) => name).join(', '), available, pointer, heldBy: await holdersOf(scope, item.id, places.map(({ id }) => id)),
    advice: 'Say why there is more, and what is beyond it is kept on the order.',
  });
}

async function issueFrom(
  scope: Scope, { subscriberId, serviceOrderId }: Order, item: StockItem, place: Place, quantity: number, { units = [], pointer }: { units?: readonly UnitRow[]; pointer: string },
): Promise<void> {
  const subject = { subscriberId, serviceOrderId };
  const id = await carryOut(scope, item, {
    type: 'issue', quantity, from: { place, state: 'in_stock' }, to: null, details: subject, pointer,
    ...(units.length > 0 ? { units: { known: units, become: { state: 'issued', ...subject } } } : {}),
  });
  await told(scope, 'inventory.issued', item, id);
}
