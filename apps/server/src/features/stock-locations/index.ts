/** The door to stock locations. */
export { stockLocationRoutes } from './stock-location.routes.ts';
