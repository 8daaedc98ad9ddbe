import * as contract from '@lastmile/contracts';
import type { Lead } from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { leadView } from '../leads/index.ts';
import { mergeLeads } from './merge-leads.ts';
import { mergeList } from './merge-list.ts';
import { mergePlan } from './merge-plan.ts';
import { undoMerge } from './undo-merge.ts';

export function mergeRoutes({ on }: Routes): void {
  on(contract.planMerge, (scope, { query }) => mergePlan(scope, query));
  on(contract.mergeLeads, async (scope, { body }) => {
    const mergeId = await mergeLeads(scope, body);
    return { mergeId, lead: JSON.parse((await leadView(scope, body.keepId)).text) as Lead };
  });
  on(contract.listMerges, (scope, { query }) => mergeList(scope, query));
  on(contract.undoMerge, (scope, { params }) => undoMerge(scope, params.id));
}
