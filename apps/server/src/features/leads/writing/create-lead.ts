import type { NewLead } from '@lastmile/contracts';
import { newId } from '../../../core/ids.ts';
import type { Scope } from '../../../core/in-org.ts';
import { nextNumber } from '../../../core/numbers.ts';
import { InvalidFields } from '../../../core/problems.ts';
import { insertRow } from '../../../core/rows.ts';
import { placeOfNewLead } from '../moving/standing-place.ts';
import { DuplicateLead, LostReasonMissing } from '../lead.errors.ts';
import { Lead, isStep, type StandingPlace } from '../lead.entity.ts';
import { countChange } from '../finding/lead-counts.ts';
import { derivedFields, refuseMissingFields, writtenFields } from './lead-fields.ts';
import { rankOnTop } from '../moving/lead-rank.ts';
import { tagLead } from './lead-tags.ts';
import { insertFollowUp } from '../next-step.ts';
import { findLeadByReference, findOpenLeadByPhone } from './duplicates.ts';
import { assignableUser } from '../claiming/claim-lead.ts';
import { takeTurn } from '../claiming/take-turn.ts';

/**
 * Makes a lead from what was written and where it was put; what is left out follows from the pipeline and from who makes it. Throws
 * {@link DuplicateLead} where an open lead has the phone or a lead the external reference (D3), and a 422 naming the fields that cannot be so.
 * A lead that a machine makes, whoever's token it has, goes where its pipeline says and is not asked for the fields that people have to fill in.
 */
export async function createLead(scope: Scope, input: NewLead, { byMachine = false } = {}): Promise<{ id: string }> {
  const { pipeline, stage } = await placeOfNewLead(scope, { pipelineId: input.pipelineId, stageId: input.stageId });
  const ownerId = await ownerOfNewLead(scope, input, pipeline, byMachine);
  const written = await writtenFields(scope, { source: 'manual', ...input }, { ownerId });
  const lead = draftLead(scope, input, { written, stage, ownerId });
  lead.number = await nextNumber(scope, 'lead');
  lead.rank = await rankOnTop(scope, stage.id);
  if (!byMachine) await refuseMissingFields(scope, lead);
  Object.assign(lead, await derivedFields(scope, lead));
  const { converting: _, ...columns } = lead;
  if (!await insertRow(scope, 'leads', columns, { orNothing: true })) throw await whatIsInTheWay(scope, lead);
  countChange(scope, null, lead);
  if (input.tagIds?.length) await tagLead(scope, lead, input.tagIds);
  if (lead.nextActivityId) {
    await insertFollowUp(scope, { id: lead.nextActivityId, leadId: lead.id, at: { at: lead.followUpAt!, on: lead.followUpOn }, note: lead.followUpNote });
  }
  await scope.record('lead.created', { type: 'lead', id: lead.id }, { title: lead.title, source: lead.source, stageId: stage.id, ownerId });
  return { id: lead.id };
}

/** A lead before it is one: everything but its number, its place in the stage and what follows from its columns. */
export function draftLead(
  { organizationId, actor, now }: Scope, input: NewLead, { written, stage, ownerId }: { written: Partial<Lead>; stage: StandingPlace; ownerId: string | null },
): Lead {
  return Object.assign(new Lead(), emptyLead, written, {
    organizationId,
    id: newId(),
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    status: stage.type,
    stageEnteredAt: now,
    wonAt: stage.type === 'won' ? now : null,
    ...lostAs(stage, input, now),
    furthestStageId: isStep(stage.type) ? stage.id : null,
    ownerId,
    assignedAt: ownerId ? now : null,
    externalSource: input.externalRef?.source ?? null,
    externalReference: input.externalRef?.reference ?? null,
    nextActivityId: written.followUpAt ? newId() : null,
    createdById: actor.userId,
    createdAt: now,
    updatedAt: now,
    version: 1,
  });
}

/** A lead that another system knows as lost begins lost, with the reason (S0-10.1-f). */
function lostAs({ type, name }: StandingPlace, { lostReason }: NewLead, now: Date): Pick<Lead, 'lostReason' | 'lostAt'> {
  const reason = lostReason?.trim();
  if (type !== 'lost') {
    if (!reason) return { lostReason: null, lostAt: null };
    throw new InvalidFields([{ pointer: '/lostReason', detail: `A lead in ${name} is not lost and has no reason for it.` }]);
  }
  if (!reason) throw new LostReasonMissing();
  return { lostReason: reason, lostAt: now };
}

/** Every column a person may leave empty. The insert names them all, so that every lead is inserted by the same prepared statement. */
const emptyLead: Partial<Lead> = {
  name: null, contactName: null, companyName: null, jobTitle: null, phone: null, email: null, billingEmail: null, location: null, street: null,
  unitNumber: null, city: null, zipCode: null, propertyAddress: null, latitude: null, longitude: null, partner: null, broughtInBy: null,
  broughtInByContact: null, howFoundUs: null, offerId: null, serviceType: null, currentIsp: null, interestReason: null, agreedInstallationFee: null,
  agreedMonthlySubscription: null, hasRouter: null, routerType: null, estimatedValue: null, totalJobsReferred: null, priority: null, rating: null,
  urgency: null, score: null, scoreOverridden: false, probability: null, lostReason: null, lostAt: null, firstActionAt: null, lastActivityAt: null, followUpAt: null, followUpOn: null,
  followUpNote: null, nextActivityId: null, notes: null, doNotContact: null, customFields: {}, conversionId: null, convertedAt: null, subscriberId: null, deletedAt: null,
  deletedById: null,
};

/** D15: who made it by hand keeps it, if selling is their job; else the pipeline says. */
async function ownerOfNewLead(
  scope: Scope, input: NewLead, pipeline: { assignment: string; fixedOwnerId: string | null; id: string }, byMachine: boolean,
): Promise<string | null> {
  const { actor } = scope;
  if (input.ownerId !== undefined) {
    if (input.ownerId === null) return null;
    const reach = actor.role ? actor.grants['leads:assign'] : 'all';
    if (!reach && input.ownerId !== actor.userId) {
      throw new InvalidFields([{ pointer: '/ownerId', detail: 'You can keep a new lead or leave it unclaimed, not give it to somebody else.' }]);
    }
    return assignableUser(scope, input.ownerId);
  }
  if (!byMachine && actor.kind === 'user' && (actor.role === 'sales' || actor.role === 'manager')) return actor.userId;
  if (pipeline.assignment === 'fixed') return pipeline.fixedOwnerId;
  return pipeline.assignment === 'round_robin' ? takeTurn(scope, pipeline.id) : null;
}

async function whatIsInTheWay(scope: Scope, lead: Lead): Promise<DuplicateLead> {
  const samePhone = lead.phone && await findOpenLeadByPhone(scope, lead.phone);
  if (samePhone) return new DuplicateLead(samePhone);
  const { externalSource: source, externalReference: reference } = lead;
  return new DuplicateLead(source && reference ? await findLeadByReference(scope, source, reference) : null, '/externalRef');
}
