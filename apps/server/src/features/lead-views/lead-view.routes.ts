import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { countViews } from './count-views.ts';
import { changeView, createView, deleteView, listViews, orderViews } from './lead-views.ts';

export function leadViewRoutes({ on }: Routes): void {
  on(contract.listLeadViews, async (scope) => ({ data: [...contract.builtInLeadViews, ...await listViews(scope)] }));
  on(contract.countLeadViews, async (scope, { query }) => ({ data: await countViews(scope, query.pipelineId) }));
  on(contract.createLeadView, (scope, { body }) => createView(scope, body));
  on(contract.updateLeadView, (scope, { params, body, ifMatch }) => changeView(scope, params.id, body, ifMatch));
  on(contract.deleteLeadView, async (scope, { params }) => {
    await deleteView(scope, params.id);
    return {};
  });
  on(contract.orderLeadViews, async (scope, { body }) => ({ data: [...contract.builtInLeadViews, ...await orderViews(scope, body.viewIds)] }));
}
