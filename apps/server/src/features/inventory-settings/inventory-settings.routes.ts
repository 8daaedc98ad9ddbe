import * as contract from '@lastmile/contracts';
import type { Input, InventorySettings } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import type { Routes } from '../../core/routes.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';
import { inventorySettings } from './inventory-settings.ts';

async function change(scope: Scope, changes: NonNullable<Input<typeof contract.updateInventorySettings>['body']>, ifMatch: number | null): Promise<InventorySettings> {
  const { rows, organizationId } = scope;
  const before = await inventorySettings(scope, { lock: true });
  await expectVersion(before, ifMatch, () => before);
  const changed = changedFields(before, changes as Partial<InventorySettings>);
  if (changed.recipientIds) {
    const known = await rows<{ id: string }>(
      'select id from users where organization_id = $1 and id = any ($2::uuid[]) and disabled_at is null', [organizationId, changes.recipientIds]);
    const unknown = changes.recipientIds!.findIndex((id) => !known.some((user) => user.id === id.toLowerCase()));
    if (unknown >= 0) throw new InvalidFields([{ pointer: `/recipientIds/${unknown}`, detail: 'There is nobody like that.' }]);
  }
  await writeChanges(scope, { table: 'inventory_settings', id: null, dated: true }, changed);
  if (Object.keys(changed).length > 0) await scope.record('inventory_settings.updated', { type: 'organization', id: organizationId }, changed);
  return inventorySettings(scope);
}

/** How many of those that became low are named; the others are counted. */
const mostNamed = 20;

/** S0-10.11-g: settings are for new items; this is for those that exist. What became low by it is one event each, and one notice together. */
async function apply(scope: Scope): Promise<{ updated: number; low: number }> {
  const { rows, organizationId, now } = scope;
  const { defaultThreshold } = await inventorySettings(scope);
  const updated = await rows<{ id: string; sku: string; name: string; available: number; before: number }>(
    `with due as (select id, low_stock_threshold as before from items where organization_id = $1 and low_stock_threshold <> $2 and is_active order by id for no key update)
     update items i set low_stock_threshold = $2, updated_at = $3, version = version + 1 from due where i.organization_id = $1 and i.id = due.id
     returning i.id, i.sku, i.name, i.on_hand - i.reserved as available, due.before`,
    [organizationId, defaultThreshold, now]);
  const low = updated.filter(({ available, before }) => available > before && available <= defaultThreshold)
    .toSorted((left, right) => left.available - right.available || left.name.localeCompare(right.name));
  await scope.recordAll('inventory.low_stock', low.map(({ id, sku, name, available }) => (
    { subject: { type: 'item', id }, changes: { sku, name, available, threshold: defaultThreshold, together: true } })));
  await scope.record('inventory_settings.applied', { type: 'organization', id: organizationId }, {
    defaultThreshold, updated: updated.length, low: low.length, named: low.slice(0, mostNamed).map(({ sku, name, available }) => ({ sku, name, available })),
  });
  return { updated: updated.length, low: low.length };
}

export function inventorySettingsRoutes({ on }: Routes): void {
  on(contract.getInventorySettings, (scope) => inventorySettings(scope));
  on(contract.updateInventorySettings, (scope, { body, ifMatch }) => change(scope, body, ifMatch));
  on(contract.applyInventorySettings, (scope) => apply(scope));
}
