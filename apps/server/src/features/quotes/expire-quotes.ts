import { eachOrganization } from '../../core/each-organization.ts';
import type { Scope } from '../../core/in-org.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import type { Services } from '../../core/services.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { quoteLabel } from './quote.entity.ts';
import { withdrawQuotes } from './withdraw-quotes.ts';

/** Small enough for a short transaction. */
const atOnce = 500;

/** S0-10.5-d: every hour, because somewhere a day has just ended. Nobody could accept what has run out in between. */
export function expiryJobs(services: Pick<Services, 'dataSource' | 'inOrg' | 'log'>): JobDefinition[] {
  return [{
    name: 'expire-quotes',
    retries: 2,
    expiresAfter: 600,
    concurrency: 1,
    cron: '3 * * * *',
    run: () => eachOrganization(services, 'could not let quotes expire', async (inOrganization) => {
      while (await inOrganization(expireQuotes) === atOnce);
    }),
  }];
}

/** Lets quotes expire whose last day, in the organization's time zone, is past. Returns how many. */
export async function expireQuotes(scope: Scope): Promise<number> {
  const { timezone } = await organizationSettings(scope);
  const expired = await scope.rows<{ id: string; number: string; revision: number; leadId: string }>(
    `update quotes set status = 'expired', updated_at = $3, version = version + 1
      where organization_id = $1 and id in (
        select id from quotes where organization_id = $1 and status in ('sent', 'on_review') and expires_on < $2::date and deleted_at is null
         order by expires_on limit ${atOnce} for update skip locked)
     returning id, number, revision, lead_id as "leadId"`, [scope.organizationId, dateIn(timezone, scope.now), scope.now]);
  await withdrawQuotes(scope, expired.map(({ id }) => id));
  await scope.recordAll('quote.expired', expired.map((quote) => ({
    subject: { type: 'lead', id: quote.leadId }, changes: { quoteId: quote.id, number: quoteLabel(quote) },
  })));
  return expired.length;
}
