import type { Pipeline } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';

interface Wanted { id?: string; kind?: 'lead' | 'opportunity' }

/** Pipelines with their stages, and how many leads stand in each: what is counted and what is not yet folded into the counts. */
export async function pipelineViews({ rows, organizationId }: Scope, { id, kind }: Wanted = {}): Promise<Pipeline[]> {
  return rows<Pipeline>(
    `with wanted as (
       select * from pipelines p where p.organization_id = $1 and ($2::uuid is null or p.id = $2) and ($3::text is null or p.kind = $3)
     ), standing as (
       select c.stage_id, sum(c.leads)::int as leads from (
         select stage_id, leads from lead_counts where organization_id = $1
         union all
         select stage_id, leads from lead_count_deltas where organization_id = $1
       ) c group by c.stage_id
     ), staged as (
       select s.pipeline_id, json_agg(json_build_object(
           'id', s.id, 'pipelineId', s.pipeline_id, 'name', s.name, 'type', s.type, 'position', s.position,
           'probability', s.probability, 'color', s.color, 'quietAfterDays', s.quiet_after_days,
           'exitCriteria', s.exit_criteria, 'leadCount', coalesce(c.leads, 0), 'version', s.version
         ) order by s.position, s.id) as stages
         from stages s left join standing c on c.stage_id = s.id
        where s.organization_id = $1 and s.pipeline_id in (select id from wanted)
        group by s.pipeline_id
     )
     select w.id, w.name, w.kind, w.is_default as "isDefault", w.is_active as "isActive", w.assignment,
            w.fixed_owner_id as "fixedOwnerId", w.max_untouched_leads as "maxUntouchedLeads",
            w.return_after_business_hours as "returnAfterBusinessHours", coalesce(g.stages, '[]') as stages, w.version
       from wanted w left join staged g on g.pipeline_id = w.id
      order by w.kind, w.is_default desc, w.position, w.id`,
    [organizationId, id ?? null, kind ?? null]);
}

/** One pipeline as the contract shows it. Throws a 404. */
export async function pipelineView(scope: Scope, id: string): Promise<Pipeline> {
  const [pipeline] = await pipelineViews(scope, { id });
  if (!pipeline) throw new NotFound('pipeline');
  return pipeline;
}
