import type { PipelineRemoval } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound, type FieldProblem } from '../../core/problems.ts';
import { lockRecord } from '../../core/records.ts';
import { leavePipeline } from '../lead-fields/index.ts';
import { moveAllLeads } from '../leads/index.ts';
import { PipelineEntity, StageEntity, type Pipeline, type Stage } from './pipeline.entity.ts';
import { DefaultNeeded, DefaultPipeline, LastPipeline, PipelineHasLeads, PipelineInUse } from './pipeline.errors.ts';
import { lockPipelines, makeDefault } from './pipelines.ts';
import { isClosed, leadsIn } from './stage-leads.ts';

/** Removes a pipeline that nothing stands in and no signup form sends leads to; `removePipeline` asks where they go instead. */
export async function deletePipeline(scope: Scope, id: string): Promise<void> {
  const { rows, organizationId } = scope;
  const pipeline = await lockRecord(scope, PipelineEntity, id, 'pipeline');
  if (pipeline.isDefault) throw new DefaultPipeline('removed');
  await rows('select 1 from stages where organization_id = $1 and pipeline_id = $2 order by id for update', [organizationId, id]);
  const [use] = await rows<{ leads: number; deleted: number; signupWidgets: number }>(
    `select (select count(*)::int from leads where organization_id = $1 and pipeline_id = $2) as leads,
            (select count(*)::int from leads where organization_id = $1 and pipeline_id = $2 and deleted_at is not null) as deleted,
            (select count(*)::int from signup_widgets where organization_id = $1 and pipeline_id = $2) as "signupWidgets"`,
    [organizationId, id]);
  const { leads, deleted, signupWidgets } = use!;
  if (leads > 0) {
    const ofThem = deleted > 0 ? `, ${deleted} of them deleted and still to be restored` : '';
    throw new PipelineInUse(`${pipeline.name} has ${leads} leads${ofThem}. Say where they go with its removal, or switch it off.`, { leads });
  }
  if (signupWidgets > 0) {
    throw new PipelineInUse(`A signup form sends its leads to ${pipeline.name}. Point it elsewhere first.`, { signupWidgets });
  }
  await drop(scope, pipeline, {});
}

/** What is left of a pipeline once nothing stands in it any more. */
async function drop(scope: Scope, { id, name }: Pipeline, changes: object): Promise<void> {
  const { rows, tx, organizationId } = scope;
  await rows('delete from pipeline_turns where organization_id = $1 and pipeline_id = $2', [organizationId, id]);
  await leavePipeline(scope, id);
  await tx.delete(StageEntity, { organizationId, pipelineId: id });
  await tx.delete(PipelineEntity, { organizationId, id });
  await scope.record('pipeline.deleted', { type: 'pipeline', id }, { name, ...changes });
}

interface Desk { pipelines: Pipeline[]; stages: Stage[] }

/**
 * Removes a pipeline whatever stands in it: every lead goes where its stage is sent, in one transaction, and is told so on its timeline. Signup forms
 * that led here lead where the leads of their stage go. Returns how many leads went. Throws a 409 naming the stages whose leads have no place to go
 * to, and a 422 for a place that is none.
 */
export async function removePipeline(scope: Scope, id: string, { moveLeads = [], newDefaultId }: PipelineRemoval): Promise<number> {
  const desk = await lockDesk(scope);
  const pipeline = desk.pipelines.find((one) => one.id === id.toLowerCase());
  if (!pipeline) throw new NotFound('pipeline');
  const heir = await heirOf(scope, desk, pipeline, newDefaultId);
  const own = desk.stages.filter(({ pipelineId }) => pipelineId === pipeline.id);
  const targets = targetsOf(desk, pipeline, own, moveLeads);

  const left: { id: string; name: string; leads: number }[] = [];
  let moved = 0;
  for (const stage of own) {
    const { all, leads } = await leadsIn(scope, stage.id);
    const named = targets.get(stage.id);
    if (leads > 0 && !named) left.push({ id: stage.id, name: stage.name, leads });
    // Nobody has to say where deleted leads go; they are given a stage of the same kind to be restored to.
    const to = named ?? usualTarget(desk, heir, stage);
    if (all > 0) await moveAllLeads(scope, { fromStageId: stage.id, toStage: to });
    await redirectSignups(scope, stage, isClosed(to.type) ? usualTarget(desk, heir, { ...stage, type: 'new' }) : to);
    moved += leads;
  }
  if (left.length > 0) throw new PipelineHasLeads(pipeline.name, left);

  await drop(scope, pipeline, { movedLeads: moved, ...(pipeline.isDefault ? { newDefaultId: heir.id, newDefaultName: heir.name } : {}) });
  return moved;
}

/** Every pipeline and stage, held in the order in which everybody holds them: leads may be sent to any of them. */
async function lockDesk(scope: Scope): Promise<Desk> {
  const pipelines = await lockPipelines(scope);
  const stages = await scope.tx.createQueryBuilder(StageEntity, 's')
    .where('s.organizationId = :organizationId', { organizationId: scope.organizationId })
    .orderBy('s.id')
    .setLock('pessimistic_write')
    .getMany();
  return { pipelines, stages: stages.sort((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1)) };
}

/** The pipeline that is the default afterwards; made it, where the one that goes was. */
async function heirOf(scope: Scope, { pipelines }: Desk, pipeline: Pipeline, newDefaultId: string | undefined): Promise<Pipeline> {
  const others = pipelines.filter(({ id, kind }) => kind === pipeline.kind && id !== pipeline.id);
  const usual = others.find(({ isDefault }) => isDefault);
  if (!pipeline.isDefault && usual) {
    if (newDefaultId) throw new InvalidFields([{ pointer: '/newDefaultId', detail: 'The default stays what it is; only its own removal asks for another.' }]);
    return usual;
  }
  const usable = others.filter(({ isActive }) => isActive);
  if (usable.length === 0) throw new LastPipeline(pipeline.name);
  if (!newDefaultId) throw new DefaultNeeded(usable);
  const heir = usable.find(({ id }) => id === newDefaultId.toLowerCase());
  if (!heir) throw new InvalidFields([{ pointer: '/newDefaultId', detail: 'Expected another active pipeline of the same kind.' }]);
  await makeDefault(scope, heir);
  return heir;
}

/** Where each stage's leads are sent. Leads are won and lost one by one; a pipeline that goes away neither closes nor reopens them. */
function targetsOf({ pipelines, stages }: Desk, pipeline: Pipeline, own: readonly Stage[], asked: NonNullable<PipelineRemoval['moveLeads']>): Map<string, Stage> {
  const targets = new Map<string, Stage>();
  const problems: FieldProblem[] = [];
  for (const [index, { fromStageId, toStageId }] of asked.entries()) {
    const complain = (member: string, detail: string) => problems.push({ pointer: `/moveLeads/${index}/${member}`, detail });
    const from = own.find(({ id }) => id === fromStageId.toLowerCase());
    const to = stages.find(({ id }) => id === toStageId.toLowerCase());
    const goal = to && pipelines.find(({ id }) => id === to.pipelineId)!;
    if (!from) complain('fromStageId', 'Expected a stage of this pipeline.');
    else if (targets.has(from.id)) complain('fromStageId', 'This stage is named twice.');
    else if (!to || !goal || goal.kind !== pipeline.kind || goal.id === pipeline.id) complain('toStageId', 'Expected a stage of another pipeline.');
    else if (!goal.isActive) complain('toStageId', `${goal.name} is switched off and takes no leads.`);
    else if (from.type !== to.type && (isClosed(from.type) || isClosed(to.type))) {
      complain('toStageId', `Leads of ${from.name} can only go to ${isClosed(from.type) ? `a stage of type ${from.type}` : 'an open stage'}.`);
    } else targets.set(from.id, to);
  }
  if (problems.length > 0) throw new InvalidFields(problems);
  return targets;
}

/** The stage of a pipeline that is most like this one; every pipeline has a new, a won and a lost one. */
function usualTarget({ stages }: Desk, { id }: Pipeline, { type }: Pick<Stage, 'type'>): Stage {
  const there = stages.filter(({ pipelineId }) => pipelineId === id);
  return there.find((stage) => stage.type === type) ?? there.find((stage) => stage.type === 'new')!;
}

async function redirectSignups({ rows, organizationId, now }: Scope, from: Stage, to: Stage): Promise<void> {
  await rows(
    `update signup_widgets set pipeline_id = $3, stage_id = $4, updated_at = $5, version = version + 1 where organization_id = $1 and stage_id = $2`,
    [organizationId, from.id, to.pipelineId, to.id, now]);
}
