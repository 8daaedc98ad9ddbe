import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { InvalidFields } from '../../core/problems.ts';
import { lockLead, openStatuses, putIntoStage, stageOf, type Lead, type StandingPlace } from '../leads/index.ts';
import { NotConverted } from './conversion.errors.ts';

/**
 * D27: opens a converted lead again. The subscriber and the conversion stay as they are; the lead can be worked on, and is closed again by moving it to a won
 * stage. Throws a 409 where its phone has gone to another open lead, and a 422 for a stage that is not open.
 */
export async function reopenLead(scope: Scope, id: string, { reason, stageId }: { reason: string; stageId?: string }): Promise<void> {
  const { rows, organizationId } = scope;
  const lead = await lockLead(scope, id, 'leads:reopen');
  if (!lead.convertedAt) throw new NotConverted(lead.label);
  const stage = stageId ? await stageOf(scope, stageId) : await firstOpenStage(scope, lead);
  if (stage.pipelineId !== lead.pipelineId || !openStatuses.includes(stage.type)) {
    throw new InvalidFields([{ pointer: '/stageId', detail: 'Choose an open stage of the lead’s pipeline.' }]);
  }
  await putIntoStage(scope, lead, stage, { convertedAt: null });
  const [subscriber] = await rows<{ id: string; number: string }>(
    `select s.id, ${numberSql('subscriber', 's.number')} as number from subscribers s where s.organization_id = $1 and s.lead_id = $2`, [organizationId, id]);
  await scope.record('lead.reopened', { type: 'lead', id }, {
    reason: reason.trim(), stageId: stage.id, stageName: stage.name, subscriberId: subscriber?.id ?? null, subscriberNumber: subscriber?.number ?? null,
  });
}

async function firstOpenStage({ rows, organizationId }: Scope, lead: Lead): Promise<StandingPlace> {
  const [stage] = await rows<StandingPlace>(
    `select id, pipeline_id as "pipelineId", name, type from stages
      where organization_id = $1 and pipeline_id = $2 and type = any ($3) order by (type = 'in_progress') desc, position limit 1`,
    [organizationId, lead.pipelineId, openStatuses]);
  if (!stage) throw new InvalidFields([{ pointer: '/stageId', detail: 'The lead’s pipeline has no open stage.' }]);
  return stage;
}
