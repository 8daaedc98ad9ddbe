/** The door to figures of the whole stock. */
export { inventoryRoutes } from './inventory.routes.ts';
