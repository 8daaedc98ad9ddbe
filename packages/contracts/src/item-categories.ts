/** What kinds of items there are, as a tree. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Changes, Id, List, Nullable, OneOf, RequiredText, Shape, Text, Version, named } from './schemas.ts';

const tag = 'item-categories';

export const networkDeviceTypes = ['router', 'switch', 'access_point', 'cpe', 'onu', 'server', 'media_converter', 'other'] as const;
export const NetworkDeviceType = OneOf(networkDeviceTypes);
export type NetworkDeviceType = Static<typeof NetworkDeviceType>;
const deviceType = Nullable(OneOf(networkDeviceTypes, 'What a unit of it is in the network once it is issued (S0-10.10-e); that of the category above where null.'));

export const ItemCategory = named('ItemCategory', Shape({
  id: Id,
  title: Type.String(),
  description: Nullable(Type.String()),
  parentId: Nullable(Id),
  deviceType,
  isActive: Type.Boolean(),
  items: Type.Integer({ description: 'How many items are in it, those of categories below not counted.' }),
  version: Version,
}));
export type ItemCategory = Static<typeof ItemCategory>;

const fields = { title: RequiredText(80), description: Nullable(Text(300)), parentId: Nullable(Id), deviceType };

export const listItemCategories = endpoint({
  operationId: 'listItemCategories', tag, summary: 'List categories by title', method: 'GET', path: '/item-categories', access: 'inventory:read',
  response: List('ItemCategoryList', ItemCategory),
});
export const createItemCategory = endpoint({
  operationId: 'createItemCategory', tag, summary: 'Add a category', method: 'POST', path: '/item-categories', access: 'inventory:manage', status: 201,
  body: named('NewItemCategory', Shape({ title: fields.title, description: Type.Optional(fields.description), parentId: Type.Optional(fields.parentId), deviceType: Type.Optional(fields.deviceType) })),
  response: ItemCategory, errors: [409, 422],
});
export const updateItemCategory = endpoint({
  operationId: 'updateItemCategory', tag, summary: 'Change a category, or put it below another', method: 'PATCH', path: '/item-categories/:id',
  access: 'inventory:manage', description: '422 where it would come to be below itself.', params: ById,
  body: named('ItemCategoryChanges', Changes(Shape({ ...fields, isActive: Type.Boolean() }))), response: ItemCategory, errors: [404, 409, 412, 422],
});
export const deleteItemCategory = endpoint({
  operationId: 'deleteItemCategory', tag, summary: 'Close a category that nothing is in', method: 'DELETE', path: '/item-categories/:id',
  access: 'inventory:manage', status: 204, params: ById, errors: [404, 409],
});
