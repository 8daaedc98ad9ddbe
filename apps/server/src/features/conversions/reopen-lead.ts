import type { Reopening } from '@lastmile/contracts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { LeadEntity, lockLead, mayChange, missingLead, openStatuses, putIntoStage, readableOwners, stageOf, type Lead, type StandingPlace } from '../leads/index.ts';
import { NotConverted } from './conversion.errors.ts';
import { takeBack, whatCouldBeTakenBack } from './take-back.ts';

interface Wanted { reason: string; stageId?: string; withdraw?: boolean }

/**
 * D27: opens a converted lead again. What its conversion made is taken back as far as that is possible, and the lead may be converted anew; or, where that
 * is asked for, everything stays, and the lead is closed again by moving it to a won stage. Throws a 409 where its phone has gone to another open lead, and
 * a 422 for a stage that is not open.
 */
export async function reopenLead(scope: Scope, id: string, { reason, stageId, withdraw = true }: Wanted): Promise<void> {
  const { rows, organizationId } = scope;
  const lead = await lockConverted(scope, id);
  const stage = stageId ? await stageOf(scope, stageId) : await firstOpenStage(scope, lead);
  if (stage.pipelineId !== lead.pipelineId || !openStatuses.includes(stage.type)) {
    throw new InvalidFields([{ pointer: '/stageId', detail: 'Choose an open stage of the lead’s pipeline.' }]);
  }
  const [subscriber] = await rows<{ id: string; number: string }>(
    `select s.id, ${numberSql('subscriber', 's.number')} as number from subscribers s where s.organization_id = $1 and s.id = $2`, [organizationId, lead.subscriberId]);
  const became = withdraw ? await takeBack(scope, lead, reason.trim()) : null;
  await putIntoStage(scope, lead, stage, { convertedAt: null, ...(became ? { subscriberId: null } : {}) });
  await scope.record('lead.reopened', { type: 'lead', id }, {
    reason: reason.trim(), stageId: stage.id, stageName: stage.name, subscriberId: subscriber?.id ?? null, subscriberNumber: subscriber?.number ?? null,
    ...(became ? { takenBack: became.takenBack.map(({ summary }) => summary), stays: became.stays.map(({ summary }) => summary) } : {}),
  });
}

async function lockConverted(scope: Scope, id: string): Promise<Lead> {
  const lead = await lockLead(scope, id, 'leads:reopen');
  if (!lead.convertedAt) throw new NotConverted(lead.label);
  return lead;
}

/** What opening it again would come to; changes nothing. */
export async function reopeningOf(scope: Scope, id: string): Promise<Reopening> {
  const { tx, organizationId, actor } = scope;
  const lead = await tx.findOneBy(LeadEntity, { organizationId, id });
  if (!lead || lead.deletedAt || lead.mergedIntoId) throw await missingLead(scope, id);
  if (readableOwners(actor)?.includes(lead.ownerId ?? nobody) === false) throw new NotFound('lead');
  mayChange(actor, 'leads:reopen', { number: lead.label, ownerId: lead.ownerId });
  if (!lead.convertedAt) throw new NotConverted(lead.label);
  return whatCouldBeTakenBack(scope, lead);
}

async function firstOpenStage({ rows, organizationId }: Scope, lead: Lead): Promise<StandingPlace> {
  const [stage] = await rows<StandingPlace>(
    `select id, pipeline_id as "pipelineId", name, type from stages
      where organization_id = $1 and pipeline_id = $2 and type = any ($3) order by (type = 'in_progress') desc, position limit 1`,
    [organizationId, lead.pipelineId, openStatuses]);
  if (!stage) throw new InvalidFields([{ pointer: '/stageId', detail: 'The lead’s pipeline has no open stage.' }]);
  return stage;
}
