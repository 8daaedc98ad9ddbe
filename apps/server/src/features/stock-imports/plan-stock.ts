import type { Scope } from '../../core/in-org.ts';
import type { StockRow } from './read-stock-row.ts';

export interface KnownItem { id: string; sku: string; name: string; serialTracking: boolean; isActive: boolean; locationId: string | null }

/** What becomes of a row. `item` is there already; where it is null the row is of one that is to be added. */
export interface PlannedStock {
  stock: StockRow;
  item: KnownItem | null;
  /** Whether this is the row that adds the item, or brings a withdrawn one back. */
  brings: boolean;
  tracked: boolean;
  locationId: string | null;
  categoryId: string | null;
  keys: string[];
}
export type Planned = { row: number } & ({ plan: PlannedStock } | { problems: { field: StockField; detail: string }[] });
type StockField = keyof StockRow;

const serialKey = (sku: string, serial: string) => `s:${sku}\u001F${serial}`;
const itemKey = (sku: string, tracked: boolean) => `i:${sku}\u001F${tracked ? 't' : 'c'}`;
const macKey = (mac: string) => `m:${mac}`;
const barcodeKey = (barcode: string) => `b:${barcode}`;

interface World {
  items: Map<string, KnownItem>;
  places: Map<string, { id: string; name: string }>;
  categories: Map<string, string>;
  /** By item and serial where the unit is now. */
  units: Map<string, string>;
  macs: Map<string, string>;
  barcodes: Map<string, string>;
  /** By key the row of this file that said so before. */
  earlier: Map<string, number>;
}

const lower = (text: string) => text.trim().toLowerCase();
const unique = (texts: readonly (string | null)[]): string[] => [...new Set(texts.filter((text) => text !== null))];

async function worldOf(scope: Scope, job: { id: string }, from: number, stock: readonly StockRow[]): Promise<World> {
  const { rows, rowsPlannedAnew, organizationId } = scope;
  const skus = unique(stock.map(({ sku }) => sku));
  const items = await rowsPlannedAnew<KnownItem>(
    `select id, sku, name, serial_tracking as "serialTracking", is_active as "isActive", location_id as "locationId" from items where organization_id = $1 and sku = any ($2::text[])`,
    [organizationId, skus]);
  const places = await rows<{ id: string; name: string }>('select id, name from stock_locations where organization_id = $1 and is_active order by name', [organizationId]);
  const categories = await rows<{ id: string; title: string }>('select id, title from item_categories where organization_id = $1 and is_active', [organizationId]);
  const units = await rowsPlannedAnew<{ itemId: string; serial: string; where: string | null; state: string }>(
    `select u.item_id as "itemId", u.serial, u.state, coalesce(l.name, b.name) as "where" from stock_units u
       left join stock_locations l on l.organization_id = $1 and l.id = u.location_id left join subscribers b on b.organization_id = $1 and b.id = u.subscriber_id
      where u.organization_id = $1 and u.item_id = any ($2::uuid[]) and u.serial = any ($3::text[]) and u.state <> 'retired'`,
    [organizationId, items.map(({ id }) => id), unique(stock.map(({ serial }) => serial))]);
  const macs = await rowsPlannedAnew<{ mac: string; unit: string }>(
    `select u.mac, i.name || ' ' || u.serial as unit from stock_units u join items i on i.organization_id = $1 and i.id = u.item_id
      where u.organization_id = $1 and u.mac = any ($2::text[]) and u.state <> 'retired'`, [organizationId, unique(stock.map(({ mac }) => mac))]);
  const barcodes = await rowsPlannedAnew<{ barcode: string; sku: string }>(
    'select barcode, sku from items where organization_id = $1 and barcode = any ($2::text[])', [organizationId, unique(stock.map(({ barcode }) => barcode))]);
  const wanted = stock.flatMap(({ sku, serial, mac, barcode }) => [
    itemKey(sku, true), itemKey(sku, false), ...(serial ? [serialKey(sku, serial)] : []), ...(mac ? [macKey(mac)] : []), ...(barcode ? [barcodeKey(barcode)] : [])]);
  const earlier = from === 1 ? [] : await rowsPlannedAnew<{ key: string; row: number }>(
    `select k.key, min(r.row)::int as row from job_results r cross join lateral unnest(r.keys) k (key)
      where r.organization_id = $1 and r.job_id = $2 and r.row < $3 and r.keys <> '{}' and k.key = any ($4::text[]) group by 1`, [organizationId, job.id, from, [...new Set(wanted)]]);
  const itemOf = new Map(items.map((item) => [item.id, item.sku]));
  return {
    items: new Map(items.map((item) => [item.sku, item])),
    places: new Map(places.map((place) => [lower(place.name), place])),
    categories: new Map(categories.map(({ id, title }) => [lower(title), id])),
    units: new Map(units.map(({ itemId, serial, state, where }) => [serialKey(itemOf.get(itemId)!, serial), `${state.replaceAll('_', ' ')}${where ? `, ${where}` : ''}`])),
    macs: new Map(macs.map(({ mac, unit }) => [mac, unit])),
    barcodes: new Map(barcodes.map(({ barcode, sku }) => [barcode, sku])),
    earlier: new Map(earlier.map(({ key, row }) => [key, row])),
  };
}

/** Says of each row what becomes of it or what is wrong with it, by what is there and by the rows of the same file before it; writes nothing. */
export async function planStock(scope: Scope, job: { id: string }, from: number, stock: readonly StockRow[]): Promise<Planned[]> {
  const world = await worldOf(scope, job, from, stock);
  return stock.map((one): Planned => {
    const planned = planRow(world, one);
    if ('plan' in planned) for (const key of planned.plan.keys) if (!world.earlier.has(key)) world.earlier.set(key, one.row);
    return planned;
  });
}

function planRow(world: World, stock: StockRow): Planned {
  const { row, sku, serial, mac, quantity, barcode } = stock;
  const item = world.items.get(sku) ?? null;
  const before = (tracked: boolean) => world.earlier.has(itemKey(sku, tracked));
  const isNew = !item && !before(true) && !before(false);
  const tracked = item?.serialTracking ?? (isNew ? serial !== null : before(true));
  const problems: { field: StockField; detail: string }[] = [];
  const wrong = (field: StockField, detail: string) => void problems.push({ field, detail });

  if (isNew && !stock.name) wrong('name', `There is no item ${sku} yet: say what it is called.`);
  if (tracked && !serial && (quantity ?? 0) > 0) wrong('serial', `${sku} is tracked by serial number: one row for each unit.`);
  if (!tracked && serial) wrong('serial', `${sku} is not tracked by serial number; say how many.`);
  const place = placeOf(world, stock, item);
  const moves = serial !== null || (quantity ?? 0) > 0;
  if (moves && !place) wrong('location', stock.location ? `There is no open location ${stock.location.slice(0, 60)}.` : 'Say at which location.');
  const categoryId = stock.category ? world.categories.get(lower(stock.category)) ?? null : null;
  if (stock.category && !categoryId) wrong('category', `There is no category ${stock.category.slice(0, 60)}.`);
  if (serial) {
    const [key, there] = [serialKey(sku, serial), world.units.get(serialKey(sku, serial))];
    if (world.earlier.has(key)) wrong('serial', `${serial} is in row ${world.earlier.get(key)} already.`);
    else if (there) wrong('serial', `${serial} is here already (${there}).`);
  }
  if (mac) {
    const there = world.macs.get(mac);
    if (world.earlier.has(macKey(mac))) wrong('mac', `This MAC address is in row ${world.earlier.get(macKey(mac))} already.`);
    else if (there) wrong('mac', `${there} has this MAC address.`);
  }
  if (barcode && isNew) {
    const other = world.barcodes.get(barcode);
    if (other) wrong('barcode', `${other} has this barcode.`);
    else if (world.earlier.has(barcodeKey(barcode))) wrong('barcode', `This barcode is in row ${world.earlier.get(barcodeKey(barcode))} already.`);
  }
  if (problems.length > 0) return { row, problems };
  const brings = isNew || (item !== null && !item.isActive && !before(item.serialTracking));
  const keys = [
    ...(isNew || brings ? [itemKey(sku, tracked)] : []), ...(serial ? [serialKey(sku, serial)] : []), ...(mac ? [macKey(mac)] : []), ...(barcode && isNew ? [barcodeKey(barcode)] : [])];
  return { row, plan: { stock, item, brings, tracked, locationId: place, categoryId, keys } };
}

/** Where it says, else where the item is kept, else the one place that there is. */
function placeOf({ places }: World, { location }: StockRow, item: KnownItem | null): string | null {
  if (location) return places.get(lower(location))?.id ?? null;
  const open = [...places.values()];
  return open.find(({ id }) => id === item?.locationId)?.id ?? (open.length === 1 ? open[0]!.id : null);
}
