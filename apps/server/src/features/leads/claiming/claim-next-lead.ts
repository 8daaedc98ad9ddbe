import type { Scope } from '../../../core/in-org.ts';
import { InvalidFields } from '../../../core/problems.ts';
import { takeLead } from './claim-lead.ts';
import { QueueEmpty, TooManyUntouched } from '../lead.errors.ts';
import { lockAnyLead } from '../lock-lead.ts';
import { fullPipelines } from './untouched-leads.ts';

/** The unclaimed, longest waiting first, of one pipeline or of all. What is being converted waits for that. */
const queueSql = (condition: string) => `
  select l.id from leads l
   where l.organization_id = $1 and l.owner_id is null and l.deleted_at is null and l.status in ('new', 'in_progress')
     and ($2::uuid is null or l.pipeline_id = $2) and ${condition}
     and not exists (select 1 from conversions c where c.organization_id = $1 and c.id = l.conversion_id and c.state = 'running')
   order by l.created_at, l.id limit 1`;

/**
 * Takes the unclaimed lead that has waited longest. Leads that others are taking at this moment are stepped over, so nobody waits and nobody gets
 * the same one. Throws {@link QueueEmpty}, or {@link TooManyUntouched} where only capped pipelines have any left. Returns the lead's id.
 */
export async function claimNextLead(scope: Scope, pipelineId: string | null): Promise<string> {
  const { rows, organizationId } = scope;
  if (pipelineId) await refuseUnknownPipeline(scope, pipelineId);
  const full = await fullPipelines(scope, pipelineId);
  const fullIds = full.map(({ id }) => id);
  const [next] = await rows<{ id: string }>(`${queueSql('l.pipeline_id <> all ($3::uuid[])')} for update of l skip locked`, [organizationId, pipelineId, fullIds]);
  if (!next) {
    const [waiting] = full.length > 0 ? await rows(queueSql('l.pipeline_id = any ($3::uuid[])'), [organizationId, pipelineId, fullIds]) : [];
    throw waiting ? new TooManyUntouched(full[0]!) : new QueueEmpty();
  }
  await takeLead(scope, await lockAnyLead(scope, next.id));
  return next.id;
}

async function refuseUnknownPipeline({ rows, organizationId }: Scope, pipelineId: string): Promise<void> {
  const found = await rows(`select 1 from pipelines where organization_id = $1 and id = $2 and kind = 'lead'`, [organizationId, pipelineId]);
  if (found.length === 0) throw new InvalidFields([{ pointer: '/pipelineId', detail: 'There is no such pipeline of leads.' }]);
}
