/** The door to quotes for other features. */
import { QuoteEntity } from './quote.entity.ts';

export { decideQuote, type Decision } from './decide-quote.ts';
export { expireQuotes, expiryJobs } from './expire-quotes.ts';
export { eraseQuotesOf, purgeQuotesOf } from './forget-quotes.ts';
export type { LockedQuote } from './lock-quote.ts';
export { moveLeadOf } from './move-lead-of.ts';
export { linesOf } from './quote-items.ts';
export { quoteSettings } from './quote-settings.ts';
export { quotesWithStock } from './quote-stock.ts';
export { sealQuoteToken } from './quote-link.ts';
export { chosenLines, knownChoices, lineAmounts, sumsOf, usualChoices } from './quote-totals.ts';
export { quoteValues, timeWords } from './quote-words.ts';
export { QuoteEntity, type Quote } from './quote.entity.ts';
export { sumSql } from './quote.view.ts';
export { quoteRoutes } from './quote.routes.ts';
export { quoteJobs } from './send-waiting.ts';
export { tellOwner } from './tell-owner.ts';
export const quoteEntities = [QuoteEntity];
