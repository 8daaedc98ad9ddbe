/** The door to quotes for the pages that compose them. */
export { QuoteEditor } from './editor/quote-editor.tsx';
export { emptyLine, linesOfOffer } from './editor/draft-lines.ts';
export { QuotesCard } from './quotes-card.tsx';
