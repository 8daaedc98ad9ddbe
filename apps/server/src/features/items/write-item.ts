import type * as contract from '@lastmile/contracts';
import type { Input, Item } from '@lastmile/contracts';
import Big from 'big.js';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { expectVersion, isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { searchText } from '../../core/search-text.ts';
import { inventorySettings } from '../inventory-settings/index.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';
import { watchFall } from '../stock-movements/index.ts';
import { CodeTaken, ItemInUse } from './item.errors.ts';
import { itemView } from './item.view.ts';

type Fields = NonNullable<Input<typeof contract.updateItem>['body']>;
const text = (written: string | null | undefined): string | null | undefined => (written === undefined ? undefined : written?.trim() || null);

/** As they are kept: SKUs in capitals, amounts with two decimals, blank as nothing. */
function cleaned({ sku, name, description, unit, unitCost, barcode, supplier, ...plain }: Fields) {
  return {
    ...plain, sku: sku?.trim().toUpperCase(), name: name?.trim(), description: text(description), unit: unit?.trim(), barcode: text(barcode), supplier: text(supplier),
    unitCost: unitCost ? new Big(unitCost).toFixed(2) : unitCost,
  };
}

async function checkPlaces({ rows, organizationId }: Scope, { categoryId, locationId }: Fields): Promise<void> {
  const [found] = await rows<{ category: boolean; location: boolean }>(
    `select $2::uuid is null or exists (select from item_categories c where c.organization_id = $1 and c.id = $2 and c.is_active) as category,
            $3::uuid is null or exists (select from stock_locations l where l.organization_id = $1 and l.id = $3 and l.is_active) as location`,
    [organizationId, categoryId ?? null, locationId ?? null]);
  if (!found!.category) throw new InvalidFields([{ pointer: '/categoryId', detail: 'There is no such category.' }]);
  if (!found!.location) throw new InvalidFields([{ pointer: '/locationId', detail: 'There is no such open location.' }]);
}

/** Throws a 409 naming the item that has the code. The unique constraints say the last word. */
async function refuseTaken({ rows, organizationId }: Scope, id: string | null, { sku, barcode }: { sku?: string | undefined; barcode?: string | null | undefined }): Promise<void> {
  const [other] = await rows<{ name: string; sku: string; isSku: boolean }>(
    `select name, sku, coalesce(sku = $2, false) as "isSku" from items where organization_id = $1 and (sku = $2 or barcode = $3) and id is distinct from $4 limit 1`,
    [organizationId, sku ?? null, barcode ?? null, id]);
  if (other) throw new CodeTaken(other.isSku ? 'sku' : 'barcode', other.isSku ? other.sku : barcode!, other.name);
}

const raced = (sku: string) => (error: unknown) => { throw isUniqueViolation(error) ? new CodeTaken('sku', sku, 'Another item') : error; };

export async function createItem(scope: Scope, body: Input<typeof contract.createItem>['body']): Promise<Item> {
  const { organizationId, now } = scope;
  const fields = Object.fromEntries(Object.entries(cleaned(body)).filter(([, value]) => value !== undefined)) as ReturnType<typeof cleaned> & { sku: string; name: string };
  await checkPlaces(scope, body);
  await refuseTaken(scope, null, fields);
  const id = newId();
  const beginning = { serialTracking: false, unit: 'piece', lowStockThreshold: (await inventorySettings(scope)).defaultThreshold };
  await insertRow(scope, 'items', {
    ...beginning, ...fields,
    organizationId, id, searchText: searchText([fields.name, fields.sku, fields.barcode]), createdAt: now, updatedAt: now,
  }).catch(raced(fields.sku));
  await scope.record('item.created', { type: 'item', id }, { sku: fields.sku, name: fields.name });
  return itemView(scope, id);
}

export async function changeItem(scope: Scope, id: string, body: Fields, ifMatch: number | null): Promise<Item> {
  const { rows, organizationId } = scope;
  // The lock that movements take: what is in stock stays as it is read here.
  await rows('select 1 from items where organization_id = $1 and id = $2 for no key update', [organizationId, id]);
  const item = await itemView(scope, id);
  await expectVersion(item, ifMatch, () => item);
  watchFall(scope, { id, available: item.available, threshold: item.lowStockThreshold });
  const changed = changedFields(item, cleaned(body) as Partial<Item>);
  if (Object.keys(changed).length === 0) return item;
  await checkPlaces(scope, { ...(changed.categoryId ? { categoryId: body.categoryId! } : {}), ...(changed.locationId ? { locationId: body.locationId! } : {}) });
  const { sku, barcode } = cleaned(body);
  await refuseTaken(scope, id, { sku, barcode });
  await refuseInUse(scope, item, changed);
  const names = { ...item, ...Object.fromEntries(Object.entries(changed).map(([field, { to }]) => [field, to])) };
  await writeChanges(scope, { table: 'items', id, dated: true }, {
    ...changed, searchText: { from: null, to: searchText([names.name, names.sku, names.barcode]) },
  }).catch(raced(sku ?? item.sku));
  await scope.record('item.updated', { type: 'item', id }, changed);
  return itemView(scope, id);
}

async function refuseInUse({ rows, organizationId }: Scope, item: Item, changed: { [field: string]: unknown }): Promise<void> {
  const some = item.onHand + item.inTransit + item.setAside > 0;
  if ('isActive' in changed && item.isActive && some) throw new ItemInUse(`There is stock of ${item.name}. Use it up or adjust it away first.`);
  if (!('serialTracking' in changed)) return;
  const [unit] = await rows('select 1 from stock_units where organization_id = $1 and item_id = $2 limit 1', [organizationId, item.id]);
  if (some || unit) throw new ItemInUse('What has stock or units keeps how it is tracked.', '/serialTracking');
}
