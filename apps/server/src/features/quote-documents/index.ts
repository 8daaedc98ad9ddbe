/** The door to quotes on paper for other features. */
export { quoteDocumentReactions } from './quote-document.reactions.ts';
export { quoteDocumentRoutes } from './quote-document.routes.ts';
export { organizationOnPaper } from './quote-paper.ts';
export { keepAcceptedDocument, logoOf, quotePdf, quotePdfMaker, type QuotePdf } from './quote-pdf.ts';
