/** The door to quotes for other features. */
import { QuoteEntity } from './quote.entity.ts';

export { chosenLines, usualChoices } from './quote-totals.ts';
export { quoteRoutes } from './quote.routes.ts';
export const quoteEntities = [QuoteEntity];
