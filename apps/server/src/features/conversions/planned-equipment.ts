import type { ConversionPlan } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { equipmentOf } from '../offers/index.ts';
import { whatCouldBeHeld } from '../stock-movements/index.ts';

/** What the service order will need, and how much of it would be held at this moment. */
export interface PlannedEquipment {
  needs: { itemId: string; quantity: number }[];
  items: { itemId: string; name: string; unit: string; quantity: number; reserved: number; from: string[] }[];
}

/** Of an order for a package; what is held for these quotes is free for it. */
export async function plannedEquipment(scope: Scope, offerId: string, technicianId: string | null, quoteIds: readonly string[]): Promise<PlannedEquipment> {
  const needs = await equipmentOf(scope, offerId);
  if (needs.length === 0) return { needs, items: [] };
  const { rows, organizationId } = scope;
  const names = new Map((await rows<{ id: string; name: string; unit: string }>(
    'select id, name, unit from items where organization_id = $1 and id = any ($2::uuid[])', [organizationId, needs.map(({ itemId }) => itemId)])).map((item) => [item.id, item]));
  const holdings = await whatCouldBeHeld(scope, needs, technicianId, quoteIds);
  return {
    needs,
    items: holdings.map(({ itemId, needed, from }) => ({
      itemId, name: names.get(itemId)!.name, unit: names.get(itemId)!.unit, quantity: needed,
      reserved: from.reduce((total, { quantity }) => total + quantity, 0), from: from.map(({ locationName }) => locationName),
    })),
  };
}

/** A shortage stops nothing, and is said before. */
export function equipmentEffect({ items }: PlannedEquipment): ConversionPlan['effects'] {
  if (items.length === 0) return [];
  const short = items.filter(({ quantity, reserved }) => reserved < quantity);
  const summary = short.length === 0
    ? `${items.length === 1 ? items[0]!.name : `Equipment, ${items.length} items`}, reserved`
    : `Equipment is short: ${short.map(({ name, quantity, reserved }) => `${reserved} of ${quantity} ${name}`).join(', ')}`;
  return [{ kind: 'equipment', summary, details: { items, isShort: short.length > 0 } }];
}
