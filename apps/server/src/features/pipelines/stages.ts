import type { NewStage, Pipeline as PipelineView, StageChanges } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { applyChanges, expectVersion, isUniqueViolation, lockRecord } from '../../core/records.ts';
import { PipelineEntity, StageEntity, type Stage } from './pipeline.entity.ts';
import { ConvertedLeadsStay, StageNameTaken, StageTypeMissing, WouldCloseLeads } from './pipeline.errors.ts';
import { pipelineView } from './pipeline.view.ts';
import { newStage, tidyCriteria } from './stage-defaults.ts';
import { isClosed, leadsIn, retypeLeads } from './stage-leads.ts';

/** The stages of a pipeline in their order, both held: one at a time changes what stages a pipeline has. Throws a 404. */
export async function lockStages(scope: Scope, pipelineId: string): Promise<Stage[]> {
  const { tx, organizationId } = scope;
  await lockRecord(scope, PipelineEntity, pipelineId, 'pipeline');
  // In the order of their ids, as everybody locks them; leads are put into stages under a weaker lock that waits for this one.
  const stages = await tx.createQueryBuilder(StageEntity, 's')
    .where('s.organizationId = :organizationId and s.pipelineId = :pipelineId', { organizationId, pipelineId })
    .orderBy('s.id')
    .setLock('pessimistic_write')
    .getMany();
  return stages.sort((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1));
}

/** Adds a stage: an open one after the last open one, a won or lost one at the end. */
export async function createStage(scope: Scope, pipelineId: string, body: Static<typeof NewStage>): Promise<PipelineView> {
  const stages = await lockStages(scope, pipelineId);
  const place = isClosed(body.type) ? stages.length : stages.findLastIndex(({ type }) => !isClosed(type)) + 1;
  const stage = newStage(scope, pipelineId, place, body);
  await refuseTakenName(body.name, () => scope.tx.insert(StageEntity, stage));
  await writeOrder(scope, stages.map(({ id }) => id).toSpliced(place, 0, stage.id));
  return recorded(scope, 'stage.created', pipelineId, { stageId: stage.id, name: stage.name, type: stage.type });
}

/** Changes a stage. With its type its leads change their status; leads are not won, lost or reopened that way. */
export async function changeStage(
  scope: Scope, { id: pipelineId, stageId }: { id: string; stageId: string }, asked: Static<typeof StageChanges>, ifMatch: number | null,
): Promise<PipelineView> {
  const changes = { ...asked, ...(asked.exitCriteria ? { exitCriteria: tidyCriteria(asked.exitCriteria, '/exitCriteria') } : {}) };
  const stages = await lockStages(scope, pipelineId);
  const stage = stageAmong(stages, stageId);
  await expectVersion(stage, ifMatch, () => pipelineView(scope, pipelineId));
  const { type } = changes;
  if (type && type !== stage.type) await changeType(scope, stages, stage, type);
  const changed = await refuseTakenName(changes.name ?? stage.name, () => applyChanges(scope, StageEntity, stage, changes));
  if (Object.keys(changed).length === 0) return pipelineView(scope, pipelineId);
  return recorded(scope, 'stage.updated', pipelineId, { stageId, name: stage.name, ...changed });
}

async function changeType(scope: Scope, stages: readonly Stage[], stage: Stage, type: Stage['type']): Promise<void> {
  refuseMissingType(stages.map((other) => (other.id === stage.id ? { type } : other)), '/type');
  const { all, leads, converted } = await leadsIn(scope, stage.id);
  if (converted > 0) throw new ConvertedLeadsStay(converted, `${stage.name} has converted leads, which stay won.`);
  if (all > 0 && (isClosed(stage.type) || isClosed(type))) throw new WouldCloseLeads(leads);
  if (all > 0) await retypeLeads(scope, stage, type);
}

/** Puts the stages in this order. Throws a 422 where a stage is missing or is none of this pipeline. */
export async function orderStages(scope: Scope, pipelineId: string, stageIds: readonly string[]): Promise<PipelineView> {
  const stages = await lockStages(scope, pipelineId);
  const wanted = stageIds.map((id) => id.toLowerCase());
  const strange = wanted.findIndex((id) => !stages.some((stage) => stage.id === id));
  if (strange >= 0) throw new InvalidFields([{ pointer: `/stageIds/${strange}`, detail: 'This is not a stage of the pipeline.' }]);
  const missing = stages.find(({ id }) => !wanted.includes(id));
  if (missing) throw new InvalidFields([{ pointer: '/stageIds', detail: `${missing.name} is missing; name every stage once.` }]);
  const before = stages.map(({ id }) => id);
  if (before.every((id, place) => id === wanted[place])) return pipelineView(scope, pipelineId);
  await writeOrder(scope, wanted);
  return recorded(scope, 'pipeline.updated', pipelineId, { stageIds: { from: before, to: wanted } });
}

/** Throws a 404 where the stage is not one of these. */
export function stageAmong(stages: readonly Stage[], stageId: string): Stage {
  const stage = stages.find(({ id }) => id === stageId.toLowerCase());
  if (!stage) throw new NotFound('stage');
  return stage;
}

/** Throws a 422 where these stages do not have a way in and both ways out. */
export function refuseMissingType(stages: readonly Pick<Stage, 'type'>[], pointer: string): void {
  for (const type of ['new', 'won', 'lost'] as const) {
    if (!stages.some((stage) => stage.type === type)) throw new StageTypeMissing(type, pointer);
  }
}

/** Numbers the stages as they are listed. A stage that stays where it is keeps its version. */
export async function writeOrder({ rows, organizationId, now }: Scope, stageIds: readonly string[]): Promise<void> {
  await rows(
    `update stages s set position = o.place - 1, updated_at = $3, version = s.version + 1
       from unnest($2::uuid[]) with ordinality as o (id, place)
      where s.organization_id = $1 and s.id = o.id and s.position <> o.place - 1`, [organizationId, stageIds, now]);
}

/** Notes a change of stages as one of their pipeline, counts the pipeline's version, and shows it. */
export async function recorded(
  scope: Scope, type: 'stage.created' | 'stage.updated' | 'stage.deleted' | 'pipeline.updated', pipelineId: string, changes: object,
): Promise<PipelineView> {
  await scope.rows(
    'update pipelines set version = version + 1, updated_at = $3 where organization_id = $1 and id = $2',
    [scope.organizationId, pipelineId, scope.now]);
  await scope.record(type, { type: 'pipeline', id: pipelineId }, changes);
  return pipelineView(scope, pipelineId);
}

async function refuseTakenName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isUniqueViolation(error) ? new StageNameTaken(name) : error;
  }
}
