import type { Scope } from '../../core/in-org.ts';
import { writeTotals } from './carry-out.ts';
import { lockItem, type StockItem } from './stock-item.ts';

/** What is held of a locked item longer than it was to be is available again, before anybody is refused for it. */
export async function letExpiredGo(scope: Scope, item: StockItem): Promise<StockItem> {
  if (item.reserved === 0) return item;
  const expired = await scope.rows<{ id: string; locationId: string; quantity: number }>(
    `select id, location_id as "locationId", quantity from stock_reservations
      where organization_id = $1 and item_id = $2 and state = 'held' and expires_at <= $3 order by location_id, id`, [scope.organizationId, item.id, scope.now]);
  for (const reservation of expired) {
    await letGo(scope, item, reservation, 'expired');
    await scope.record('inventory.released', { type: 'item', id: item.id }, { reservationId: reservation.id, sku: item.sku, name: item.name, quantity: reservation.quantity });
  }
  return item;
}

/** Ends a reservation of a locked item: what it held is free again. */
export async function letGo(
  scope: Scope, item: StockItem, { id, locationId, quantity }: { id: string; locationId: string; quantity: number }, state: 'released' | 'expired' | 'issued',
): Promise<void> {
  const { rows, organizationId, now } = scope;
  await rows(`update stock_levels set reserved = reserved - $4 where organization_id = $1 and item_id = $2 and location_id = $3`, [organizationId, item.id, locationId, quantity]);
  await rows(`update stock_reservations set state = $3, ended_at = $4 where organization_id = $1 and id = $2`, [organizationId, id, state, now]);
  await rows(
    `update stock_units set state = 'in_stock', reservation_id = null, changed_at = $3 where organization_id = $1 and reservation_id = $2`, [organizationId, id, now]);
  item.reserved -= quantity;
  await writeTotals(scope, item);
}

/** The same for whatever nobody asks for, so that figures show it too. */
export async function letOverdueGo(scope: Scope): Promise<void> {
  const overdue = await scope.rows<{ itemId: string }>(
    `select distinct item_id as "itemId" from stock_reservations where organization_id = $1 and state = 'held' and expires_at <= $2 order by item_id limit 200`,
    [scope.organizationId, scope.now]);
  for (const { itemId } of overdue) await letExpiredGo(scope, await lockItem(scope, itemId, { withdrawn: true }));
}
