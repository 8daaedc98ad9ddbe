/** The door to quotes for other features. */
import { QuoteEntity } from './quote.entity.ts';

export { chosenLines, usualChoices } from './quote-totals.ts';
export { expireQuotes, expiryJobs } from './expire-quotes.ts';
export { eraseQuotesOf, purgeQuotesOf } from './forget-quotes.ts';
export { quoteRoutes } from './quote.routes.ts';
export { quoteJobs } from './send-quote.ts';
export const quoteEntities = [QuoteEntity];
