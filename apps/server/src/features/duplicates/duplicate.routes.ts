import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { duplicatePairs, judgePair } from './duplicate-pairs.ts';
import { duplicatesOfLead, duplicatesOfTyped } from './find-duplicates.ts';

export function duplicateRoutes({ on }: Routes): void {
  on(contract.findDuplicates, async (scope, { query }) => ({ data: await duplicatesOfTyped(scope, query) }));
  on(contract.getLeadDuplicates, async (scope, { params }) => ({ data: await duplicatesOfLead(scope, params.id) }));
  on(contract.listDuplicatePairs, (scope, { query }) => duplicatePairs(scope, query));
  on(contract.judgePair, async (scope, { body }) => {
    await judgePair(scope, body.leadIds, body.different);
    return {};
  });
}
