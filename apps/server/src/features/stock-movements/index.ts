/** The door to the ledger of stock. */
export { letOverdueGo } from './expired.ts';
export { heldFor, holdWhatThereIs, NothingToHold, releaseFor, whatCouldBeHeld, type Holding } from './hold-stock.ts';
export { issueForOrder, type Installed } from './issue-for-order.ts';
export { stockMovementRoutes } from './stock-movement.routes.ts';
