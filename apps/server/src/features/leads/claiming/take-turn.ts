import type { Scope } from '../../../core/in-org.ts';
import { untouchedSql } from './untouched-leads.ts';

/**
 * D15, round robin: the salesperson after the one who had the last turn in this pipeline; null where nobody can take one. Turns are taken one after
 * the other, so leads that come in at the same moment go to different people. Who has reached the pipeline's cap of untouched leads is passed over.
 */
export async function takeTurn({ rows, organizationId }: Scope, pipelineId: string): Promise<string | null> {
  const [turn] = await rows<{ last: string | null }>(
    `insert into pipeline_turns (organization_id, pipeline_id) values ($1, $2)
     on conflict (organization_id, pipeline_id) do update set user_id = pipeline_turns.user_id returning user_id as last`, [organizationId, pipelineId]);
  const [next] = await rows<{ id: string }>(
    `select u.id from users u
       join pipelines p on p.organization_id = $1 and p.id = $2
      where u.organization_id = $1 and u.role = 'sales' and u.disabled_at is null
        and (p.max_untouched_leads is null or p.max_untouched_leads > (
          select count(*) from leads l where l.organization_id = $1 and l.pipeline_id = $2 and l.owner_id = u.id and ${untouchedSql}))
      order by (u.id > $3) desc nulls last, u.id limit 1`, [organizationId, pipelineId, turn!.last]);
  if (!next) return null;
  await rows('update pipeline_turns set user_id = $3 where organization_id = $1 and pipeline_id = $2', [organizationId, pipelineId, next.id]);
  return next.id;
}
