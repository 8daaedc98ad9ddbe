/** The door to stocktakes. */
export { stocktakeRoutes } from './stocktake.routes.ts';
