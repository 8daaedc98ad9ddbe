import type { Reaction, RecordedEvent } from '../../core/events.ts';
import type { Scope } from '../../core/in-org.ts';
import { formatNumber } from '../../core/numbers.ts';
import { shareOut, stockOf } from '../stock-movements/index.ts';
import { missingOfItemSql } from './order-equipment.ts';

/** After whatever may have brought something to where orders take it from. */
const arrivals = [
  'inventory.received', 'inventory.arrived', 'inventory.transferred', 'inventory.returned', 'inventory.inspected', 'inventory.adjusted', 'inventory.undone', 'inventory.released',
] as const;

export function waitingOrderReactions(): Reaction[] {
  return [{
    name: 'hold-for-waiting-orders',
    to: arrivals,
    react: ({ event, inOrg }) => inOrg(async (scope) => holdForWaiting(scope, event.subjectId, await givenUpBy(scope, event))),
  }];
}

/** What is taken from an order that goes on is for the others, and is not given back to it behind somebody's back. */
async function givenUpBy({ rows, organizationId }: Scope, { type, changes }: RecordedEvent): Promise<string | null> {
  if (type !== 'inventory.released') return null;
  const [reservation] = await rows<{ serviceOrderId: string | null }>(
    'select service_order_id as "serviceOrderId" from stock_reservations where organization_id = $1 and id = $2', [organizationId, changes.reservationId]);
  return reservation?.serviceOrderId ?? null;
}

interface Waiting { id: string; number: number; subscriberId: string; technicianId: string | null; missing: number }
const mostOrders = 200;

/**
 * Holds what there is of an item for the orders that wait for it, the earliest appointment first; those without one come after, the longest waiting first.
 * Orders are locked before the item, as by whoever works on them, and what they lack is read under their locks: however many do this at once, each gets it once.
 */
export async function holdForWaiting(scope: Scope, itemId: string, except: string | null = null): Promise<void> {
  const { rows, rowsPlannedAnew, organizationId } = scope;
  const { name, available } = await stockOf(scope, itemId);
  if (available <= 0) return;
  const waiting = await rowsPlannedAnew<{ id: string }>(
    `select o.id from service_orders o join service_order_equipment n on n.organization_id = $1 and n.service_order_id = o.id and n.item_id = $2
      where o.organization_id = $1 and o.status in ('open', 'scheduled', 'in_progress') and ${missingOfItemSql} > 0
        and o.id is distinct from $3
      order by o.appointment_from nulls last, o.created_at, o.id limit ${mostOrders}`, [organizationId, itemId, except]);
  if (waiting.length === 0) return;
  const ids = waiting.map(({ id }) => id);
  await rows('select 1 from service_orders where organization_id = $1 and id = any ($2::uuid[]) order by id for update', [organizationId, ids]);
  const orders = await rows<Waiting>(
    `select o.id, o.number, o.subscriber_id as "subscriberId", o.technician_id as "technicianId", ${missingOfItemSql} as missing from service_orders o
      where o.organization_id = $1 and o.id = any ($3::uuid[]) and o.status in ('open', 'scheduled', 'in_progress')
      order by o.appointment_from nulls last, o.created_at, o.id`, [organizationId, itemId, ids]);
  const held = await shareOut(scope, itemId, orders.flatMap(({ id, subscriberId, technicianId, missing: quantity }) => (
    quantity > 0 ? [{ holder: { subscriberId, serviceOrderId: id }, technicianId, quantity }] : [])));
  for (const { holder, quantity, from } of held) {
    const order = orders.find(({ id }) => id === holder.serviceOrderId)!;
    await scope.record('service_order.equipment_reserved', { type: 'service_order', id: order.id }, {
      number: formatNumber('service_order', order.number), itemId, name, quantity, locations: from.map(({ locationName }) => locationName),
    });
  }
}
