/** The door to quotes on paper for other features. */
export { quoteRenderer, PdfNotDrawn, type QuoteRenderer } from './render-quote.ts';
