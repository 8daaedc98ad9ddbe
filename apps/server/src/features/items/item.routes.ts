import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { itemList, itemView } from './item.view.ts';
import { lookUp, unitList } from './unit.view.ts';
import { changeItem, createItem } from './write-item.ts';

export function itemRoutes({ on }: Routes): void {
  on(contract.listItems, (scope, { query }) => itemList(scope, query));
  on(contract.getItem, (scope, { params }) => itemView(scope, params.id));
  on(contract.createItem, (scope, { body }) => createItem(scope, body));
  on(contract.updateItem, (scope, { params, body, ifMatch }) => changeItem(scope, params.id, body, ifMatch));
  on(contract.deleteItem, async (scope, { params }) => {
    await changeItem(scope, params.id, { isActive: false }, null);
    return {};
  });
  on(contract.listStockUnits, (scope, { query }) => unitList(scope, query));
  on(contract.lookUpCode, (scope, { query }) => lookUp(scope, query.code));
}
