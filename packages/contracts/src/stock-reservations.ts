/** What is held for somebody: on hand, but not available to others. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Id, Instant, Nullable, OneOf, Page, Shape, Text, named, paging } from './schemas.ts';
import { Quantity, StockMovement } from './stock-movements.ts';

const tag = 'stock-reservations';

export const ReservationState = OneOf(['held', 'issued', 'released', 'expired'] as const);

export const StockReservation = named('StockReservation', Shape({
  id: Id,
  itemId: Id,
  itemName: Type.String(),
  sku: Type.String(),
  locationId: Id,
  locationName: Type.String(),
  quantity: Type.Integer(),
  state: ReservationState,
  holder: Type.String({ description: 'Whom it is held for, in words.' }),
  subscriberId: Nullable(Id),
  serviceOrderId: Nullable(Id),
  quoteId: Nullable(Id),
  reference: Nullable(Type.String()),
  expiresAt: Nullable(Instant),
  units: Type.Array(Shape({ id: Id, serial: Type.String() }), { description: 'Of a tracked item all of them, or none where it is so many of those that are there.' }),
  createdByName: Type.String(),
  createdAt: Instant,
}));
export type StockReservation = Static<typeof StockReservation>;

export const listStockReservations = endpoint({
  operationId: 'listStockReservations', tag, summary: 'List reservations, newest first', method: 'GET', path: '/stock-reservations', access: 'inventory:read',
  query: Shape({ ...paging, itemId: Type.Optional(Id), locationId: Type.Optional(Id), subscriberId: Type.Optional(Id), serviceOrderId: Type.Optional(Id), quoteId: Type.Optional(Id), state: Type.Optional(ReservationState) }),
  response: Page('StockReservationPage', StockReservation),
});
export const reserveStock = endpoint({
  operationId: 'reserveStock', tag, summary: 'Hold some of an item for somebody', method: 'POST', path: '/items/:id/reserve', access: 'inventory:write', status: 201, params: ById,
  description: 'For a subscriber, a service order or whatever `reference` says. With `expiresAt` it is let go then. 409 `not_enough_stock`.',
  body: named('ReserveStock', Shape({
    locationId: Id, quantity: Type.Optional(Quantity),
    serials: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000]*$' }), { minItems: 1, maxItems: 1000 })),
    subscriberId: Type.Optional(Id), serviceOrderId: Type.Optional(Id), reference: Type.Optional(Nullable(Text(120))), expiresAt: Type.Optional(Nullable(Type.String({ format: 'date-time' }))),
  })),
  response: StockReservation, errors: [404, 409, 422],
});
export const releaseStockReservation = endpoint({
  operationId: 'releaseStockReservation', tag, summary: 'Let go of what is held', method: 'POST', path: '/stock-reservations/:id/release', access: 'inventory:write', params: ById,
  response: StockReservation, errors: [404, 409],
});
export const issueStockReservation = endpoint({
  operationId: 'issueStockReservation', tag, summary: 'Issue what is held to whom it is held for', method: 'POST', path: '/stock-reservations/:id/issue', access: 'inventory:write', status: 201,
  params: ById, response: StockMovement, errors: [404, 409],
});
