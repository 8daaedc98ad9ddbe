import { systemActor } from '../../core/actor.ts';
import type { Scope } from '../../core/in-org.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import type { Services } from '../../core/services.ts';

/** Removes what has served its time, every hour: sessions that ended, answers kept for repeated requests, counts of failed sign-ins. */
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

/** One organization's trouble does not keep the others from being tidied; the job fails at the end, and is tried again. */
export async function tidyUp({ clock, dataSource, inOrg, log }: Needed): Promise<void> {
  const dayAgo = new Date(clock.now().getTime() - 86_400_000);
  await dataSource.query(
    'delete from sign_in_attempts where last_failed_at < $1 and (blocked_until is null or blocked_until < $1)', [dayAgo]);
  const organizations: { id: string }[] = await dataSource.query('select id from organizations order by id');
  let failed = 0;
  for (const { id } of organizations) {
    await inOrg(systemActor(id), tidyOrganization).catch((error: unknown) => {
      failed += 1;
      log.warn({ err: error, organizationId: id }, 'an organization could not be tidied');
    });
  }
  if (failed > 0) throw new Error(`${failed} of ${organizations.length} organizations could not be tidied.`);
}

async function tidyOrganization({ rows, organizationId, now }: Scope): Promise<void> {
  await rows('delete from sessions where organization_id = $1 and expires_at <= $2', [organizationId, now]);
  await rows(
    'delete from idempotency_keys where organization_id = $1 and created_at < $2',
    [organizationId, new Date(now.getTime() - 86_400_000)]);
}
