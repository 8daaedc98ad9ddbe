import type { EquipmentInput } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { insertRows } from '../../core/rows.ts';

/** What is installed with a package, in the order it was written; `o` is the package. */
export const equipmentSql = `
  (select coalesce(json_agg(json_build_object('itemId', i.id, 'itemName', i.name, 'sku', i.sku, 'unit', i.unit, 'serialTracking', i.serial_tracking, 'quantity', e.quantity)
      order by e.position), '[]')
     from offer_equipment e join items i on i.organization_id = $1 and i.id = e.item_id
    where e.organization_id = $1 and e.offer_id = o.id)`;

/** How many of which items these packages come with, each package's in the order it was written. */
export async function equipmentOfMany({ rows, organizationId }: Scope, offerIds: readonly string[]): Promise<(EquipmentInput & { offerId: string })[]> {
  return rows<EquipmentInput & { offerId: string }>(
    'select offer_id as "offerId", item_id as "itemId", quantity from offer_equipment where organization_id = $1 and offer_id = any ($2::uuid[]) order by offer_id, position',
    [organizationId, offerIds]);
}

/** How many of which items a package comes with. */
export const equipmentOf = async (scope: Scope, offerId: string): Promise<EquipmentInput[]> =>
  (await equipmentOfMany(scope, [offerId])).map(({ itemId, quantity }) => ({ itemId, quantity }));

/** Throws a 422 for an item that is not there or withdrawn, unless the package has it already, and for one that is named twice. */
export async function checkEquipment({ rows, organizationId }: Scope, equipment: readonly EquipmentInput[], before: readonly EquipmentInput[] = []): Promise<EquipmentInput[]> {
  const written = equipment.map(({ itemId, quantity }) => ({ itemId: itemId.toLowerCase(), quantity }));
  const known = new Set([
    ...(await rows<{ id: string }>('select id from items where organization_id = $1 and id = any ($2::uuid[]) and is_active', [organizationId, written.map(({ itemId }) => itemId)])).map(({ id }) => id),
    ...before.map(({ itemId }) => itemId),
  ]);
  const errors = written.flatMap(({ itemId }, index) => {
    if (!known.has(itemId)) return [{ pointer: `/equipment/${index}/itemId`, detail: 'There is no such item.' }];
    if (written.findIndex((other) => other.itemId === itemId) < index) return [{ pointer: `/equipment/${index}/itemId`, detail: 'This item is in the list already.' }];
    return [];
  });
  if (errors.length > 0) throw new InvalidFields(errors);
  return written;
}

export async function writeEquipment(scope: Scope, offerId: string, equipment: readonly EquipmentInput[]): Promise<void> {
  await scope.rows('delete from offer_equipment where organization_id = $1 and offer_id = $2', [scope.organizationId, offerId]);
  await insertRows(scope, 'offer_equipment', equipment.map(({ itemId, quantity }, position) => ({ offerId, itemId, quantity, position })));
}
