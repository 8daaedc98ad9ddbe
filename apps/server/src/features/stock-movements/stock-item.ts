import { NotFound } from '../../core/problems.ts';
import type { Scope } from '../../core/in-org.ts';
import { watchFall } from './stock-falls.ts';
import { ItemWithdrawn, nowhere } from './stock.errors.ts';

export interface StockItem {
  id: string;
  sku: string;
  name: string;
  serialTracking: boolean;
  lowStockThreshold: number;
  unitCost: string | null;
  onHand: number;
  reserved: number;
  inTransit: number;
  setAside: number;
  value: string;
  isActive: boolean;
}

export interface Place { id: string; name: string }

/**
 * The lock that every movement of an item takes, after its locations' and before its levels': whoever moves the same item waits here, so what is read below is
 * what is written on, and no two wait for each other. Several items are locked in the order of their ids. From here on it is watched for a fall.
 */
export async function lockItem(scope: Scope, id: string, { withdrawn = false } = {}): Promise<StockItem> {
  const { rows, organizationId } = scope;
  const [item] = await rows<StockItem>(
    `select id, sku, name, serial_tracking as "serialTracking", low_stock_threshold as "lowStockThreshold", unit_cost::text as "unitCost", on_hand as "onHand", reserved,
            in_transit as "inTransit", set_aside as "setAside", value::text, is_active as "isActive"
       from items where organization_id = $1 and id = $2 for no key update`, [organizationId, id]);
  if (!item) throw new NotFound('item');
  if (!item.isActive && !withdrawn) throw new ItemWithdrawn(item.name);
  watchFall(scope, { id: item.id, available: item.onHand - item.reserved, threshold: item.lowStockThreshold });
  return item;
}

/** Those of some locations that are open, kept from being closed; taken before any item. */
export async function openPlaces({ rows, organizationId }: Scope, ids: readonly string[]): Promise<Map<string, Place>> {
  const found = ids.length === 0 ? [] : await rows<Place>(
    'select id, name from stock_locations where organization_id = $1 and id = any ($2::uuid[]) and is_active order by id for share', [organizationId, ids]);
  return new Map(found.map((place) => [place.id, place]));
}

/** Keeps locations from being closed while something moves. `fields` names the field of each; throws a 422 for one that is not open. */
export async function holdLocations(scope: Scope, fields: { [pointer: string]: string }): Promise<Map<string, Place>> {
  const places = await openPlaces(scope, Object.values(fields));
  for (const [pointer, id] of Object.entries(fields)) if (!places.has(id)) throw nowhere(pointer);
  return places;
}
