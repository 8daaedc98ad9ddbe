/** The first bill of a subscriber, as their conversion made it. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, ExportFormat, Id, Instant, Nullable, OneOf, Page, RequiredText, Search, Shape, Version, named, paging } from './schemas.ts';

const tag = 'invoices';

export const InvoiceKind = OneOf(['invoice', 'proforma'] as const, 'A proforma says what will be billed once the service runs.');
export const invoiceStatuses = ['draft', 'issued', 'paid', 'cancelled'] as const;
export const InvoiceStatus = OneOf(invoiceStatuses);

const row = {
  id: Id,
  number: Type.String({ description: 'For example INV-000001, a proforma PRO-000001; without gaps.' }),
  kind: InvoiceKind,
  status: InvoiceStatus,
  subscriberId: Id,
  subscriberNumber: Type.String(),
  subscriberName: Type.String(),
  currency: Type.String(),
  total: Type.String(),
  issuedOn: Type.String({ format: 'date' }),
  dueOn: Type.String({ format: 'date' }),
  paidOn: Nullable(Type.String({ format: 'date' })),
};
export const InvoiceRow = named('InvoiceRow', Shape(row));
export type InvoiceRow = Static<typeof InvoiceRow>;

export const InvoiceLine = named('InvoiceLine', Shape({
  description: Type.String(), quantity: Type.String(), unitPrice: Type.String(), taxRate: Type.String(), lineTotal: Type.String(), lineTax: Type.String(),
}, { description: 'Rounded once per line (D17).' }));

export const Invoice = named('Invoice', Shape({
  ...row,
  leadId: Nullable(Id),
  conversionId: Nullable(Id),
  taxName: Type.String(),
  subtotal: Type.String(),
  tax: Type.String(),
  lines: Type.Array(InvoiceLine),
  cancelledAt: Nullable(Instant),
  cancelReason: Nullable(Type.String()),
  createdAt: Instant,
  version: Version,
}));
export type Invoice = Static<typeof Invoice>;

const narrowing = {
  subscriberId: Type.Optional(Id), kind: Type.Optional(InvoiceKind),
  status: Type.Optional(Type.String({
    pattern: `^(${invoiceStatuses.join('|')})(,(${invoiceStatuses.join('|')})){0,3}$`, description: 'Several separated by commas; all where left out.',
  })),
  issuedFrom: Type.Optional(Type.String({ format: 'date' })),
  issuedTo: Type.Optional(Type.String({ format: 'date', description: 'That day included.' })),
  overdue: Type.Optional(Type.Boolean({ description: 'Only what should have been paid before today.' })),
  q: Type.Optional(Search),
  sort: Type.Optional(OneOf(['-createdAt', 'dueOn'] as const, 'Newest first, or what is due first.')),
};
export const listInvoices = endpoint({
  operationId: 'listInvoices', tag, summary: 'List invoices and proformas', method: 'GET', path: '/invoices', access: 'invoices:read',
  query: Shape({ ...paging, ...narrowing, count: Type.Optional(Type.Boolean()) }),
  response: Page('InvoicePage', InvoiceRow),
});
export const exportInvoices = endpoint({
  operationId: 'exportInvoices', tag, summary: 'All invoices and proformas that the filters leave, as a file for a spreadsheet', method: 'GET', path: '/invoices/export',
  access: 'invoices:read', answers: 'bytes',
  description: 'Narrowed down and in order as the list is, with what bookkeeping asks for: number, kind, state, subscriber, date, due, paid, net, tax, total and currency. '
    + 'Who exported what, and how many, is an event.',
  query: Shape({ format: ExportFormat, ...narrowing }),
});
export const getInvoice = endpoint({
  operationId: 'getInvoice', tag, summary: 'One invoice with its lines', method: 'GET', path: '/invoices/:id', access: 'invoices:read', params: ById,
  response: Invoice, errors: [404],
});
export const getInvoicePdf = endpoint({
  operationId: 'getInvoicePdf', tag, summary: 'The invoice as a PDF', method: 'GET', path: '/invoices/:id/pdf', access: 'invoices:read', params: ById, answers: 'bytes', errors: [404, 502],
});
export const payInvoice = endpoint({
  operationId: 'payInvoice', tag, summary: 'Note that an invoice was paid', method: 'POST', path: '/invoices/:id/pay', access: 'invoices:write', params: ById,
  body: Shape({ paidOn: Type.Optional(Type.String({ format: 'date', description: 'Today where left out.' })) }), response: Invoice, errors: [404, 409],
});
export const cancelInvoice = endpoint({
  operationId: 'cancelInvoice', tag, summary: 'Cancel an invoice that was not paid; its number stays taken', method: 'POST', path: '/invoices/:id/cancel',
  access: 'invoices:write', params: ById, body: Shape({ reason: RequiredText(500) }), response: Invoice, errors: [404, 409],
});
