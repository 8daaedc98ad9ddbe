/** Counting what is really at a location, and setting the ledger right by what was found. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Id, Instant, Limit, Cursor, Nullable, OneOf, Page, RequiredText, Shape, Text, Version, named, paging } from './schemas.ts';
import { Serial } from './stock-movements.ts';

const tag = 'stocktakes';

export const stocktakeStatuses = ['counting', 'closed', 'approved', 'cancelled'] as const;
export const StocktakeStatus = OneOf(stocktakeStatuses, 'closed: counted, and waiting for somebody to approve what was found.');
export type StocktakeStatus = Static<typeof StocktakeStatus>;

const amount = (description: string) => Nullable(Type.String({ description: `${description}, a decimal amount; null while a blind one is being counted.` }));
const many = (description: string) => Nullable(Type.Integer({ description: `${description}; null while a blind one is being counted.` }));
const row = {
  id: Id,
  number: Type.String({ description: 'For example ST-000003.' }),
  locationId: Id,
  locationName: Type.String(),
  categoryId: Nullable(Id),
  categoryTitle: Nullable(Type.String()),
  isBlind: Type.Boolean({ description: 'Whoever counts is not told what is expected.' }),
  status: StocktakeStatus,
  lines: Type.Integer({ description: 'Items that are to be counted, or were.' }),
  linesCounted: Type.Integer(),
  missing: many('How many are not there'),
  surplus: many('How many are there and were not known'),
  misplaced: many('How many serials are here and should be elsewhere'),
  missingValue: amount('What is missing is worth'),
  surplusValue: amount('What is surplus is worth'),
  value: amount('What it adds to the value of the stock, negative where it takes from it'),
  startedByName: Type.String(),
  startedAt: Instant,
  closedAt: Nullable(Instant),
  approvedAt: Nullable(Instant),
  cancelledAt: Nullable(Instant),
  version: Version,
};
export const StocktakeRow = named('StocktakeRow', Shape(row));
export type StocktakeRow = Static<typeof StocktakeRow>;

export const Stocktake = named('Stocktake', Shape({
  ...row,
  notes: Nullable(Type.String()),
  closedByName: Nullable(Type.String()),
  approvedByName: Nullable(Type.String()),
  cancelledByName: Nullable(Type.String()),
  cancelReason: Nullable(Type.String()),
  serialsSeen: Type.Integer(),
  counters: Type.Array(Shape({ name: Type.String(), items: Type.Integer(), lastAt: Instant }), { description: 'Who counted how many different items.' }),
  can: Shape({ count: Type.Boolean(), close: Type.Boolean(), reopen: Type.Boolean(), approve: Type.Boolean(), cancel: Type.Boolean() }),
}));
export type Stocktake = Static<typeof Stocktake>;

export const StocktakeLine = named('StocktakeLine', Shape({
  itemId: Id,
  itemName: Type.String(),
  sku: Type.String(),
  unit: Type.String(),
  barcode: Nullable(Type.String()),
  serialTracking: Type.Boolean(),
  counted: Nullable(Type.Integer({ description: 'Null while it was not counted.' })),
  countedAt: Nullable(Instant),
  countedByName: Nullable(Type.String()),
  expected: many('What the ledger said when it was counted; of a tracked item when the stocktake began'),
  missing: many('How many are not there'),
  surplus: many('How many are there and were not known'),
  misplaced: many('How many serials are here and should be elsewhere'),
  value: amount('What that comes to'),
}));
export type StocktakeLine = Static<typeof StocktakeLine>;

export const findingKinds = ['missing', 'unknown', 'found_again', 'elsewhere', 'issued', 'set_aside', 'in_transit'] as const;
export const StocktakeFinding = named('StocktakeFinding', Shape({
  itemId: Id,
  itemName: Type.String(),
  serial: Type.String(),
  kind: OneOf(findingKinds, 'set_aside and in_transit are told and change nothing: what is on its way is confirmed by whoever has it.'),
  where: Nullable(Type.String({ description: 'Where the ledger has it.' })),
}));
export type StocktakeFinding = Static<typeof StocktakeFinding>;

export const listStocktakes = endpoint({
  operationId: 'listStocktakes', tag, summary: 'List stocktakes, newest first', method: 'GET', path: '/stocktakes', access: 'inventory:read',
  query: Shape({ ...paging, locationId: Type.Optional(Id), status: Type.Optional(StocktakeStatus) }), response: Page('StocktakePage', StocktakeRow),
});
export const getStocktake = endpoint({
  operationId: 'getStocktake', tag, summary: 'One stocktake and how far it is', method: 'GET', path: '/stocktakes/:id', access: 'inventory:read', params: ById, response: Stocktake, errors: [404],
});
export const startStocktake = endpoint({
  operationId: 'startStocktake', tag, summary: 'Begin to count a location', method: 'POST', path: '/stocktakes', access: 'inventory:write', status: 201,
  description: 'The whole location or the items of a category, with those below. 409 `stocktake_open` while another is under way there.',
  body: named('StartStocktake', Shape({
    locationId: Id, categoryId: Type.Optional(Nullable(Id)), isBlind: Type.Optional(Type.Boolean({ default: true })), notes: Type.Optional(Nullable(Text(1000))),
  })),
  response: Stocktake, errors: [409, 422],
});
export const listStocktakeLines = endpoint({
  operationId: 'listStocktakeLines', tag, summary: 'What is to be counted and what was, by name', method: 'GET', path: '/stocktakes/:id/lines', access: 'inventory:read', params: ById,
  query: Shape({
    limit: Type.Optional(Limit(100)), cursor: Type.Optional(Cursor), q: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$', description: 'Part of a name, SKU or barcode.' })),
    show: Type.Optional(OneOf(['open', 'counted', 'different'] as const, 'different: something is missing, surplus or misplaced.')),
  }),
  response: Page('StocktakeLinePage', StocktakeLine), errors: [404],
});
export const listStocktakeFindings = endpoint({
  operationId: 'listStocktakeFindings', tag, summary: 'Serials that are not where they should be', method: 'GET', path: '/stocktakes/:id/findings', access: 'inventory:read', params: ById,
  description: 'None while a blind one is being counted, and none once it was approved: its movements say it then. At most 1,000.',
  response: named('StocktakeFindings', Shape({ data: Type.Array(StocktakeFinding) })), errors: [404],
});

const mode = OneOf(['add', 'replace', 'remove'] as const, 'add: besides what was counted already; replace: instead of it; remove: these serials were not seen after all.');
export const countStock = endpoint({
  operationId: 'countStock', tag, summary: 'Say how many there are, or which serials', method: 'POST', path: '/stocktakes/:id/counts', access: 'inventory:write', params: ById,
  description: 'A counted item by its number, compared with the ledger of that moment; 409 `stock_moved` where it moved since its first part was counted: count all of it anew and replace. '
    + 'Serials without an item find theirs; those that nothing has are told and not counted until their item is said.',
  body: named('CountStock', Shape({
    itemId: Type.Optional(Id), quantity: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })), mode: Type.Optional(mode),
    serials: Type.Optional(Type.Array(Serial, { maxItems: 1000 })),
  })),
  response: named('StocktakeCount', Shape({
    lines: Type.Array(StocktakeLine, { description: 'Those that it was about, as they are now.' }),
    serials: Type.Array(Shape({
      serial: Type.String(), itemName: Nullable(Type.String()),
      result: OneOf(['counted', 'counted_already', 'removed', 'unknown', 'several_items', 'other_category'] as const),
    })),
  })),
  errors: [404, 409, 422],
});
export const closeStocktake = endpoint({
  operationId: 'closeStocktake', tag, summary: 'End the counting and see what was found', method: 'POST', path: '/stocktakes/:id/close', access: 'inventory:write', params: ById,
  description: '409 `not_counted` names items that nobody counted, unless it is said what they mean.',
  body: Shape({ uncounted: Type.Optional(OneOf(['leave', 'none_there'] as const, 'leave: they stay as the ledger has them; none_there: none of them is there.')) }),
  response: Stocktake, errors: [404, 409],
});
export const reopenStocktake = endpoint({
  operationId: 'reopenStocktake', tag, summary: 'Go on counting', method: 'POST', path: '/stocktakes/:id/reopen', access: 'inventory:write', params: ById, response: Stocktake, errors: [404, 409],
});
export const approveStocktake = endpoint({
  operationId: 'approveStocktake', tag, summary: 'Set the ledger right by what was found', method: 'POST', path: '/stocktakes/:id/approve', access: 'inventory:manage', params: ById,
  description: 'All of it or nothing: adjustments, transfers of what was misplaced and returns of what was issued, each with the stocktake as its reason. '
    + '409 `not_enough_stock` or `unit_not_available` where what is missing is held for somebody, who is named.',
  body: Shape({ notes: Type.Optional(Nullable(Text(1000))) }), response: Stocktake, errors: [404, 409],
});
export const cancelStocktake = endpoint({
  operationId: 'cancelStocktake', tag, summary: 'Give a stocktake up; nothing changes', method: 'POST', path: '/stocktakes/:id/cancel', access: 'inventory:manage', params: ById,
  body: Shape({ reason: RequiredText(300) }), response: Stocktake, errors: [404, 409],
});
