import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';

/** The pipelines of leads that were named; they stay until the end of the transaction. Throws a 422 naming one that there is not. */
export async function knownPipelines({ rows, organizationId }: Scope, pipelineIds: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(pipelineIds.map((id) => id.toLowerCase()))];
  if (wanted.length === 0) return [];
  const found = await rows<{ id: string }>(
    `select id from pipelines where organization_id = $1 and kind = 'lead' and id = any ($2::uuid[]) order by id for key share`, [organizationId, wanted]);
  const strange = wanted.findIndex((id) => !found.some((pipeline) => pipeline.id === id));
  if (strange >= 0) throw new InvalidFields([{ pointer: `/pipelineIds/${strange}`, detail: 'There is no such pipeline of leads.' }]);
  return wanted;
}

/**
 * Before a pipeline goes away: no field names it any more. A field that was for this pipeline only is hidden, because being for no pipeline would mean
 * being for all.
 */
export async function leavePipeline({ rows, organizationId, now }: Scope, pipelineId: string): Promise<void> {
  await rows(
    `update lead_fields set pipeline_ids = array_remove(pipeline_ids, $2::uuid), is_visible = is_visible and cardinality(pipeline_ids) > 1,
            updated_at = $3, version = version + 1
      where organization_id = $1 and $2::uuid = any (pipeline_ids)`, [organizationId, pipelineId, now]);
}
