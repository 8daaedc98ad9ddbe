/** The ledger of stock: what came, went and moved. Nothing in it is ever changed; a mistake is undone by its opposite. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Id, Instant, Money, Nullable, OneOf, Page, RequiredText, Shape, Text, named, paging } from './schemas.ts';

const tag = 'stock-movements';

export const movementTypes = ['receive', 'issue', 'transfer', 'adjust', 'return'] as const;
export const MovementType = OneOf(movementTypes);
export type MovementType = Static<typeof MovementType>;
export const StockState = OneOf(['in_stock', 'in_transit', 'set_aside'] as const, 'set_aside: there, but to be tested or faulty.');
export type StockState = Static<typeof StockState>;
export const UnitCondition = OneOf(['good', 'to_test', 'faulty'] as const, 'What is not good is set aside and not on hand.');
export type UnitCondition = Static<typeof UnitCondition>;

export const StockMovement = named('StockMovement', Shape({
  id: Id,
  type: MovementType,
  itemId: Id,
  itemName: Type.String(),
  sku: Type.String(),
  quantity: Type.Integer({ description: 'Negative where it undoes another.' }),
  fromLocationId: Nullable(Id),
  fromLocationName: Nullable(Type.String()),
  fromState: Nullable(StockState),
  toLocationId: Nullable(Id),
  toLocationName: Nullable(Type.String()),
  toState: Nullable(StockState),
  value: Type.String({ description: 'What it added to the value of the stock, negative where it took from it.' }),
  unitCost: Nullable(Type.String()),
  condition: Nullable(UnitCondition),
  reference: Nullable(Type.String()),
  supplier: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  notes: Nullable(Type.String()),
  subscriberId: Nullable(Id),
  subscriberName: Nullable(Type.String()),
  serviceOrderId: Nullable(Id),
  serviceOrderNumber: Nullable(Type.String()),
  reservationId: Nullable(Id),
  stocktakeId: Nullable(Type.String({ format: 'uuid', description: 'The stocktake that found it to be so.' })),
  stocktakeNumber: Nullable(Type.String()),
  confirmsId: Nullable(Id),
  confirmedById: Nullable(Id),
  reversesId: Nullable(Id),
  reversedById: Nullable(Id),
  performedById: Nullable(Id),
  performedByName: Type.String(),
  units: Type.Array(Shape({ id: Id, serial: Type.String(), mac: Nullable(Type.String()) }), { description: 'At most 200 of them.' }),
  isInTransit: Type.Boolean({ description: 'Sent and waiting to be confirmed.' }),
  canReverse: Type.Boolean({ description: 'Neither undone, nor an undoing, nor followed by an arrival.' }),
  createdAt: Instant,
}));
export type StockMovement = Static<typeof StockMovement>;

export const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000 });
export const Serial = Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$', description: 'As on the label; kept in capitals.' });
const Serials = Type.Array(Serial, { minItems: 1, maxItems: 1000, description: 'Instead of a quantity, for items tracked by serial.' });
const Units = Type.Array(Shape({ serial: Serial, mac: Type.Optional(Nullable(Type.String({
  pattern: '^[0-9A-Fa-f]{2}([:.\\-]?[0-9A-Fa-f]{2}){5}$', maxLength: 17, description: 'A MAC address, written any way.',
}))) }), { minItems: 1, maxItems: 1000, description: 'Instead of a quantity, for items tracked by serial.' });
/** An untracked item is counted, a tracked one named. */
const counted = { quantity: Type.Optional(Quantity), serials: Type.Optional(Serials) };
const notes = Type.Optional(Nullable(Text(1000)));
const reference = Type.Optional(Nullable(Text(120)));

const notEnough = '409 `not_enough_stock` says how many are `available` and who holds others (`heldBy`); `unit_not_available` names units that are elsewhere.';
const inTheField = 'Who may only `inventory:move` does so with the vans that are assigned to them: 403 `not_your_van`.';
const movement = { tag: 'items', method: 'POST', status: 201, params: ById, response: StockMovement, errors: [404, 409, 422] } as const;

export const receiveStock = endpoint({
  ...movement, operationId: 'receiveStock', summary: 'Receive a delivery', path: '/items/:id/receive', access: 'inventory:write',
  description: 'Without a unit cost it is taken at the average cost. 409 `serial_taken` names serials that are in use already.',
  body: named('ReceiveStock', Shape({ locationId: Id, quantity: Type.Optional(Quantity), units: Type.Optional(Units), unitCost: Type.Optional(Money), reference, supplier: Type.Optional(Nullable(Text(120))), notes })),
});
export const issueStock = endpoint({
  ...movement, operationId: 'issueStock', summary: 'Issue to a subscriber or a service order', path: '/items/:id/issue', access: 'inventory:write', alsoAccess: 'inventory:move',
  description: `${notEnough} ${inTheField}`,
  body: named('IssueStock', Shape({ locationId: Id, ...counted, subscriberId: Type.Optional(Id), serviceOrderId: Type.Optional(Id), reference, notes })),
});
export const transferStock = endpoint({
  ...movement, operationId: 'transferStock', summary: 'Transfer between locations', path: '/items/:id/transfer', access: 'inventory:write', alsoAccess: 'inventory:move',
  description: `With \`inTransit\` it is on the way until somebody confirms that it arrived; with \`setAside\` what is to be tested or faulty goes, and stays so. ${notEnough} ${inTheField}`,
  body: named('TransferStock', Shape({
    fromLocationId: Id, toLocationId: Id, ...counted, inTransit: Type.Optional(Type.Boolean({ default: false })), setAside: Type.Optional(Type.Boolean({ default: false })), reference, notes,
  })),
});
export const adjustStock = endpoint({
  ...movement, operationId: 'adjustStock', summary: 'Correct what is on hand', path: '/items/:id/adjust', access: 'inventory:manage',
  description: `Of a tracked item, units that were found or serials that are gone. ${notEnough}`,
  body: named('AdjustStock', Shape({
    locationId: Id, change: Type.Optional(Type.Integer({ minimum: -1_000_000, maximum: 1_000_000, description: 'How many more, or fewer where negative.' })),
    units: Type.Optional(Units), serials: Type.Optional(Serials), reason: RequiredText(300), notes,
  })),
});
export const returnStock = endpoint({
  ...movement, operationId: 'returnStock', summary: 'Take back what was issued', path: '/items/:id/return', access: 'inventory:write', alsoAccess: 'inventory:move',
  description: `No more of a counted item comes back than is out, in all and at the subscriber who is named: 409 \`not_issued\` with \`out\`. ${inTheField}`,
  body: named('ReturnStock', Shape({ locationId: Id, ...counted, condition: UnitCondition, subscriberId: Type.Optional(Id), serviceOrderId: Type.Optional(Id), reference, reason: Type.Optional(Nullable(Text(300))), notes })),
});
export const inspectStock = endpoint({
  ...movement, operationId: 'inspectStock', summary: 'Say what became of what is set aside, or set aside what is faulty', path: '/items/:id/inspect', access: 'inventory:write', alsoAccess: 'inventory:move',
  description: `good: from set aside to on hand. faulty: from on hand to set aside. retired: from set aside out of the stock for good. ${notEnough} ${inTheField}`,
  body: named('InspectStock', Shape({ locationId: Id, ...counted, result: OneOf(['good', 'faulty', 'retired'] as const), reason: Type.Optional(Nullable(Text(300))), notes })),
});

const line = Shape({
  itemId: Id, ...counted, units: Type.Optional(Units), unitCost: Type.Optional(Money),
  setAside: Type.Optional(Type.Boolean({ description: 'Of a transfer: what is to be tested or faulty, which stays so. A line of its own beside one of what is good.' })),
});
export const scannedTypes = ['receive', 'issue', 'transfer', 'return'] as const;
export const moveStock = endpoint({
  operationId: 'moveStock', tag, summary: 'Move several items in one go', method: 'POST', path: '/stock-movements', access: 'inventory:write', alsoAccess: 'inventory:move', status: 201,
  description: 'What was scanned in one go, a line for each item: all of it or nothing. 409 `lines_refused` says at `/lines/…` what is wrong with each line that cannot be moved, and '
    + `names in \`lines\` its serials that are not as they have to be. ${inTheField} They receive nothing.`,
  body: named('MoveStock', Shape({
    type: OneOf(scannedTypes),
    locationId: Id,
    toLocationId: Type.Optional(Id),
    inTransit: Type.Optional(Type.Boolean({ description: 'Of a transfer: on the way until somebody confirms that it arrived.' })),
    condition: Type.Optional(UnitCondition),
    subscriberId: Type.Optional(Id), serviceOrderId: Type.Optional(Id), supplier: Type.Optional(Nullable(Text(120))), reference, notes,
    lines: Type.Array(line, { minItems: 1, maxItems: 200, description: 'Units where they are received, serials where they are moved on, as for one item.' }),
  })),
  response: named('MovedStock', Shape({ data: Type.Array(StockMovement, { description: 'One for each line, in their order.' }) })), errors: [409, 422],
});

export const listStockMovements = endpoint({
  operationId: 'listStockMovements', tag, summary: 'List movements, newest first', method: 'GET', path: '/stock-movements', access: 'inventory:read',
  query: Shape({
    ...paging, itemId: Type.Optional(Id), locationId: Type.Optional(Id), unitId: Type.Optional(Id), subscriberId: Type.Optional(Id), serviceOrderId: Type.Optional(Id), stocktakeId: Type.Optional(Id),
    type: Type.Optional(Type.String({ pattern: `^(${movementTypes.join('|')})(,(${movementTypes.join('|')})){0,4}$`, description: 'Several separated by commas.' })),
    inTransit: Type.Optional(Type.Boolean({ description: 'Only what is on its way and waits to be confirmed.' })),
    from: Type.Optional(Type.String({ format: 'date', description: 'A day of the organization’s.' })), to: Type.Optional(Type.String({ format: 'date', description: 'That day included.' })),
  }),
  response: Page('StockMovementPage', StockMovement),
});
export const getStockMovement = endpoint({
  operationId: 'getStockMovement', tag, summary: 'One movement', method: 'GET', path: '/stock-movements/:id', access: 'inventory:read', params: ById, response: StockMovement, errors: [404],
});
export const reverseStockMovement = endpoint({
  operationId: 'reverseStockMovement', tag, summary: 'Undo a movement by its opposite', method: 'POST', path: '/stock-movements/:id/reverse', access: 'inventory:write', alsoAccess: 'inventory:move', status: 201,
  description: 'Once. 409 `already_reversed`, `not_reversible`, `not_enough_stock` or `unit_moved` where what it moved has moved on. An adjustment is undone by who may adjust, '
    + 'what went to or from a van by its technician where they did it themselves.',
  params: ById, body: Shape({ notes }), response: StockMovement, errors: [404, 409],
});
export const confirmStockMovement = endpoint({
  operationId: 'confirmStockMovement', tag, summary: 'Confirm that a transfer arrived', method: 'POST', path: '/stock-movements/:id/confirm', access: 'inventory:write', alsoAccess: 'inventory:move', status: 201,
  description: inTheField,
  params: ById, body: Shape({ notes }), response: StockMovement, errors: [404, 409],
});
