import { rolesThatHoldLeads, type NewPipeline, type NewStage, type Pipeline as PipelineView, type PipelineChanges, type PipelineOrder } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { applyChanges, expectVersion, isForeignKeyViolation, isUniqueViolation, lockRecord } from '../../core/records.ts';
import { Pipeline, PipelineEntity, StageEntity } from './pipeline.entity.ts';
import { DefaultPipeline, InactiveDefault, PipelineNameTaken, StageTypeMissing } from './pipeline.errors.ts';
import { pipelineView, pipelineViews } from './pipeline.view.ts';
import { newStage, usualStages } from './stage-defaults.ts';

/** Adds a pipeline with its stages, in the order given. */
export async function createPipeline(scope: Scope, body: Static<typeof NewPipeline>): Promise<PipelineView> {
  const { name, kind = 'lead', isDefault = false, stages = usualStages } = body;
  refuseUnusableStages(stages);
  if (isDefault) await lockPipelines(scope);
  const position = await nextPosition(scope, kind);
  const pipeline = Object.assign(new Pipeline(), {
    organizationId: scope.organizationId, id: newId(), name, kind, position, isDefault: false, isActive: true,
    assignment: 'claim' as const, fixedOwnerId: null, maxUntouchedLeads: null, returnAfterBusinessHours: null,
    createdAt: scope.now, updatedAt: scope.now, version: 1,
  });
  await refuseTakenName(name, () => scope.tx.insert(PipelineEntity, pipeline));
  await scope.tx.insert(StageEntity, stages.map((stage, place) => newStage(scope, pipeline.id, place, stage)));
  if (isDefault) await makeDefault(scope, pipeline);
  await scope.record('pipeline.created', { type: 'pipeline', id: pipeline.id }, { name, kind });
  return pipelineView(scope, pipeline.id);
}

/** Changes a pipeline. The default of a kind moves here or stays; it is never taken away. */
export async function changePipeline(
  scope: Scope, id: string, { isDefault, ...changes }: Static<typeof PipelineChanges>, ifMatch: number | null,
): Promise<PipelineView> {
  if (isDefault) await lockPipelines(scope);
  const pipeline = await lockRecord(scope, PipelineEntity, id, 'pipeline');
  await expectVersion(pipeline, ifMatch, () => pipelineView(scope, id));
  if (changes.isActive === false && pipeline.isDefault) throw new DefaultPipeline('switched off');
  await refuseUnusableOwner(scope, { ...pipeline, ...changes });
  const changed = await refuseTakenName(changes.name ?? pipeline.name, () =>
    applyChanges(scope, PipelineEntity, pipeline, changes));
  if (isDefault && !pipeline.isDefault) {
    await makeDefault(scope, pipeline);
    changed.isDefault = { from: false, to: true };
  }
  if (Object.keys(changed).length > 0) await scope.record('pipeline.updated', { type: 'pipeline', id }, changed);
  return pipelineView(scope, id);
}

/** Puts the pipelines of a kind in this order. Throws a 422 where one is missing or is none of them. */
export async function orderPipelines(scope: Scope, { kind, pipelineIds }: Static<typeof PipelineOrder>): Promise<PipelineView[]> {
  const { rows, organizationId, now } = scope;
  const own = (await lockPipelines(scope)).filter((pipeline) => pipeline.kind === kind);
  const wanted = pipelineIds.map((id) => id.toLowerCase());
  const strange = wanted.findIndex((id) => !own.some((pipeline) => pipeline.id === id));
  if (strange >= 0) throw new InvalidFields([{ pointer: `/pipelineIds/${strange}`, detail: 'There is no such pipeline of this kind.' }]);
  const missing = own.find(({ id }) => !wanted.includes(id));
  if (missing) throw new InvalidFields([{ pointer: '/pipelineIds', detail: `${missing.name} is missing; name every pipeline once.` }]);
  const moved = await rows<{ id: string; from: number; to: number }>(
    `with wanted as (
       select p.id, p.position as was, o.place - 1 as position from pipelines p join unnest($2::uuid[]) with ordinality as o (id, place) on o.id = p.id
        where p.organization_id = $1
     )
     update pipelines p set position = w.position, updated_at = $3, version = p.version + 1 from wanted w
      where p.organization_id = $1 and p.id = w.id and p.position <> w.position returning p.id, w.was as from, p.position as to`,
    [organizationId, wanted, now]);
  for (const { id, from, to } of moved) await scope.record('pipeline.updated', { type: 'pipeline', id }, { position: { from, to } });
  return pipelineViews(scope, { kind });
}

/** Before the default moves, everything that may lose it is locked, in one order for everybody: of two at once the later one wins. */
export async function lockPipelines({ tx, organizationId }: Scope): Promise<Pipeline[]> {
  return tx.createQueryBuilder(PipelineEntity, 'p')
    .where('p.organizationId = :organizationId', { organizationId })
    .orderBy('p.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** Makes this the one default of its kind. Looks again at which one is: another may have been added while the locks were waited for. */
export async function makeDefault({ rows, organizationId, now }: Scope, { id, kind, isActive }: Pipeline): Promise<void> {
  if (!isActive) throw new InactiveDefault();
  await rows(
    `update pipelines set is_default = false, updated_at = $4, version = version + 1
      where organization_id = $1 and kind = $2 and is_default and id <> $3`, [organizationId, kind, id, now]);
  await rows(
    `update pipelines set is_default = true, updated_at = $3, version = version + 1 where organization_id = $1 and id = $2`,
    [organizationId, id, now]);
}

async function nextPosition({ rows, organizationId }: Scope, kind: string): Promise<number> {
  const [last] = await rows<{ next: number }>(
    'select coalesce(max(position) + 1, 0) as next from pipelines where organization_id = $1 and kind = $2', [organizationId, kind]);
  return last!.next;
}

function refuseUnusableStages(stages: readonly Static<typeof NewStage>[]): void {
  for (const type of ['new', 'won', 'lost'] as const) {
    if (!stages.some((stage) => stage.type === type)) throw new StageTypeMissing(type, '/stages');
  }
  const twice = stages.findIndex(({ name }, index) => stages.findIndex((other) => other.name === name) !== index);
  if (twice >= 0) {
    throw new InvalidFields([{ pointer: `/stages/${twice}/name`, detail: `Two stages are called “${stages[twice]!.name}”.` }]);
  }
}

/** D15: “one person” needs to know who, and it has to be somebody who still works here. */
async function refuseUnusableOwner({ rows, organizationId }: Scope, { assignment, fixedOwnerId }: Pipeline): Promise<void> {
  if (assignment !== 'fixed') return;
  if (!fixedOwnerId) throw new InvalidFields([{ pointer: '/fixedOwnerId', detail: 'Say who gets the new leads.' }]);
  const found = await rows(
    'select 1 from users where organization_id = $1 and id = $2 and disabled_at is null and role = any ($3)', [organizationId, fixedOwnerId, rolesThatHoldLeads]);
  if (found.length === 0) throw new InvalidFields([{ pointer: '/fixedOwnerId', detail: 'There is no such active person who works on leads.' }]);
}

async function refuseTakenName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new InvalidFields([{ pointer: '/fixedOwnerId', detail: 'There is no such person.' }]);
    throw isUniqueViolation(error) ? new PipelineNameTaken(name) : error;
  }
}
