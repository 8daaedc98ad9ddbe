import type * as contract from '@lastmile/contracts';
import type { Input, UnitState } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { carryOut, type Side, type UnitRow } from './carry-out.ts';
import { bringUnits, chooseUnits, readQuantity } from './choose-units.ts';
import { movementView } from './movement.view.ts';
import { withHolds } from './holds-on-the-way.ts';
import { checkVan, checkWay, driversFor, refuseInTheField } from './own-vans.ts';
import { holdLocations, lockItem, type StockItem } from './stock-item.ts';
import { letExpiredGo } from './expired.ts';
import { checkIsOut } from './what-is-out.ts';

type Body<Endpoint> = Input<Endpoint> extends { body: infer B } ? B : never;
const text = (written: string | null | undefined): string | null => written?.trim() || null;
const onShelf = (locationId: string) => (unit: UnitRow) => unit.state === 'in_stock' && unit.locationId === locationId;
const isSetAside = (locationId: string) => (unit: UnitRow) => (unit.state === 'returned' || unit.state === 'faulty') && unit.locationId === locationId;

async function told(scope: Scope, type: `inventory.${string}`, item: StockItem, id: string): Promise<contract.StockMovement> {
  const movement = await movementView(scope, id);
  const { quantity, fromLocationName, toLocationName, subscriberId, serviceOrderId, reference, units } = movement;
  await scope.record(type, { type: 'item', id: item.id }, {
    movementId: id, sku: item.sku, name: item.name, quantity, fromLocationName, toLocationName, subscriberId, serviceOrderId, reference,
    ...(units.length > 0 ? { serials: units.slice(0, 20).map(({ serial }) => serial) } : {}),
  });
  // On the subscriber's page it is told as well.
  if (subscriberId && (movement.type === 'issue' || movement.type === 'return')) {
    const issued = (movement.type === 'issue') === (quantity > 0);
    await scope.record(issued ? 'subscriber.equipment_issued' : 'subscriber.equipment_returned', { type: 'subscriber', id: subscriberId }, {
      itemId: item.id, name: item.name, quantity: Math.abs(quantity), ...(units.length > 0 ? { serials: units.slice(0, 20).map(({ serial }) => serial) } : {}),
    });
  }
  return movement;
}

export async function receive(scope: Scope, itemId: string, body: Body<typeof contract.receiveStock>): Promise<contract.StockMovement> {
  const { locationId, units, unitCost = null, reference, supplier, notes } = body;
  const places = await holdLocations(scope, { '/locationId': locationId });
  const item = await lockItem(scope, itemId);
  const { quantity } = readQuantity(item, { quantity: body.quantity, serials: units?.map(({ serial }) => serial) }, 'units');
  const id = await carryOut(scope, item, {
    type: 'receive', quantity, from: null, to: { place: places.get(locationId)!, state: 'in_stock' }, unitCost,
    details: { reference: text(reference), supplier: text(supplier), notes: text(notes) },
    ...(units ? { units: { ...await bringUnits(scope, item, units), become: { state: 'in_stock', locationId } } } : {}),
  });
  return told(scope, 'inventory.received', item, id);
}

/** Throws a 422 for who is not there. What a service order gets, its subscriber gets. */
export async function checkSubject(scope: Scope, { subscriberId, serviceOrderId }: { subscriberId?: string | undefined; serviceOrderId?: string | undefined }) {
  const { rows, organizationId } = scope;
  if (!serviceOrderId) {
    if (!subscriberId) return { subscriberId: null, serviceOrderId: null };
    const [subscriber] = await rows('select 1 from subscribers where organization_id = $1 and id = $2', [organizationId, subscriberId]);
    if (!subscriber) throw new InvalidFields([{ pointer: '/subscriberId', detail: 'There is no such subscriber.' }]);
    return { subscriberId, serviceOrderId: null };
  }
  // Held before the item: who completes the order holds it and then asks for what is reserved.
  const [order] = await rows<{ subscriberId: string }>(
    `select subscriber_id as "subscriberId" from service_orders
      where organization_id = $1 and id = $2 and ($3::uuid[] is null or technician_id is null or technician_id = any ($3)) for key share`,
    [organizationId, serviceOrderId, driversFor(scope.actor)]);
  if (!order) throw new InvalidFields([{ pointer: '/serviceOrderId', detail: 'There is no such service order.' }]);
  if (subscriberId && subscriberId !== order.subscriberId) throw new InvalidFields([{ pointer: '/subscriberId', detail: 'The service order is another subscriber’s.' }]);
  return { subscriberId: order.subscriberId, serviceOrderId };
}

export async function issue(scope: Scope, itemId: string, body: Body<typeof contract.issueStock>): Promise<contract.StockMovement> {
  const { locationId, reference, notes } = body;
  const subject = await checkSubject(scope, body);
  if (!subject.subscriberId && !text(reference)) throw new InvalidFields([{ pointer: '/subscriberId', detail: 'Say who gets it: a subscriber, a service order or a reference.' }]);
  if (!subject.subscriberId) refuseInTheField(scope, 'Say which subscriber or service order gets it.');
  const places = await holdLocations(scope, { '/locationId': locationId });
  await checkVan(scope, locationId);
  const item = await letExpiredGo(scope, await lockItem(scope, itemId));
  const { quantity, serials } = readQuantity(item, body);
  const units = await chooseUnits(scope, item, serials, onShelf(locationId));
  const id = await carryOut(scope, item, {
    type: 'issue', quantity, from: { place: places.get(locationId)!, state: 'in_stock' }, to: null, pointer: item.serialTracking ? '/serials' : '/quantity',
    details: { ...subject, reference: text(reference), notes: text(notes) },
    ...(units.length > 0 ? { units: { known: units, become: { state: 'issued', ...subject } } } : {}),
  });
  return told(scope, 'inventory.issued', item, id);
}

export async function transfer(scope: Scope, itemId: string, body: Body<typeof contract.transferStock>): Promise<contract.StockMovement> {
  const { fromLocationId, toLocationId, inTransit = false, setAside = false, reference, notes } = body;
  if (fromLocationId === toLocationId) throw new InvalidFields([{ pointer: '/toLocationId', detail: 'Choose another location than the one it is at.' }]);
  if (setAside && inTransit) throw new InvalidFields([{ pointer: '/inTransit', detail: 'What is set aside is handed over: it is here or there.' }]);
  const places = await holdLocations(scope, { '/fromLocationId': fromLocationId, '/toLocationId': toLocationId });
  await checkWay(scope, { fromLocationId, toLocationId, inTransit, setAside });
  const item = await letExpiredGo(scope, await lockItem(scope, itemId));
  const { quantity, serials } = readQuantity(item, body);
  const units = await chooseUnits(scope, item, serials, (setAside ? isSetAside : onShelf)(fromLocationId));
  const state = setAside ? 'set_aside' : inTransit ? 'in_transit' : 'in_stock';
  const move = () => carryOut(scope, item, {
    type: 'transfer', quantity, from: { place: places.get(fromLocationId)!, state: setAside ? 'set_aside' : 'in_stock' }, to: { place: places.get(toLocationId)!, state },
    pointer: item.serialTracking ? '/serials' : '/quantity', details: { reference: text(reference), notes: text(notes) },
    ...(units.length > 0 ? { units: { known: units, become: { state: state === 'set_aside' ? 'as_it_was' : state, locationId: toLocationId } } } : {}),
  });
  const id = setAside ? await move() : await withHolds(scope, item, { fromLocationId, toLocationId, vanId: toLocationId, quantity, inTransit }, move);
  return told(scope, inTransit ? 'inventory.sent' : 'inventory.transferred', item, id);
}

export async function adjust(scope: Scope, itemId: string, body: Body<typeof contract.adjustStock>): Promise<contract.StockMovement> {
  const { locationId, change, units: found, serials: gone, reason, notes } = body;
  const places = await holdLocations(scope, { '/locationId': locationId });
  const item = await letExpiredGo(scope, await lockItem(scope, itemId));
  if (found && gone) throw new InvalidFields([{ pointer: '/serials', detail: 'Either units that were found or serials that are gone.' }]);
  if (change === 0) throw new InvalidFields([{ pointer: '/change', detail: 'Say how many more or fewer.' }]);
  const { quantity, serials } = readQuantity(item, { quantity: change, serials: gone ?? found?.map(({ serial }) => serial) }, found ? 'units' : 'serials', 'change');
  const side: Side = { place: places.get(locationId)!, state: 'in_stock' };
  const more = item.serialTracking ? found !== undefined : quantity > 0;
  const details = { reason: reason.trim(), notes: text(notes) };
  const id = await carryOut(scope, item, more ? {
    type: 'adjust', quantity, from: null, to: side, details,
    ...(found ? { units: { ...await bringUnits(scope, item, found), become: { state: 'in_stock', locationId } } } : {}),
  } : {
    type: 'adjust', quantity: Math.abs(quantity), from: side, to: null, details, pointer: gone ? '/serials' : '/change',
    ...(gone ? { units: { known: await chooseUnits(scope, item, serials, onShelf(locationId)), become: { state: 'retired' } } } : {}),
  });
  return told(scope, 'inventory.adjusted', item, id);
}

const afterReturn: { [condition in contract.UnitCondition]: UnitState } = { good: 'in_stock', to_test: 'returned', faulty: 'faulty' };

export async function takeBack(scope: Scope, itemId: string, body: Body<typeof contract.returnStock>): Promise<contract.StockMovement> {
  const { locationId, condition, reference, reason, notes } = body;
  const subject = await checkSubject(scope, body);
  const places = await holdLocations(scope, { '/locationId': locationId });
  await checkVan(scope, locationId);
  const item = await lockItem(scope, itemId);
  const { quantity, serials } = readQuantity(item, body);
  if (!item.serialTracking && !subject.subscriberId) refuseInTheField(scope, 'Say which subscriber or service order had it.');
  const units = await chooseUnits(scope, item, serials, ({ state, subscriberId }) => state === 'issued' && (!subject.subscriberId || subscriberId === subject.subscriberId));
  // Who had it, where nobody says.
  const subscriberId = subject.subscriberId ?? (new Set(units.map((unit) => unit.subscriberId)).size === 1 ? units[0]!.subscriberId : null);
  await checkIsOut(scope, item, quantity, subscriberId);
  const id = await carryOut(scope, item, {
    type: 'return', quantity, from: null, to: { place: places.get(locationId)!, state: condition === 'good' ? 'in_stock' : 'set_aside' },
    details: { ...subject, subscriberId, condition, reference: text(reference), reason: text(reason), notes: text(notes) },
    ...(units.length > 0 ? { units: { known: units, become: { state: afterReturn[condition], locationId } } } : {}),
  });
  return told(scope, 'inventory.returned', item, id);
}

export async function inspect(scope: Scope, itemId: string, body: Body<typeof contract.inspectStock>): Promise<contract.StockMovement> {
  const { locationId, result, reason, notes } = body;
  if (result !== 'faulty') refuseInTheField(scope, 'What is set aside is tested by who keeps the stock: take it back there.');
  const places = await holdLocations(scope, { '/locationId': locationId });
  await checkVan(scope, locationId);
  const item = await letExpiredGo(scope, await lockItem(scope, itemId));
  const { quantity, serials } = readQuantity(item, body);
  const units = await chooseUnits(scope, item, serials, result === 'faulty' ? onShelf(locationId) : isSetAside(locationId));
  const place = places.get(locationId)!;
  const id = await carryOut(scope, item, {
    type: 'adjust', quantity, from: { place, state: result === 'faulty' ? 'in_stock' : 'set_aside' },
    to: result === 'retired' ? null : { place, state: result === 'good' ? 'in_stock' : 'set_aside' },
    pointer: item.serialTracking ? '/serials' : '/quantity',
    details: { reason: text(reason), notes: text(notes), ...(result === 'retired' ? {} : { condition: result }) },
    ...(units.length > 0 ? { units: { known: units, become: result === 'retired' ? { state: 'retired' } : { state: result === 'good' ? 'in_stock' : 'faulty', locationId } } } : {}),
  });
  return told(scope, 'inventory.inspected', item, id);
}

export { told };
