import type { Scope } from '../../core/in-org.ts';
import { writeTotals } from './carry-out.ts';
import type { StockItem } from './stock-item.ts';

interface Way { fromLocationId: string; toLocationId: string; /** Whose orders they are held for. */ vanId: string; quantity: number; inTransit: boolean }

/**
 * Moves some of a locked item between a van and elsewhere, with what of it is held for the orders of the van's technician: loading the van is what it is held for.
 * Held by number, the earliest appointment first; what is on the way is held by nobody until it has arrived.
 */
export async function withHolds(scope: Scope, item: StockItem, { fromLocationId, toLocationId, vanId, quantity, inTransit }: Way, move: () => Promise<string>): Promise<string> {
  const { rows, organizationId, now } = scope;
  const held = item.reserved === 0 ? [] : await rows<{ id: string; quantity: number }>(
    `select r.id, r.quantity from stock_reservations r
       join stock_locations v on v.organization_id = $1 and v.id = $4
       join service_orders o on o.organization_id = $1 and o.id = r.service_order_id and o.technician_id = v.technician_id
      where r.organization_id = $1 and r.item_id = $2 and r.location_id = $3 and r.state = 'held'
        and not exists (select from stock_units u where u.organization_id = $1 and u.reservation_id = r.id)
      order by o.appointment_from nulls last, r.created_at, r.id`, [organizationId, item.id, fromLocationId, vanId]);
  const along: string[] = [];
  let left = quantity;
  let whole = 0;
  for (const hold of held) {
    if (left === 0) break;
    const taken = Math.min(left, hold.quantity);
    left -= taken;
    if (taken === hold.quantity) {
      along.push(hold.id);
      whole += taken;
    } else await rows('update stock_reservations set quantity = quantity - $3 where organization_id = $1 and id = $2', [organizationId, hold.id, taken]);
  }
  await reserve(scope, item, fromLocationId, left - quantity);
  const id = await move();
  if (along.length === 0) return id;
  if (inTransit) {
    await rows(`update stock_reservations set state = 'released', ended_at = $3 where organization_id = $1 and id = any ($2::uuid[])`, [organizationId, along, now]);
  } else {
    await rows('update stock_reservations set location_id = $3 where organization_id = $1 and id = any ($2::uuid[])', [organizationId, along, toLocationId]);
    await reserve(scope, item, toLocationId, whole);
    await writeTotals(scope, item);
  }
  return id;
}

async function reserve({ rows, organizationId }: Scope, item: StockItem, locationId: string, more: number): Promise<void> {
  if (more === 0) return;
  await rows('update stock_levels set reserved = reserved + $4 where organization_id = $1 and item_id = $2 and location_id = $3', [organizationId, item.id, locationId, more]);
  item.reserved += more;
}
