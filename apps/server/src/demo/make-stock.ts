import type { Scope } from '../core/in-org.ts';
import { newId } from '../core/ids.ts';
import { insertRow, insertRows } from '../core/rows.ts';
import { searchText } from '../core/search-text.ts';
import { adjust, issue, receive, takeBack, transfer } from '../features/stock-movements/move-stock.ts';
import { reserve } from '../features/stock-movements/reservations.ts';
import type { Calendar } from './calendar.ts';
import { demoItems, type DemoItem } from './demo-items.ts';
import type { Person } from './happenings.ts';
import { inHistory } from './history.ts';
import type { Chance } from './random.ts';

interface Stocked extends DemoItem { id: string; free: { warehouse: number; van: number }; serialsAt: { warehouse: string[]; van: string[] }; made: number }

const places = [
  ['Main warehouse', 'warehouse', 'Enterprise Road, Industrial Area', null], ['Westlands shop', 'branch', 'Mpaka Road, Westlands', 'Westlands PoP'],
  ['Van 1, Samuel', 'vehicle', null, null], ['Van 2, Joseph', 'vehicle', null, null],
] as const;

/** The stock of an ISP: what came in, went to vans and was issued in three months, by the use cases themselves, so that the ledger is whole. */
export async function makeStock(scope: Scope, { calendar, chance, keeper, technicians }: { calendar: Calendar; chance: Chance; keeper: Person; technicians: readonly Person[] }): Promise<void> {
  const { rows, organizationId, now } = scope;
  const locations = places.map(([name, type, address, popSite]) => ({
    id: newId(), name, type, address, city: 'Nairobi', popSite, technicianId: technicians.find((one) => name.endsWith(`, ${one.name.split(' ')[0]}`))?.id ?? null, isActive: true,
    createdAt: calendar.ago({ days: 100 }), updatedAt: now, version: 1,
  }));
  await insertRows(scope, 'stock_locations', locations);
  const [warehouse, , van, otherVan] = locations.map(({ id }) => id) as [string, string, string, string];
  const categories = new Map((await rows<{ id: string; title: string }>('select id, title from item_categories where organization_id = $1', [organizationId])).map(({ id, title }) => [title, id]));
  const subscribers = await rows<{ id: string }>('select id from subscribers where organization_id = $1 order by created_at desc, id limit 40', [organizationId]);
  const at = (moment: Date): Scope => inHistory(scope, moment, keeper);

  for (const item of demoItems) {
    const stocked: Stocked = { ...item, id: newId(), free: { warehouse: 0, van: 0 }, serialsAt: { warehouse: [], van: [] }, made: 0 };
    await insertRow(scope, 'items', {
      organizationId, id: stocked.id, sku: item.sku, name: item.name, categoryId: categories.get(item.category) ?? null, locationId: warehouse, serialTracking: item.serials !== undefined,
      lowStockThreshold: item.threshold, unit: item.unit ?? 'piece', unitCost: item.cost, barcode: item.barcode ?? null, supplier: item.supplier,
      searchText: searchText([item.name, item.sku, item.barcode ?? null]), createdAt: calendar.ago({ days: 99 }), updatedAt: now,
    });
    await quarterOf(stocked, { at, calendar, chance, warehouse, van: chance.isLucky(0.5) ? van : otherVan, subscribers });
  }
}

interface Quarter { at: (moment: Date) => Scope; calendar: Calendar; chance: Chance; warehouse: string; van: string; subscribers: readonly { id: string }[] }

async function quarterOf(item: Stocked, { at, calendar, chance, warehouse, van, subscribers }: Quarter): Promise<void> {
  const tracked = item.serials !== undefined;
  const deliver = async (daysAgo: number) => {
    const units = tracked ? Array.from({ length: item.delivery }, () => unitOf(item)) : null;
    await receive(at(calendar.ago({ days: daysAgo, hours: 2 })), item.id, {
      locationId: warehouse, ...(units ? { units } : { quantity: item.delivery }), unitCost: item.cost, reference: `D-${String(90 + Math.floor(daysAgo / 10)).padStart(4, '0')}`, supplier: item.supplier,
    });
    item.free.warehouse += item.delivery;
    item.serialsAt.warehouse.push(...units?.map(({ serial }) => serial) ?? []);
  };
  await deliver(95);
  if (item.weekly === 0) return;
  for (let week = 12; week >= 1; week -= 4) {
    const days = week * 7;
    if (item.free.warehouse < item.weekly * 4) await deliver(days + 1);
    await go(item, 'warehouse', item.weekly * 3, (amount) => transfer(at(calendar.ago({ days, hours: 9 })), item.id, { fromLocationId: warehouse, toLocationId: van, ...amount }), 'van');
    for (const later of [0, 5]) {
      await go(item, 'van', Math.max(1, Math.round(item.weekly * (1 + chance.fraction() * 0.4))), (amount) => issue(at(calendar.ago({ days: days - later, hours: 5 })), item.id, {
        locationId: van, ...amount, ...(subscribers.length > 0 ? { subscriberId: chance.pick(subscribers).id } : { reference: 'Installation' }),
      }));
    }
  }
  if (tracked && item.serialsAt.van.length > 0) {
    const serial = item.serialsAt.van[0]!;
    await issue(at(calendar.ago({ days: 3, hours: 4 })), item.id, { locationId: van, serials: [serial], reference: 'Replacement' });
    await takeBack(at(calendar.ago({ days: 2, hours: 6 })), item.id, { locationId: warehouse, serials: [serial], condition: chance.isLucky(0.5) ? 'to_test' : 'faulty', reason: 'Does not start' });
    item.serialsAt.van.shift();
    item.free.van -= 1;
  }
  if (!tracked && chance.isLucky(0.3) && item.free.warehouse > 3) await adjust(at(calendar.ago({ days: 6 })), item.id, { locationId: warehouse, change: -2, reason: 'Counted' });
  if (tracked && item.serialsAt.warehouse.length > 3) {
    await reserve(at(calendar.ago({ hours: 20 })), item.id, { locationId: warehouse, serials: item.serialsAt.warehouse.slice(0, 2), reference: 'Installations of tomorrow' });
  }
}

/** Takes as many as there are of what is asked for, and remembers where they are. */
async function go(
  item: Stocked, from: 'warehouse' | 'van', wanted: number, move: (amount: { quantity: number } | { serials: string[] }) => Promise<unknown>, to?: 'van',
): Promise<void> {
  const quantity = Math.min(wanted, item.free[from]);
  if (quantity < 1) return;
  const serials = item.serialsAt[from].splice(0, item.serials === undefined ? 0 : quantity);
  await move(item.serials === undefined ? { quantity } : { serials });
  item.free[from] -= quantity;
  if (!to) return;
  item.free[to] += quantity;
  item.serialsAt[to].push(...serials);
}

function unitOf(item: Stocked): { serial: string; mac: string | null } {
  item.made += 1;
  const turn = (item.made * 7919 + item.sku.length * 104_729) % 0xffffff;
  return { serial: `${item.serials}${turn.toString(36).toUpperCase().padStart(5, '0')}`, mac: item.mac ? `${item.mac}${turn.toString(16).padStart(6, '0')}` : null };
}

/** Something runs low just now, which people are told of as of any other fall; everything before is history. */
export async function useUp(scope: Scope, { sku, keeper, reference }: { sku: string; keeper: Person; reference: string }): Promise<void> {
  const { rows, organizationId, actor } = scope;
  const [item] = await rows<{ id: string; locationId: string; there: number; above: number }>(
    `select i.id, i.location_id as "locationId", v.on_hand - v.reserved as there, i.on_hand - i.reserved - i.low_stock_threshold as above
       from items i join stock_levels v on v.organization_id = $1 and v.item_id = i.id and v.location_id = i.location_id
      where i.organization_id = $1 and i.sku = $2`, [organizationId, sku]);
  if (!item || item.above < 1 || item.there < item.above) return;
  await issue({ ...scope, actor: { ...actor, kind: 'user', userId: keeper.id, name: keeper.name } }, item.id, { locationId: item.locationId, quantity: item.above, reference });
}
