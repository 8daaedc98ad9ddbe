import * as contract from '@lastmile/contracts';
import type { JobDefinition } from '../../core/jobs.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { leadView, lockLead } from '../leads/index.ts';
import { createRouterTurns } from '../routers/index.ts';
import { planOf } from './conversion-plan.ts';
import { conversionView } from './conversion.view.ts';
import { convertLead, provisionJob } from './convert-lead.ts';
import { provision } from './provision.ts';
import { reconcile } from './reconcile.ts';
import { reopenLead, reopeningOf } from './reopen-lead.ts';
import { skipStep } from './skip-step.ts';
import { cancelConversion, retryConversion } from './retry-conversion.ts';

export function conversionRoutes({ on }: Routes, { sealer }: Services): void {
  on(contract.planConversion, async (scope, { params, body }) =>
    (await planOf(scope, await lockLead(scope, params.id, 'conversions:write'), body)).view);
  on(contract.convertLead, (scope, { params, body }) => convertLead(scope, sealer, params.id, body));
  on(contract.getConversion, (scope, { params }) => conversionView(scope, params.id));
  on(contract.retryConversion, (scope, { params }) => retryConversion(scope, params.id));
  on(contract.reopenLead, async (scope, { params, body }) => {
    await reopenLead(scope, params.id, body);
    return leadView(scope, params.id);
  });
  on(contract.planReopening, (scope, { params }) => reopeningOf(scope, params.id));
  on(contract.skipConversionStep, (scope, { params, body }) => skipStep(scope, params.id, body));
  on(contract.cancelConversion, (scope, { params }) => cancelConversion(scope, params.id));
}

/** Work that a conversion leaves to the worker. */
export function conversionJobs(services: Services): JobDefinition[] {
  const turns = createRouterTurns(services.databaseUrl);
  return [
    {
      name: provisionJob, retries: 3, expiresAfter: 600, concurrency: 4,
      run: (data) => provision(services, turns, data as { organizationId: string; conversionId: string }),
    },
    { name: 'reconcile_provisioning', retries: 0, expiresAfter: 300, concurrency: 1, cron: '* * * * *', run: () => reconcile(services, turns) },
  ];
}
