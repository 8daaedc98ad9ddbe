import type { getLeadStageTimes, Output } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { mustSeeLead } from './lead-timeline.ts';
import { arrivals } from './timeline-kinds.ts';

type StageTimes = Output<typeof getLeadStageTimes>;

/** How long a lead stood in each stage, worked out of its events: until the next arrival, and where it stands now until this moment. */
export async function stageTimes(scope: Scope, leadId: string): Promise<StageTimes> {
  await mustSeeLead(scope, leadId);
  const data = await scope.rows<StageTimes['data'][number]>(
    `with arrivals as (
       select e.id, e.at, e.changes->>'fromName' as from_name, e.changes->>'toName' as to_name,
              coalesce(e.changes->>'to', e.changes->>'stageId') as stage_id
         from events e
        where e.organization_id = $1 and e.subject_type = 'lead' and e.subject_id = $2 and e.type = any ($3) and e.changes ?| array['to', 'stageId']
     ), stays as (
       select a.stage_id, coalesce(a.to_name, lead(a.from_name) over (order by a.id)) as name, a.at, lead(a.at) over (order by a.id) as until,
              row_number() over (order by a.id) as place
         from arrivals a
     )
     select t.stage_id as "stageId", coalesce((array_agg(t.name order by t.place desc) filter (where t.name is not null))[1], max(s.name), '') as name,
            max(s.type) as type, greatest(0, sum(extract(epoch from coalesce(t.until, $4::timestamptz) - t.at)))::int as seconds, count(*)::int as times,
            bool_or(t.until is null) as "isCurrent"
       from stays t left join stages s on s.organization_id = $1 and s.id::text = t.stage_id
      group by t.stage_id order by min(t.place)`,
    [scope.organizationId, leadId, arrivals, scope.now]);
  return { data };
}
