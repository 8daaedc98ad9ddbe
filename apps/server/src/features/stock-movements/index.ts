/** The door to the ledger of stock. */
export { letOverdueGo } from './expired.ts';
export { endHeldFor } from './reservations.ts';
export { stockMovementRoutes } from './stock-movement.routes.ts';
export { receive } from './move-stock.ts';
export { reverse } from './undo-movement.ts';
