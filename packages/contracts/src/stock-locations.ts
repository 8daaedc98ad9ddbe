/** Where stock is kept: warehouses, branches, field offices and vans. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Changes, Id, Instant, List, Nullable, OneOf, PhoneInput, RequiredText, Shape, Text, Version, named } from './schemas.ts';

const tag = 'stock-locations';

export const stockLocationTypes = ['warehouse', 'branch', 'field_office', 'vehicle'] as const;
export const StockLocationType = OneOf(stockLocationTypes);
export type StockLocationType = Static<typeof StockLocationType>;

export const StockLocation = named('StockLocation', Shape({
  id: Id,
  name: Type.String(),
  type: StockLocationType,
  address: Nullable(Type.String()),
  city: Nullable(Type.String()),
  state: Nullable(Type.String()),
  latitude: Nullable(Type.Number()),
  longitude: Nullable(Type.Number()),
  contactPerson: Nullable(Type.String()),
  contactPhone: Nullable(Type.String()),
  popSite: Nullable(Type.String({ description: 'The name of the POP site that it stands at.' })),
  technicianId: Nullable(Type.String({ format: 'uuid', description: 'Whose van it is: what they install is taken from there first.' })),
  technicianName: Nullable(Type.String()),
  isActive: Type.Boolean(),
  items: Type.Integer({ description: 'How many different items are there.' }),
  value: Type.String({ description: 'What is there at average cost, a decimal amount.' }),
  createdAt: Instant,
  version: Version,
}));
export type StockLocation = Static<typeof StockLocation>;

const optional = {
  address: Nullable(Text(300)),
  city: Nullable(Text(100)),
  state: Nullable(Text(100)),
  latitude: Nullable(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Nullable(Type.Number({ minimum: -180, maximum: 180 })),
  contactPerson: Nullable(Text(100)),
  contactPhone: Nullable(PhoneInput),
  popSite: Nullable(Text(100)),
  technicianId: Nullable(Id),
};

export const listStockLocations = endpoint({
  operationId: 'listStockLocations', tag, summary: 'List stock locations by name', method: 'GET', path: '/stock-locations', access: 'inventory:read',
  query: Shape({ isActive: Type.Optional(Type.Boolean()) }), response: List('StockLocationList', StockLocation),
});
export const getStockLocation = endpoint({
  operationId: 'getStockLocation', tag, summary: 'One stock location', method: 'GET', path: '/stock-locations/:id', access: 'inventory:read', params: ById,
  response: StockLocation, errors: [404],
});
export const createStockLocation = endpoint({
  operationId: 'createStockLocation', tag, summary: 'Add a stock location', method: 'POST', path: '/stock-locations', access: 'inventory:manage', status: 201,
  body: named('NewStockLocation', Shape({ name: RequiredText(80), type: StockLocationType, ...Type.Partial(Shape(optional)).properties })),
  response: StockLocation, errors: [409, 422],
});
export const updateStockLocation = endpoint({
  operationId: 'updateStockLocation', tag, summary: 'Change a stock location', method: 'PATCH', path: '/stock-locations/:id', access: 'inventory:manage',
  description: '409 `location_not_empty` where one that holds stock would be made inactive.', params: ById,
  body: named('StockLocationChanges', Changes(Shape({ name: RequiredText(80), type: StockLocationType, ...optional, isActive: Type.Boolean() }))),
  response: StockLocation, errors: [404, 409, 412, 422],
});
export const deleteStockLocation = endpoint({
  operationId: 'deleteStockLocation', tag, summary: 'Close a stock location that is empty', method: 'DELETE', path: '/stock-locations/:id',
  access: 'inventory:manage', status: 204, description: 'Its history stays. 409 `location_not_empty` while something is there, or on the way to it.',
  params: ById, errors: [404, 409],
});
