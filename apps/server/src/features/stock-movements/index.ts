/** The door to the ledger of stock. */
export { balanceSql } from './balances.ts';
export { carryOut, type Movement, type UnitRow } from './carry-out.ts';
export { bringUnits, plainSerial } from './choose-units.ts';
export { letExpiredGo, letOverdueGo } from './expired.ts';
export { heldFor, holdWhatThereIs, NothingToHold, releaseFor, shareOut, stockOf, whatCouldBeHeld, type Holding } from './hold-stock.ts';
export { issueForOrder, type Installed, type Shortfall } from './issue-for-order.ts';
export { told } from './move-stock.ts';
export { UnitNotAvailable } from './stock.errors.ts';
export { watchFall } from './stock-falls.ts';
export { lockItem, openPlaces, type Place, type StockItem } from './stock-item.ts';
export { stockMovementRoutes } from './stock-movement.routes.ts';
export { receive } from './move-stock.ts';
export { reverse } from './undo-movement.ts';
