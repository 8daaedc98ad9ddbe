import type { StageType } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';

/** A stage as those need it who put something into it. */
export interface StageToStandIn {
  id: string;
  pipelineId: string;
  name: string;
  type: StageType;
  position: number;
  probability: number;
  quietAfterDays: number | null;
}

export interface PipelineToEnter {
  id: string;
  name: string;
  kind: 'lead' | 'opportunity';
  isActive: boolean;
  assignment: 'claim' | 'fixed' | 'round_robin';
  fixedOwnerId: string | null;
}

const columns = `s.id, s.pipeline_id as "pipelineId", s.name, s.type, s.position, s.probability, s.quiet_after_days as "quietAfterDays"`;

/**
 * The stage, held as it is until the transaction ends: it cannot be deleted or change its type meanwhile, so what is put into it has the
 * status of its type. The lock is the one that the foreign key of a lead takes anyway. Only for writing transactions.
 * Throws a 422 pointing at `stageId` where there is no such stage.
 */
export async function stageOf({ rows, organizationId }: Scope, stageId: string): Promise<StageToStandIn> {
  const [stage] = await rows<StageToStandIn>(
    `select ${columns} from stages s where s.organization_id = $1 and s.id = $2 for key share`, [organizationId, stageId]);
  if (!stage) throw new InvalidFields([{ pointer: '/stageId', detail: 'There is no such stage.' }]);
  return stage;
}

/**
 * Where a new lead goes: the named stage, else the first one of type new of the named pipeline, else that of the default pipeline.
 * The stage is held as by {@link stageOf}. Throws a 422 pointing at what cannot be: a pipeline that does not exist, is inactive or is one
 * of opportunities, a stage of another pipeline, a stage that is already won or lost.
 */
export async function pipelineForNewLead(
  scope: Scope, { pipelineId, stageId }: { pipelineId?: string; stageId?: string },
): Promise<{ pipeline: PipelineToEnter; stage: StageToStandIn }> {
  const named = stageId === undefined ? null : await stageOf(scope, stageId);
  const pipeline = await findPipeline(scope, pipelineId ?? named?.pipelineId ?? null);
  if (!pipeline) refuse('/pipelineId', 'There is no such pipeline.');
  if (pipeline.kind !== 'lead') refuse('/pipelineId', `${pipeline.name} is a pipeline of opportunities; expected one of leads.`);
  if (!pipeline.isActive) refuse('/pipelineId', `${pipeline.name} is switched off and takes no new leads.`);
  if (named && named.pipelineId !== pipeline.id) refuse('/stageId', `${named.name} is not a stage of ${pipeline.name}.`);
  if (named?.type === 'won' || named?.type === 'lost') {
    refuse('/stageId', `A new lead cannot begin in ${named.name}: leads are won by converting and lost with a reason.`);
  }
  return { pipeline, stage: named ?? await firstStage(scope, pipeline) };
}

async function findPipeline({ rows, organizationId }: Scope, id: string | null): Promise<PipelineToEnter | undefined> {
  const [pipeline] = await rows<PipelineToEnter>(
    `select id, name, kind, is_active as "isActive", assignment, fixed_owner_id as "fixedOwnerId" from pipelines
      where organization_id = $1 and case when $2::uuid is null then kind = 'lead' and is_default else id = $2 end`,
    [organizationId, id]);
  return pipeline;
}

async function firstStage({ rows, organizationId }: Scope, pipeline: PipelineToEnter): Promise<StageToStandIn> {
  const [stage] = await rows<StageToStandIn>(
    `select ${columns} from stages s where s.organization_id = $1 and s.pipeline_id = $2 and s.type = 'new'
      order by s.position, s.id limit 1 for key share`, [organizationId, pipeline.id]);
  if (!stage) refuse('/pipelineId', `${pipeline.name} is being changed at this moment. Try again.`);
  return stage;
}

function refuse(pointer: string, detail: string): never {
  throw new InvalidFields([{ pointer, detail }]);
}
