import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { approve } from './approve-stocktake.ts';
import { count } from './count-stock.ts';
import { cancel, close, reopen, start } from './stocktake.ts';
import { findingList, lineList, stocktakeList, stocktakeView } from './stocktake.view.ts';

export function stocktakeRoutes({ on }: Routes): void {
  on(contract.listStocktakes, (scope, { query }) => stocktakeList(scope, query));
  on(contract.getStocktake, (scope, { params }) => stocktakeView(scope, params.id));
  on(contract.startStocktake, (scope, { body }) => start(scope, body));
  on(contract.listStocktakeLines, (scope, { params, query }) => lineList(scope, params.id, query));
  on(contract.listStocktakeFindings, (scope, { params }) => findingList(scope, params.id));
  on(contract.countStock, (scope, { params, body }) => count(scope, params.id, body));
  on(contract.closeStocktake, (scope, { params, body }) => close(scope, params.id, body));
  on(contract.reopenStocktake, (scope, { params }) => reopen(scope, params.id));
  on(contract.approveStocktake, (scope, { params, body }) => approve(scope, params.id, body));
  on(contract.cancelStocktake, (scope, { params, body }) => cancel(scope, params.id, body.reason));
}
