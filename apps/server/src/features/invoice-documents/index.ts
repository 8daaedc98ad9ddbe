/** The door to bills on paper. */
export { invoiceDocumentRoutes } from './invoice-document.routes.ts';
