import type { Pipeline as PipelineView } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { StageEntity, type Stage } from './pipeline.entity.ts';
import { ConvertedLeadsStay, StageHasLeads, WouldCloseLeads } from './pipeline.errors.ts';
import { isClosed, leadsIn, moveLeadsTo } from './stage-leads.ts';
import { lockStages, recorded, refuseMissingType, stageAmong, writeOrder } from './stages.ts';

/**
 * Removes a stage; its leads go to the one that `target` names. Throws a 409 with the count where there are leads and no target, or
 * where going there would win, lose or reopen them; a 422 where the pipeline would be left without a way in or out.
 */
export async function deleteStage(
  scope: Scope, { id: pipelineId, stageId }: { id: string; stageId: string }, target: string | undefined,
): Promise<PipelineView> {
  const stages = await lockStages(scope, pipelineId);
  const stage = stageAmong(stages, stageId);
  const others = stages.filter(({ id }) => id !== stage.id);
  refuseMissingType(others, '/params/stageId');
  const named = target === undefined ? null : targetAmong(others, target);
  await emptyStage(scope, stage, named, others);
  await redirectSignups(scope, stage, others);
  await scope.tx.delete(StageEntity, { organizationId: scope.organizationId, id: stage.id });
  await writeOrder(scope, others.map(({ id }) => id));
  return recorded(scope, 'stage.deleted', pipelineId, { stageId: stage.id, name: stage.name, ...(named ? { movedTo: named.id } : {}) });
}

async function emptyStage(scope: Scope, stage: Stage, named: Stage | null, others: readonly Stage[]): Promise<void> {
  const { all, leads, converted } = await leadsIn(scope, stage.id);
  if (all === 0) return;
  if (leads > 0 && !named) throw new StageHasLeads(leads);
  // Nobody has to say where deleted leads go; they are given a stage of the same kind to be restored to.
  const to = named ?? others.find(({ type }) => type === stage.type) ?? others.find(({ type }) => isClosed(type) === isClosed(stage.type))!;
  if (converted > 0 && to.type !== 'won') {
    throw new ConvertedLeadsStay(converted, `${stage.name} has converted leads; they can only go to another stage of type won.`);
  }
  if (to.type !== stage.type && (isClosed(to.type) || isClosed(stage.type))) throw new WouldCloseLeads(leads);
  await moveLeadsTo(scope, stage, to);
}

function targetAmong(others: readonly Stage[], target: string): Stage {
  const found = others.find(({ id }) => id === target.toLowerCase());
  if (!found) throw new InvalidFields([{ pointer: '/query/moveLeadsTo', detail: 'Expected another stage of the same pipeline.' }]);
  return found;
}

/** Signup forms that led here lead to where new leads begin. */
async function redirectSignups({ rows, organizationId, now }: Scope, stage: Stage, others: readonly Stage[]): Promise<void> {
  const beginning = others.find(({ type }) => type === 'new')!;
  await rows(
    `update signup_widgets set stage_id = $3, updated_at = $4, version = version + 1 where organization_id = $1 and stage_id = $2`,
    [organizationId, stage.id, beginning.id, now]);
}
