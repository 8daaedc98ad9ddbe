import type { MoveLead } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { newId } from '../../../core/ids.ts';
import type { Scope } from '../../../core/in-org.ts';
import { applyChanges, expectVersion, isUniqueViolation } from '../../../core/records.ts';
import { stageOf, type KnownStage } from './standing-place.ts';
import { DuplicateLead, PipelineOff, type LeadInTheWay } from '../lead.errors.ts';
import { asksToLeave, confirmExit, type ConfirmedExit } from './exit-criteria.ts';
import { LeadEntity, isStep, openStatuses, type StandingPlace, type Lead } from '../lead.entity.ts';
import { countMove, countMoves } from '../finding/lead-counts.ts';
import { noteManyFigures, noteStays, noteWhatHangs } from '../figures/note-figures.ts';
import { rankAt, rankOnTop } from './lead-rank.ts';
import { catalogueOf } from '../writing/catalogue.ts';
import { findOpenLeadByPhone } from '../writing/duplicates.ts';
import { organizationSettings } from '../../../core/organization-settings.ts';
import { leadView } from '../lead.view.ts';
import { lockLead } from '../lock-lead.ts';

/**
 * Moves a lead to a stage, of its pipeline or another one, or to another place in the stage it stands in. Order is not news: only a change of stage is
 * recorded. Throws what {@link confirmExit} does where it goes forward, `LostReasonMissing`, and {@link PipelineOff}.
 */
export async function moveLead(
  scope: Scope, id: string, { stageId, beforeId, afterId, lostReason, ...confirmation }: Static<typeof MoveLead>, ifMatch: number | null,
): Promise<void> {
  const lead = await lockLead(scope, id, 'leads:move');
  await expectVersion(lead, ifMatch, async () => JSON.parse((await leadView(scope, id)).text) as unknown);
  const stage = await stageOf(scope, stageId);
  const changes = lead.moveTo(stage, lostReason ?? null, scope.now);
  const stays = stage.id === lead.stageId && !beforeId && !afterId;
  if (stays) return;
  const from = stage.id === lead.stageId ? stage : await stageOf(scope, lead.stageId);
  if (stage.pipelineId !== from.pipelineId && !stage.pipelineIsActive) throw new PipelineOff(stage.pipelineName);
  const exit = asksToLeave(from, stage) ? confirmExit(from, confirmation) : null;
  const rank = await rankAt(scope, stage.id, id, { beforeId, afterId });
  await placeLead(scope, lead, { from, to: stage, exit }, { ...changes, rank });
}

/** Puts a locked lead into a stage on top, whoever asks: conversions use it to win a lead and to bring it back. */
export async function putIntoStage(scope: Scope, lead: Lead, to: StandingPlace, changes: Partial<Lead>, exit: ConfirmedExit | null = null): Promise<void> {
  const from = await stageOf(scope, lead.stageId);
  await placeLead(scope, lead, { from, to, exit }, {
    ...changes, pipelineId: to.pipelineId, stageId: to.id, status: to.type,
    ...(to.id === lead.stageId ? {} : { stageEnteredAt: scope.now, rank: await rankOnTop(scope, to.id) }),
  });
}

interface Way { from: KnownStage; to: StandingPlace & { pipelineName?: string; position?: number }; exit: ConfirmedExit | null }

async function placeLead(scope: Scope, lead: Lead, { from, to, exit }: Way, changes: Partial<Lead>): Promise<void> {
  const before = { ...lead };
  const figured = lead.stageId === to.id ? {} : await figuredBy(scope, lead, from, to);
  const uniquePhone = await uniquePhoneIn(scope, lead, to);
  // Follow-ups go by the lead's pipeline.
  const changesPipeline = lead.pipelineId !== to.pipelineId;
  if (changesPipeline) noteWhatHangs(scope, -1, [lead.id]);
  await applyChanges(scope, LeadEntity, lead, { ...changes, ...figured, uniquePhone }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? new DuplicateLead(null) : error;
  });
  if (before.stageId === lead.stageId) return;
  if (changesPipeline) noteWhatHangs(scope, 1, [lead.id]);
  countMove(scope, before, lead, { ...before, leadId: lead.id, enteredAt: before.stageEnteredAt });
  await scope.record('lead.stage_changed', { type: 'lead', id: lead.id }, {
    ...stageChange(from, to), ...(lead.lostReason ? { lostReason: lead.lostReason } : {}), ...(exit ? { exitCriteria: exit } : {}),
  });
}

/** What figures go by: since when it is won or lost, and how far it has come. */
export async function figuredBy(scope: Scope, lead: Lead, from: KnownStage, to: Way['to']): Promise<Partial<Lead>> {
  const { now } = scope;
  return {
    ...(lead.status === to.type ? {} : { wonAt: to.type === 'won' ? now : null, lostAt: to.type === 'lost' ? now : null }),
    furthestStageId: await furthestOf(scope, lead, from, to),
  };
}

async function furthestOf(scope: Scope, lead: Lead, from: KnownStage, to: Way['to']): Promise<string | null> {
  const { furthestStageId } = lead;
  if (from.pipelineId !== to.pipelineId || !furthestStageId) return isStep(to.type) ? to.id : from.pipelineId === to.pipelineId ? furthestStageId : null;
  if (!isStep(to.type) || furthestStageId === to.id) return furthestStageId;
  if (furthestStageId === from.id && to.position !== undefined) return to.position > from.position ? to.id : furthestStageId;
  const known = catalogueOf(scope)?.stages.filter(({ id }) => id === furthestStageId || id === to.id);
  if (known) return known.toSorted((one, other) => other.position - one.position)[0]?.id ?? to.id;
  const [furthest] = await scope.rows<{ id: string }>(
    'select id from stages where organization_id = $1 and id = any ($2::uuid[]) order by position desc limit 1', [scope.organizationId, [furthestStageId, to.id]]);
  return furthest?.id ?? to.id;
}

/** What the event of a move says of the way; the pipelines only where it led to another one. */
export const stageChange = (from: KnownStage, to: Way['to']) => ({
  from: from.id, to: to.id, fromName: from.name, toName: to.name, status: to.type,
  ...(from.pipelineId === to.pipelineId ? {} : {
    fromPipelineId: from.pipelineId, toPipelineId: to.pipelineId, fromPipelineName: from.pipelineName, toPipelineName: to.pipelineName,
  }),
});

/** D3: a phone is unique among open leads, so a lead that becomes open again may find its phone taken. */
export async function uniquePhoneIn(
  scope: Scope, lead: Lead, stage: StandingPlace, holderOf: (phone: string) => Promise<LeadInTheWay | null> = (phone) => findOpenLeadByPhone(scope, phone, lead.id),
): Promise<string | null> {
  if (!openStatuses.includes(stage.type) || !lead.phone) return null;
  if (lead.uniquePhone) return lead.uniquePhone;
  const { uniquePhoneAmongOpenLeads } = await organizationSettings(scope);
  if (!uniquePhoneAmongOpenLeads) return null;
  const other = await holderOf(lead.phone);
  if (other) throw new DuplicateLead(other);
  return lead.phone;
}

/**
 * Moves every lead of a stage to another one in a few statements, whatever their number: for a stage or pipeline that is removed, and a stage that
 * changes its type.
 * Returns how many were moved.
 */
export async function moveAllLeads(scope: Scope, { fromStageId, toStage }: { fromStageId: string; toStage: StandingPlace }): Promise<number> {
  const { rows, organizationId, now, actor } = scope;
  const open = openStatuses.includes(toStage.type);
  const from = await stageOf(scope, fromStageId);
  const to = from.pipelineId === toStage.pipelineId ? toStage : await stageOf(scope, toStage.id);
  const moved = await rows<{ id: string; stageEnteredAt: Date }>(
    'select id, stage_entered_at as "stageEnteredAt" from leads where organization_id = $1 and stage_id = $2 order by id for update', [organizationId, fromStageId]);
  if (moved.length === 0) return 0;
  const ids = moved.map(({ id }) => id);
  const changesPipeline = from.pipelineId !== to.pipelineId;
  const countFigures = (sign: 1 | -1) => {
    noteManyFigures(scope, sign, ids);
    // Follow-ups go by the lead's pipeline.
    if (changesPipeline) noteWhatHangs(scope, sign, ids);
  };
  countFigures(-1);
  await rows(
    `update leads set pipeline_id = $7, stage_id = $3, status = $4, stage_entered_at = case when stage_id = $3 then stage_entered_at else $5 end,
            unique_phone = case when $6 then unique_phone end, updated_at = $5, version = version + 1,
            won_at = case when $4 = 'won' then coalesce(won_at, $5) end, lost_at = case when $4 = 'lost' then coalesce(lost_at, $5) end,
            furthest_stage_id = case when furthest_stage_id is null or furthest_stage_id = stage_id or pipeline_id <> $7 then $8 else furthest_stage_id end
      where organization_id = $1 and id = any ($2::uuid[])`,
    [organizationId, ids, toStage.id, toStage.type, now, open, toStage.pipelineId, isStep(toStage.type) ? toStage.id : null]);
  countFigures(1);
  if (fromStageId === toStage.id) return moved.length;
  noteStays(scope, from, moved);
  const sums = await rows<{ ownerKey: string; leads: number; value: string }>(
    `select owner_key as "ownerKey", count(*)::int as leads, sum(value)::text as value from leads
      where organization_id = $1 and id = any ($2::uuid[]) and deleted_at is null group by owner_key`,
    [organizationId, ids]);
  countMoves(scope, fromStageId, toStage.id, sums);
  // Ids are made here, in order, like those of every other event: timelines page by them.
  await rows(
    `insert into events (organization_id, id, type, subject_type, subject_id, actor_kind, actor_id, actor_name, changes, at)
     select $1, e.id, 'lead.stage_changed', 'lead', e.lead_id, $4, $5, $6, $7::jsonb, $8 from unnest($2::uuid[], $3::uuid[]) as e (id, lead_id)`,
    [organizationId, moved.map(() => newId()), moved.map(({ id }) => id), actor.kind, actor.userId, actor.name,
      JSON.stringify(stageChange(from, to)), now]);
  return moved.length;
}
