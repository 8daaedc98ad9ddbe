/** What a package comes with: how many of which items. */
import { Type, type Static } from 'typebox';
import { Id, Shape, named } from './schemas.ts';

export const mostEquipment = 30;
const quantity = Type.Integer({ minimum: 1, maximum: 100_000 });

export const EquipmentInput = named('EquipmentInput', Shape({ itemId: Id, quantity }));
export type EquipmentInput = Static<typeof EquipmentInput>;

export const Equipment = named('Equipment', Shape({
  itemId: Id,
  itemName: Type.String(),
  sku: Type.String(),
  unit: Type.String({ description: 'What one of it is called, for example piece or metre.' }),
  serialTracking: Type.Boolean(),
  quantity,
}));
export type Equipment = Static<typeof Equipment>;
