import { businessHoursAgo } from '../../../core/business-hours.ts';
import { eachOrganization } from '../../../core/each-organization.ts';
import type { Scope } from '../../../core/in-org.ts';
import type { JobDefinition } from '../../../core/jobs.ts';
import { organizationSettings } from '../../../core/organization-settings.ts';
import type { Services } from '../../../core/services.ts';
import { countChange } from '../finding/lead-counts.ts';
import { stepsOfUnclaimed } from '../next-step.ts';
import { untouchedSql } from './untouched-leads.ts';

type Needed = Pick<Services, 'dataSource' | 'inOrg' | 'log'>;

/** Every five minutes, leads that lay untouched for too long go back to the unclaimed. */
export function leadJobs(services: Services): JobDefinition[] {
  return [{
    name: 'return_untouched_leads', retries: 1, expiresAfter: 280, concurrency: 1, cron: '*/5 * * * *',
    run: () => returnUntouchedLeads(services),
  }];
}

/** So many at once, each transaction short. */
const batch = 100;

/** S3-rev: leads whose owner did nothing with them within their pipeline's business hours are anybody's again. */
export async function returnUntouchedLeads(services: Needed): Promise<void> {
  await eachOrganization(services, 'could not be looked through for untouched leads', async (inOrganization) => {
    while (await inOrganization(returnSome) === batch);
  });
}

interface Untouched { id: string; title: string; stageId: string; value: string; ownerId: string; ownerName: string; assignedAt: Date; afterHours: number }

async function returnSome(scope: Scope): Promise<number> {
  const { rows, organizationId, now } = scope;
  const pipelines = await rows<{ id: string; hours: number }>(
    `select id, return_after_business_hours as hours from pipelines
      where organization_id = $1 and kind = 'lead' and return_after_business_hours is not null order by id`, [organizationId]);
  if (pipelines.length === 0) return 0;
  const { businessDays: days, businessFrom: from, businessTo: to, timezone } = await organizationSettings(scope);
  const due = pipelines.map(({ hours }) => businessHoursAgo({ days, from, to, timezone }, now, hours));
  // Who works on a lead at this very moment holds it; it is looked at again next time.
  const returned = await rows<Untouched>(
    `with due as (
       select l.id, l.owner_id, l.assigned_at, d.hours from leads l
         join unnest($2::uuid[], $3::timestamptz[], $4::int[]) as d (pipeline_id, since, hours) on d.pipeline_id = l.pipeline_id
        where l.organization_id = $1 and l.assigned_at <= d.since and ${untouchedSql}
          and not exists (select 1 from conversions c where c.organization_id = $1 and c.id = l.conversion_id and c.state = 'running')
        order by l.id limit ${batch} for update of l skip locked
     )
     update leads l set owner_id = null, assigned_at = null, updated_at = $5, version = l.version + 1
       from due join users u on u.organization_id = $1 and u.id = due.owner_id
      where l.organization_id = $1 and l.id = due.id
      returning l.id, l.title, l.stage_id as "stageId", l.value::text, u.id as "ownerId", u.name as "ownerName", due.assigned_at as "assignedAt",
                due.hours as "afterHours"`,
    [organizationId, pipelines.map(({ id }) => id), due, pipelines.map(({ hours }) => hours), now]);
  for (const { id, stageId, value, ownerId, ownerName, assignedAt, afterHours } of returned) {
    countChange(scope, { stageId, ownerId, value }, { stageId, ownerId: null, value });
    await scope.record('lead.returned', { type: 'lead', id }, {
      from: ownerId, fromName: ownerName, assignedAt, afterBusinessHours: afterHours, reason: 'no_first_action',
    });
  }
  if (returned.length > 0) await stepsOfUnclaimed(scope, returned.map(({ id }) => id));
  return returned.length;
}
