/** Figures of the whole stock, its settings, and the proof that its levels are what the ledger says. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Changes, Id, Nullable, OneOf, Shape, Version, named } from './schemas.ts';

const tag = 'inventory';
const Amount = Type.String({ description: 'A decimal amount.' });
const Day = Type.String({ format: 'date' });

export const InventorySummary = named('InventorySummary', Shape({
  items: Type.Integer(),
  low: Type.Integer(),
  outOfStock: Type.Integer(),
  issuedThisMonth: Type.Integer({ description: 'Units issued since the first of the month, what was undone taken off.' }),
  value: Amount,
  inTransit: Type.Integer({ description: 'Transfers that wait to be confirmed.' }),
  categories: Type.Array(Shape({ categoryId: Nullable(Id), title: Nullable(Type.String()), items: Type.Integer(), onHand: Type.Integer(), value: Amount })),
}));
export type InventorySummary = Static<typeof InventorySummary>;
export const getInventorySummary = endpoint({
  operationId: 'getInventorySummary', tag, summary: 'The figures of the overview', method: 'GET', path: '/inventory/summary', access: 'inventory:read', response: InventorySummary,
});

export const InventoryAudit = named('InventoryAudit', Shape({
  checked: Type.Integer({ description: 'Levels, totals and units that were worked out anew.' }),
  differences: Type.Array(Shape({
    what: OneOf(['level', 'total', 'reserved', 'units', 'balance', 'sending'] as const, 'balance: what came and went, of which reports are made.'), itemId: Id, locationId: Nullable(Id), kept: Type.String(), workedOut: Type.String(),
  }), { description: 'At most 100; always none.' }),
}));
export type InventoryAudit = Static<typeof InventoryAudit>;
export const auditInventory = endpoint({
  operationId: 'auditInventory', tag, summary: 'Work every level out anew from the ledger', method: 'GET', path: '/inventory/audit', access: 'inventory:manage', response: InventoryAudit,
});

export const InventorySettings = named('InventorySettings', Shape({
  lowStockNotices: Type.Boolean(),
  defaultThreshold: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'What new items begin with.' }),
  channel: OneOf(['none', 'email', 'sms', 'both'] as const, 'How a fall to low or to none is told, once for each.'),
  recipientIds: Type.Array(Id, { maxItems: 50, description: 'Whom a notice goes to; owners and admins where empty. Who has no phone is told by mail where it says text.' }),
  version: Version,
}));
export type InventorySettings = Static<typeof InventorySettings>;
export const getInventorySettings = endpoint({
  operationId: 'getInventorySettings', tag, summary: 'How low stock is told', method: 'GET', path: '/inventory/settings', access: 'inventory:read', response: InventorySettings,
});
const { version: _version, ...changeable } = InventorySettings.properties;
export const updateInventorySettings = endpoint({
  operationId: 'updateInventorySettings', tag, summary: 'Change how low stock is told', method: 'PATCH', path: '/inventory/settings', access: 'inventory-settings:write',
  body: named('InventorySettingsChanges', Changes(Shape(changeable))), response: InventorySettings, errors: [412, 422],
});
export const applyInventorySettings = endpoint({
  operationId: 'applyInventorySettings', tag, summary: 'Give every item the default threshold', method: 'POST', path: '/inventory/settings/apply', access: 'inventory-settings:write',
  description: 'Settings are for new items; this is for those that exist. What becomes low by it is an event each and one notice together.',
  response: named('AppliedInventorySettings', Shape({ updated: Type.Integer(), low: Type.Integer({ description: 'How many of them became low by it.' }) })),
});

export const inventoryReports = ['valuation', 'movements', 'turnover', 'by-location'] as const;
const period = { from: Type.Optional(Day), to: Type.Optional(Type.String({ format: 'date', description: 'That day included; today where left out.' })) };
const Row = Shape({
  label: Type.String({ description: 'An item or a location.' }), sku: Nullable(Type.String()), itemId: Nullable(Id), locationId: Nullable(Id),
  quantity: Type.Integer(), value: Amount, received: Type.Integer(), issued: Type.Integer(), returned: Type.Integer(), adjusted: Type.Integer(),
  turnover: Nullable(Type.Number({ description: 'How often the average stock was issued in the period.' })),
});
export const InventoryReport = named('InventoryReport', Shape({
  from: Day, to: Day, rows: Type.Array(Row, { description: 'At most 5,000.' }), total: Shape({ quantity: Type.Integer(), value: Amount }),
}));
export type InventoryReport = Static<typeof InventoryReport>;
const ByReport = Shape({ report: OneOf(inventoryReports) });
export const getInventoryReport = endpoint({
  operationId: 'getInventoryReport', tag, summary: 'Valuation, movements, turnover or what is where', method: 'GET', path: '/inventory/reports/:report', access: 'inventory:read',
  description: 'Worked out from the ledger, so `to` may be any day: quantity and value are as of its end, the others within the period (30 days where `from` is left out).',
  params: ByReport, query: Shape(period), response: InventoryReport, errors: [404, 422],
});
export const downloadInventoryReport = endpoint({
  operationId: 'downloadInventoryReport', tag, summary: 'The same as a CSV file', method: 'GET', path: '/inventory/reports/:report/rows.csv', access: 'inventory:read',
  params: ByReport, query: Shape(period), answers: 'bytes', errors: [404, 422],
});
