import { eraseLead, listDeletedLeads, purgeLead } from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { leadView } from '../leads/index.ts';
import { deletedLeads } from './deleted-leads.ts';
import { eraseLead as erase } from './erase-lead.ts';
import { purgeLead as purge } from './purge-lead.ts';

export function deletedLeadRoutes({ on }: Routes): void {
  on(listDeletedLeads, (scope, { query }) => deletedLeads(scope, query));
  on(purgeLead, async (scope, { params }) => {
    await purge(scope, params.id);
    return {};
  });
  on(eraseLead, async (scope, { params }) => {
    await erase(scope, params.id);
    return leadView(scope, params.id);
  });
}
