export { publicQuoteRoutes } from './public-quote.routes.ts';
export { forgetOldCodes } from './quote-codes.ts';
