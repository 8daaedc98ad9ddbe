import type { Scope } from '../../../core/in-org.ts';
import { TooManyUntouched } from '../lead.errors.ts';

/** A lead that somebody has and did nothing with yet, in SQL; `l` is the lead. The index `leads_untouched` has exactly these. */
export const untouchedSql = `l.owner_id is not null and l.first_action_at is null and l.deleted_at is null and l.status in ('new', 'in_progress')`;

export interface FullPipeline { id: string; name: string; most: number; untouched: number }

/**
 * The pipelines in which the caller has as many untouched leads as they may have: of them all, or of the one that is named. Where there is a cap the
 * caller's claims go one after the other, else two at once would both be the last one.
 */
export async function fullPipelines({ rows, organizationId, actor }: Scope, pipelineId: string | null): Promise<FullPipeline[]> {
  const [capped] = await rows(
    `select 1 from pipelines where organization_id = $1 and max_untouched_leads is not null and ($2::uuid is null or id = $2) limit 1`,
    [organizationId, pipelineId]);
  if (!capped) return [];
  await rows("select pg_advisory_xact_lock(hashtextextended('lead_claims/' || $1 || '/' || $2, 0))", [organizationId, actor.userId]);
  return rows<FullPipeline>(
    `select p.id, p.name, p.max_untouched_leads as most, c.untouched from pipelines p
      cross join lateral (
        select count(*)::int as untouched from leads l where l.organization_id = $1 and l.pipeline_id = p.id and l.owner_id = $3 and ${untouchedSql}
      ) c
      where p.organization_id = $1 and p.max_untouched_leads <= c.untouched and ($2::uuid is null or p.id = $2) order by p.position, p.id`,
    [organizationId, pipelineId, actor.userId]);
}

/** Throws {@link TooManyUntouched} where the pipeline has a cap and the caller has reached it. */
export async function refuseTooManyUntouched(scope: Scope, pipelineId: string): Promise<void> {
  const [full] = await fullPipelines(scope, pipelineId);
  if (full) throw new TooManyUntouched(full);
}
