/** The door to quotes for other features. */
import { QuoteEntity } from './quote.entity.ts';

export { quoteRoutes } from './quote.routes.ts';
export const quoteEntities = [QuoteEntity];
