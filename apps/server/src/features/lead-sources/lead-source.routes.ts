import { createLeadSource, listLeadSources, updateLeadSource } from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { changeLeadSource, createLeadSource as addSource, listLeadSources as sources } from './lead-sources.ts';

export function leadSourceRoutes({ on }: Routes): void {
  on(listLeadSources, async (scope) => ({ data: await sources(scope) }));
  on(createLeadSource, (scope, { body }) => addSource(scope, body));
  on(updateLeadSource, (scope, { params, body, ifMatch }) => changeLeadSource(scope, params.id, body, ifMatch));
}
