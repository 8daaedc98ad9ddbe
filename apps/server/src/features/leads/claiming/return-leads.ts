import { businessHoursAgo } from '../../../core/business-hours.ts';
import { eachOrganization } from '../../../core/each-organization.ts';
import type { Scope } from '../../../core/in-org.ts';
import { organizationSettings } from '../../../core/organization-settings.ts';
import type { Services } from '../../../core/services.ts';
import { figuredColumns } from '../figures/lead-facts.ts';
import { countChange, type CountedLead } from '../finding/lead-counts.ts';
import { stepsOfUnclaimed } from '../next-step.ts';
import { untouchedSql } from './untouched-leads.ts';

type Needed = Pick<Services, 'dataSource' | 'inOrg' | 'log'>;

/** So many at once, each transaction short. */
const batch = 100;

/** S3-rev: leads whose owner did nothing with them within their pipeline's business hours are anybody's again. */
export async function returnUntouchedLeads(services: Needed): Promise<void> {
  await eachOrganization(services, 'could not be looked through for untouched leads', async (inOrganization) => {
    while (await inOrganization(returnSome) === batch);
  });
}

interface Untouched extends CountedLead { id: string; title: string; from: string; fromName: string; assignedAt: Date; afterHours: number }

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
      returning l.id, l.title, l.stage_id as "stageId", ${figuredColumns}, u.id as "from", u.name as "fromName", due.assigned_at as "assignedAt",
                due.hours as "afterHours"`,
    [organizationId, pipelines.map(({ id }) => id), due, pipelines.map(({ hours }) => hours), now]);
  for (const { from, fromName, assignedAt, afterHours, ...lead } of returned) {
    countChange(scope, { ...lead, ownerId: from }, lead);
    await scope.record('lead.returned', { type: 'lead', id: lead.id }, {
      from, fromName, assignedAt, afterBusinessHours: afterHours, reason: 'no_first_action',
    });
  }
  if (returned.length > 0) await stepsOfUnclaimed(scope, returned.map(({ id }) => id));
  return returned.length;
}
