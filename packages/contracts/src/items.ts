/** What is kept in stock, how much of it there is and where. Quantities change by movements only. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Changes, Id, IdList, Instant, Money, Nullable, OneOf, Page, RequiredText, Search, Shape, Text, Version, named, paging } from './schemas.ts';
import { StockLocationType } from './stock-locations.ts';

const tag = 'items';

export const ItemStatus = OneOf(['in_stock', 'low', 'out_of_stock'] as const, 'By what is available: none, at most the threshold, or more.');
export type ItemStatus = Static<typeof ItemStatus>;
export const unitStates = ['in_stock', 'reserved', 'issued', 'in_transit', 'returned', 'faulty', 'retired'] as const;
export const UnitState = OneOf(unitStates, 'returned: came back and is to be tested.');
export type UnitState = Static<typeof UnitState>;

const quantities = {
  onHand: Type.Integer({ description: 'What is there and good, reserved ones included.' }),
  reserved: Type.Integer(),
  available: Type.Integer({ description: 'On hand less reserved; never negative.' }),
  inTransit: Type.Integer({ description: 'On the way there, not yet confirmed.' }),
  setAside: Type.Integer({ description: 'There, but to be tested or faulty: not on hand.' }),
};

const row = {
  id: Id,
  sku: Type.String(),
  name: Type.String(),
  categoryId: Nullable(Id),
  categoryTitle: Nullable(Type.String()),
  locationId: Nullable(Id),
  locationName: Nullable(Type.String({ description: 'Where it is kept by default.' })),
  serialTracking: Type.Boolean(),
  ...quantities,
  status: ItemStatus,
  lowStockThreshold: Type.Integer(),
  averageCost: Type.String({ description: 'What one costs on average, a decimal amount; the last known cost where there are none.' }),
  value: Type.String({ description: 'What is on hand and in transit, at average cost.' }),
  isActive: Type.Boolean(),
};
export const ItemRow = named('ItemRow', Shape(row));
export type ItemRow = Static<typeof ItemRow>;

export const StockLevel = named('StockLevel', Shape({
  locationId: Id, locationName: Type.String(), locationType: StockLocationType, ...quantities,
}));
export type StockLevel = Static<typeof StockLevel>;

export const Item = named('Item', Shape({
  ...row,
  description: Nullable(Type.String()),
  unit: Type.String({ description: 'What one of it is called, for example piece or metre.' }),
  unitCost: Nullable(Type.String({ description: 'What one is taken to cost where a delivery does not say.' })),
  barcode: Nullable(Type.String()),
  supplier: Nullable(Type.String()),
  levels: Type.Array(StockLevel),
  issuedByWeek: Type.Array(Shape({ week: Type.String({ format: 'date', description: 'Its Monday.' }), quantity: Type.Integer() }), { description: 'Of the last ten weeks, what came back taken off.' }),
  subscribers: Type.Array(Shape({ id: Id, number: Type.String(), name: Type.String(), units: Type.Integer() }), { description: 'Who has units of it, at most 50.' }),
  createdAt: Instant,
  updatedAt: Instant,
  version: Version,
}));
export type Item = Static<typeof Item>;

export const StockUnit = named('StockUnit', Shape({
  id: Id,
  itemId: Id,
  itemName: Type.String(),
  sku: Type.String(),
  serial: Type.String(),
  mac: Nullable(Type.String()),
  state: UnitState,
  locationId: Nullable(Id),
  locationName: Nullable(Type.String()),
  subscriberId: Nullable(Id),
  subscriberName: Nullable(Type.String()),
  serviceOrderId: Nullable(Id),
  serviceOrderNumber: Nullable(Type.String()),
  reservationId: Nullable(Id),
  networkDeviceId: Nullable(Type.String({ format: 'uuid', description: 'Its record as a part of the network, once it was issued.' })),
  changedAt: Instant,
}));
export type StockUnit = Static<typeof StockUnit>;

const fields = {
  sku: RequiredText(60, 'Unique in the organization; kept in capitals.'),
  name: RequiredText(120),
  description: Nullable(Text(1000)),
  categoryId: Nullable(Id),
  locationId: Nullable(Id),
  serialTracking: Type.Boolean(),
  lowStockThreshold: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  unit: RequiredText(20),
  unitCost: Nullable(Money),
  barcode: Nullable(Text(60)),
  supplier: Nullable(Text(120)),
};
const { sku, name, ...rest } = fields;
const filters = {
  q: Type.Optional(Search),
  categoryId: Type.Optional(IdList),
  locationId: Type.Optional(Id),
  status: Type.Optional(Type.String({ pattern: '^(in_stock|low|out_of_stock)(,(in_stock|low|out_of_stock)){0,2}$', description: 'Several separated by commas.' })),
  serialTracking: Type.Optional(Type.Boolean()),
  isActive: Type.Optional(Type.Boolean({ default: true })),
};

export const listItems = endpoint({
  operationId: 'listItems', tag, summary: 'List items', method: 'GET', path: '/items', access: 'inventory:read',
  description: '`categoryId` includes what is in categories below; `locationId` narrows to what is there now.',
  query: Shape({ ...paging, ...filters, sort: Type.Optional(OneOf(['name', 'sku', 'onHand', 'available'] as const)), count: Type.Optional(Type.Boolean()) }),
  response: Page('ItemPage', ItemRow),
});
export const getItem = endpoint({
  operationId: 'getItem', tag, summary: 'One item with its levels', method: 'GET', path: '/items/:id', access: 'inventory:read', params: ById, response: Item, errors: [404],
});
export const createItem = endpoint({
  operationId: 'createItem', tag, summary: 'Add an item', method: 'POST', path: '/items', access: 'inventory:write', status: 201,
  description: 'Without a threshold it has the organization’s default one.',
  body: named('NewItem', Shape({ sku, name, ...Type.Partial(Shape(rest)).properties })), response: Item, errors: [409, 422],
});
export const updateItem = endpoint({
  operationId: 'updateItem', tag, summary: 'Change an item', method: 'PATCH', path: '/items/:id', access: 'inventory:write', params: ById,
  description: '409 `item_in_use` where serial tracking of what has stock or units would change, or what has stock would be withdrawn.',
  body: named('ItemChanges', Changes(Shape({ ...fields, isActive: Type.Boolean() }))), response: Item, errors: [404, 409, 412, 422],
});
export const deleteItem = endpoint({
  operationId: 'deleteItem', tag, summary: 'Withdraw an item of which nothing is left', method: 'DELETE', path: '/items/:id', access: 'inventory:write', status: 204,
  params: ById, errors: [404, 409],
});
export const listStockUnits = endpoint({
  operationId: 'listStockUnits', tag: 'stock-units', summary: 'List units by serial', method: 'GET', path: '/stock-units', access: 'inventory:read',
  query: Shape({
    ...paging, itemId: Type.Optional(Id), locationId: Type.Optional(Id), subscriberId: Type.Optional(Id), serviceOrderId: Type.Optional(Id),
    state: Type.Optional(Type.String({ pattern: `^(${unitStates.join('|')})(,(${unitStates.join('|')})){0,6}$`, description: 'Several separated by commas.' })),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000]*$', description: 'The beginning of a serial.' })),
  }),
  response: Page('StockUnitPage', StockUnit),
});
export const lookUpCode = endpoint({
  operationId: 'lookUpCode', tag: 'inventory', summary: 'What a scanned code stands for', method: 'GET', path: '/inventory/lookup', access: 'inventory:read',
  description: 'A SKU or barcode of an item, a serial or a MAC of a unit, the name of a location; capitals and separators do not matter.',
  query: Shape({ code: Type.String({ minLength: 1, maxLength: 120, pattern: '^[^\\u0000]*$' }) }),
  response: named('CodeMatches', Shape({
    items: Type.Array(Shape({ id: Id, sku: Type.String(), name: Type.String(), serialTracking: Type.Boolean(), onHand: Type.Integer(), available: Type.Integer() })),
    units: Type.Array(StockUnit),
    locations: Type.Array(Shape({ id: Id, name: Type.String() })),
  })),
});
