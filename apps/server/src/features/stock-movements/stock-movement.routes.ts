import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { moveInOneGo } from './move-in-one-go.ts';
import { adjust, inspect, issue, receive, takeBack, transfer } from './move-stock.ts';
import { movementList, movementView } from './movement.view.ts';
import { issueHeld, release, reservationList, reserve } from './reservations.ts';
import { confirm, undo } from './undo-movement.ts';

export function stockMovementRoutes({ on }: Routes): void {
  on(contract.receiveStock, (scope, { params, body }) => receive(scope, params.id, body));
  on(contract.issueStock, (scope, { params, body }) => issue(scope, params.id, body));
  on(contract.transferStock, (scope, { params, body }) => transfer(scope, params.id, body));
  on(contract.adjustStock, (scope, { params, body }) => adjust(scope, params.id, body));
  on(contract.returnStock, (scope, { params, body }) => takeBack(scope, params.id, body));
  on(contract.inspectStock, (scope, { params, body }) => inspect(scope, params.id, body));
  on(contract.moveStock, (scope, { body }) => moveInOneGo(scope, body));
  on(contract.listStockMovements, (scope, { query }) => movementList(scope, query));
  on(contract.getStockMovement, (scope, { params }) => movementView(scope, params.id));
  on(contract.reverseStockMovement, (scope, { params, body }) => undo(scope, params.id, body));
  on(contract.confirmStockMovement, (scope, { params, body }) => confirm(scope, params.id, body));
  on(contract.listStockReservations, (scope, { query }) => reservationList(scope, query));
  on(contract.reserveStock, (scope, { params, body }) => reserve(scope, params.id, body));
  on(contract.releaseStockReservation, (scope, { params }) => release(scope, params.id));
  on(contract.issueStockReservation, (scope, { params }) => issueHeld(scope, params.id));
}
