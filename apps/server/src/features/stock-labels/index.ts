/** The door to labels of stock. */
export { stockLabelRoutes } from './stock-label.routes.ts';
