import { eachOrganization } from '../../core/each-organization.ts';
import type { Scope } from '../../core/in-org.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import type { Services } from '../../core/services.ts';
import { purgeByRule } from '../deleted-leads/index.ts';
import { forgetFinalMerges } from '../merges/index.ts';
import { forgetOldCodes } from '../public-quotes/index.ts';
import { letOverdueGo } from '../stock-movements/index.ts';

/**
 * Removes what has served its time, every hour: sessions that ended, answers kept for repeated requests, counts of failed sign-ins, deleted
 * leads where the organization has a rule for them, what merges remember once they can no longer be undone, and holds on stock that were for a time.
 */
export function housekeepingJobs(services: Services): JobDefinition[] {
  return [{
    name: 'housekeeping',
    retries: 2,
    expiresAfter: 900,
    concurrency: 1,
    cron: '17 * * * *',
    run: () => tidyUp(services),
  }];
}

type Needed = Pick<Services, 'clock' | 'dataSource' | 'inOrg' | 'log'>;

export async function tidyUp(services: Needed): Promise<void> {
  const { clock, dataSource } = services;
  const dayAgo = new Date(clock.now().getTime() - 86_400_000);
  await dataSource.query(
    'delete from sign_in_attempts where last_failed_at < $1 and (blocked_until is null or blocked_until < $1)', [dayAgo]);
  await eachOrganization(services, 'could not be tidied', async (inOrganization) => {
    await inOrganization(tidyOrganization);
    await inOrganization(forgetFinalMerges);
    await inOrganization(forgetOldCodes);
    await inOrganization(letOverdueGo);
    await purgeByRule(inOrganization);
  });
}

async function tidyOrganization({ rows, organizationId, now }: Scope): Promise<void> {
  await rows('delete from sessions where organization_id = $1 and expires_at <= $2', [organizationId, now]);
  await rows(
    'delete from idempotency_keys where organization_id = $1 and created_at < $2',
    [organizationId, new Date(now.getTime() - 86_400_000)]);
}
