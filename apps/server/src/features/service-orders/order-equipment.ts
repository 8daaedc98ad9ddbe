import type { EquipmentInput } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { insertRows } from '../../core/rows.ts';
import { instant } from '../../core/sql.ts';
import { checkEquipment, equipmentOf } from '../offers/index.ts';
import { heldFor, holdWhatThereIs, issueForOrder, NothingToHold, releaseFor, type Installed, type Shortfall } from '../stock-movements/index.ts';

export interface EquippedOrder { id: string; subscriberId: string; technicianId: string | null }

const missingWith = (narrowed: string): string => `
  case when o.status in ('completed', 'cancelled') then 0 else
    (select coalesce(sum(greatest(0, e.quantity
        - (select coalesce(sum(r.quantity), 0) from stock_reservations r
            where r.organization_id = $1 and r.service_order_id = o.id and r.item_id = e.item_id and r.state = 'held')
        - (select coalesce(sum(case when m.type = 'issue' then m.quantity else -m.quantity end), 0) from stock_movements m
            where m.organization_id = $1 and m.service_order_id = o.id and m.item_id = e.item_id and m.type in ('issue', 'return')))), 0)::int
       from service_order_equipment e where e.organization_id = $1 and e.service_order_id = o.id ${narrowed}) end`;
/** Whatever of the equipment is neither held for the order nor issued; `o` is the order. */
export const missingSql = missingWith('');
/** The same of one item, which is `$2`. */
export const missingOfItemSql = missingWith('and e.item_id = $2');

/**
 * What an order needs, and whatever else is held for it or was issued for it, in the package's order; `o` is the order. What was short when it was completed is
 * so no longer as far as somebody issues it for the order afterwards.
 */
export const equipmentSql = `
  (select coalesce(json_agg(json_build_object('itemId', i.id, 'itemName', i.name, 'sku', i.sku, 'unit', i.unit, 'serialTracking', i.serial_tracking,
        'quantity', x.quantity, 'reserved', x.reserved, 'issued', x.issued, 'short', x.short, 'heldAt', x.held_at, 'units', x.units) order by x.position nulls last, i.name), '[]')
     from (
       select k.item_id, e.position, coalesce(e.quantity, greatest(h.reserved + m.issued, 1)) as quantity, h.reserved, h.held_at, m.issued,
              greatest(0, f.quantity - m.issued_since) as short,
              (select coalesce(json_agg(json_build_object('id', u.id, 'serial', u.serial) order by u.serial), '[]') from stock_units u
                where u.organization_id = $1 and u.item_id = k.item_id and (
                  u.service_order_id = o.id or u.reservation_id in (
                    select r.id from stock_reservations r where r.organization_id = $1 and r.service_order_id = o.id and r.state = 'held'))) as units
         from (select e.item_id from service_order_equipment e where e.organization_id = $1 and e.service_order_id = o.id
               union select r.item_id from stock_reservations r where r.organization_id = $1 and r.service_order_id = o.id and r.state = 'held'
               union select m.item_id from stock_movements m where m.organization_id = $1 and m.service_order_id = o.id
               union select f.item_id from service_order_shortfalls f where f.organization_id = $1 and f.service_order_id = o.id) k
         left join service_order_equipment e on e.organization_id = $1 and e.service_order_id = o.id and e.item_id = k.item_id
         left join service_order_shortfalls f on f.organization_id = $1 and f.service_order_id = o.id and f.item_id = k.item_id
        cross join lateral (
          select coalesce(sum(r.quantity), 0)::int as reserved,
                 coalesce(json_agg(json_build_object('locationId', l.id, 'locationName', l.name, 'quantity', r.quantity, 'since', ${instant('r.created_at')},
                   'whenItArrived', r.created_by_id is null and r.created_at > o.created_at) order by l.name) filter (where r.id is not null), '[]') as held_at
            from stock_reservations r join stock_locations l on l.organization_id = $1 and l.id = r.location_id
           where r.organization_id = $1 and r.service_order_id = o.id and r.item_id = k.item_id and r.state = 'held') h
        cross join lateral (
          select coalesce(sum(case when m.type = 'issue' then m.quantity when m.type = 'return' then -m.quantity end), 0)::int as issued,
                 coalesce(sum(m.quantity) filter (where m.type = 'issue' and m.created_at > o.completed_at), 0)::int as issued_since
            from stock_movements m where m.organization_id = $1 and m.service_order_id = o.id and m.item_id = k.item_id) m
        where e.item_id is not null or h.reserved > 0 or m.issued > 0 or f.quantity > m.issued_since) x
     join items i on i.organization_id = $1 and i.id = x.item_id)`;

/** What the package comes with is needed by an order for it, and held as far as it is there; what was held for the customer's quotes is free for it. */
export async function equipOrder(scope: Scope, order: EquippedOrder, offerId: string | null, quoteIds: readonly string[]): Promise<void> {
  const needs = offerId ? await equipmentOf(scope, offerId) : [];
  for (const quoteId of quoteIds) await releaseFor(scope, { quoteId });
  await insertRows(scope, 'service_order_equipment', needs.map(({ itemId, quantity }, position) => ({ serviceOrderId: order.id, itemId, quantity, position })));
  await holdFor(scope, order, needs);
}

const holdFor = (scope: Scope, { id, subscriberId, technicianId }: EquippedOrder, needs: readonly EquipmentInput[]) =>
  holdWhatThereIs(scope, needs, { subscriberId, serviceOrderId: id }, technicianId);

const needsOf = ({ rows, organizationId }: Scope, id: string): Promise<EquipmentInput[]> => rows<EquipmentInput>(
  'select item_id as "itemId", quantity from service_order_equipment where organization_id = $1 and service_order_id = $2 order by position', [organizationId, id]);

/** What of it is neither held nor issued yet. */
async function missingOf(scope: Scope, id: string): Promise<EquipmentInput[]> {
  const { rows, organizationId } = scope;
  const needs = await needsOf(scope, id);
  const held = await heldFor(scope, { serviceOrderId: id });
  const issued = await rows<{ itemId: string; quantity: number }>(
    `select item_id as "itemId", sum(case when type = 'issue' then quantity else -quantity end)::int as quantity from stock_movements
      where organization_id = $1 and service_order_id = $2 and type in ('issue', 'return') group by 1`, [organizationId, id]);
  const has = (itemId: string) => [...held, ...issued].filter((one) => one.itemId === itemId).reduce((total, { quantity }) => total + quantity, 0);
  return needs.flatMap(({ itemId, quantity }) => (quantity > has(itemId) ? [{ itemId, quantity: quantity - has(itemId) }] : []));
}

/** Holds what was not there when the order was made. Throws {@link NothingToHold} where none of it is. */
export async function holdMissing(scope: Scope, order: EquippedOrder): Promise<void> {
  const missing = await missingOf(scope, order.id);
  if (missing.length === 0) return;
  const held = await holdFor(scope, order, missing);
  if (held.every(({ from }) => from.length === 0)) throw await NothingToHold.of(scope, missing, { serviceOrderId: order.id });
}

/** Whoever comes takes it from their own van where it is there; what was held by its serial stays. */
export async function holdForTechnician(scope: Scope, order: EquippedOrder): Promise<void> {
  await releaseFor(scope, { serviceOrderId: order.id }, ({ byName }) => !byName);
  await holdFor(scope, order, await missingOf(scope, order.id));
}

/**
 * What an open order needs from now on. What is held of an item whose number changed is let go and held anew, under that item's lock, so that nobody gets it in
 * between; what was held by its serial goes only where the item does.
 */
export async function changeNeeds(scope: Scope, order: EquippedOrder, equipment: readonly EquipmentInput[]): Promise<void> {
  const { rows, organizationId } = scope;
  const before = await needsOf(scope, order.id);
  const needs = await checkEquipment(scope, equipment, before);
  const neededOf = (some: readonly EquipmentInput[], itemId: string) => some.find((one) => one.itemId === itemId)?.quantity ?? 0;
  const changed = new Set([...before, ...needs].map(({ itemId }) => itemId).filter((itemId) => neededOf(before, itemId) !== neededOf(needs, itemId)));
  await rows('delete from service_order_equipment where organization_id = $1 and service_order_id = $2', [organizationId, order.id]);
  await insertRows(scope, 'service_order_equipment', needs.map(({ itemId, quantity }, position) => ({ serviceOrderId: order.id, itemId, quantity, position })));
  if (changed.size === 0) return;
  await releaseFor(scope, { serviceOrderId: order.id }, ({ itemId, byName }) => changed.has(itemId) && (!byName || neededOf(needs, itemId) === 0));
  await holdFor(scope, order, await missingOf(scope, order.id));
}

/** What was installed is at the subscriber's now; what of it was not in stock is kept on the order, and answered. */
export async function issueEquipment(scope: Scope, { id, ...order }: EquippedOrder, installed: readonly Installed[], { explained }: { explained: boolean }): Promise<Shortfall[]> {
  const shortfalls = await issueForOrder(scope, { serviceOrderId: id, ...order }, await needsOf(scope, id), installed, { explained });
  await insertRows(scope, 'service_order_shortfalls', shortfalls.map(({ itemId, quantity }) => ({ serviceOrderId: id, itemId, quantity })));
  return shortfalls;
}
