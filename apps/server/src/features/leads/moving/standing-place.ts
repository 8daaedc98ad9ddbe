import { rolesThatHoldLeads, type StageType } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import { InvalidFields } from '../../../core/problems.ts';
import type { StandingPlace } from '../lead.entity.ts';

/** A stage as it is known when a lead is moved: where it is in its pipeline, and what it asks of a lead that goes on. */
export interface KnownStage extends StandingPlace {
  position: number;
  exitCriteria: string[];
  pipelineName: string;
  pipelineIsActive: boolean;
}

const knownStages = `
  select s.id, s.pipeline_id as "pipelineId", s.name, s.type, s.position, s.exit_criteria as "exitCriteria", p.name as "pipelineName",
         p.is_active as "pipelineIsActive" from stages s
    join pipelines p on p.organization_id = $1 and p.id = s.pipeline_id and p.kind = 'lead'
   where s.organization_id = $1`;

/** All stages of a pipeline, as they are now. */
export const stagesOf = ({ rows, organizationId }: Scope, pipelineId: string): Promise<KnownStage[]> =>
  rows<KnownStage>(`${knownStages} and s.pipeline_id = $2 order by s.position`, [organizationId, pipelineId]);

/** A stage a lead may stand in; it stays there, with its type, until the end of the transaction. Throws a 422 naming `/stageId` where there is none. */
export async function stageOf({ rows, organizationId }: Scope, stageId: string): Promise<KnownStage> {
  const [stage] = await rows<KnownStage>(`${knownStages} and s.id = $2 for key share of s`, [organizationId, stageId]);
  if (!stage) throw new InvalidFields([{ pointer: '/stageId', detail: 'There is no such stage.' }]);
  return stage;
}

/** `fixedOwnerId`: where they can still have leads; whoever left or works on something else gets none, which are then to be claimed. */
export interface PipelineForLead { id: string; assignment: 'claim' | 'fixed' | 'round_robin'; fixedOwnerId: string | null }

interface FoundPlace { pipelineId: string; assignment: PipelineForLead['assignment']; fixedOwnerId: string | null; isActive: boolean; stageId: string; name: string; type: StageType }

/**
 * Where a new lead begins: the stage that was named, else the first one of the pipeline that was named, else of the default pipeline.
 * Throws a 422 for a pipeline or stage that is not there, does not fit, or takes no leads.
 */
export async function placeOfNewLead(
  { rows, organizationId }: Scope, { pipelineId, stageId }: { pipelineId?: string | undefined; stageId?: string | undefined },
): Promise<{ pipeline: PipelineForLead; stage: StandingPlace }> {
  const [found] = await rows<FoundPlace>(
    `select p.id as "pipelineId", p.assignment, 
            (select u.id from users u where u.organization_id = $1 and u.id = p.fixed_owner_id and u.disabled_at is null and u.role = any ($4)) as "fixedOwnerId", p.is_active as "isActive", s.id as "stageId", s.name, s.type
       from pipelines p join stages s on s.organization_id = $1 and s.pipeline_id = p.id
      where p.organization_id = $1 and p.kind = 'lead'
        and case when $3::uuid is not null then s.id = $3 and ($2::uuid is null or p.id = $2)
                 when $2::uuid is not null then p.id = $2 else p.is_default end
      order by (s.type = 'new') desc, s.position limit 1 for key share of s`, [organizationId, pipelineId ?? null, stageId ?? null, rolesThatHoldLeads]);
  if (!found) {
    const pointer = stageId ? '/stageId' : '/pipelineId';
    throw new InvalidFields([{ pointer, detail: stageId ? 'There is no such stage in this pipeline.' : 'There is no such pipeline of leads.' }]);
  }
  if (!found.isActive) throw new InvalidFields([{ pointer: '/pipelineId', detail: 'This pipeline is switched off and takes no new leads.' }]);
  return {
    pipeline: { id: found.pipelineId, assignment: found.assignment, fixedOwnerId: found.fixedOwnerId },
    stage: { id: found.stageId, pipelineId: found.pipelineId, name: found.name, type: found.type },
  };
}
