/** The door to invoices for other features. */
export { cancelBillOf, issueInvoice, type BillLine } from './invoice.ts';
export { invoiceRoutes, invoiceView } from './invoice.routes.ts';
