import type { StageType } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { moveAllLeads } from '../leads/index.ts';
import type { Stage } from './pipeline.entity.ts';

/** What changing stages means for the leads in them. */

/** Whether nobody works on what stands there any more. */
export const isClosed = (type: StageType): boolean => type === 'won' || type === 'lost';

export interface LeadsInStage {
  /** Deleted ones too: they can be restored, and stand here until then. */
  all: number;
  leads: number;
  converted: number;
}

/** Counted in the table itself, not from the sums: who asks holds the stage and decides by it. */
export async function leadsIn({ rows, organizationId }: Scope, stageId: string): Promise<LeadsInStage> {
  const [count] = await rows<LeadsInStage>(
    `select count(*)::int as all, count(*) filter (where deleted_at is null)::int as leads,
            count(*) filter (where converted_at is not null)::int as converted
       from leads where organization_id = $1 and stage_id = $2`, [organizationId, stageId]);
  return count!;
}

/** The leads of a stage whose type changes get the status that the stage then stands for. */
export async function retypeLeads(scope: Scope, stage: Stage, type: StageType): Promise<void> {
  await moveAllLeads(scope, { fromStageId: stage.id, toStage: { ...stage, type } });
}

/** Moves every lead of one stage to another, the deleted ones too. */
export async function moveLeadsTo(scope: Scope, from: Stage, to: Stage): Promise<void> {
  await moveAllLeads(scope, { fromStageId: from.id, toStage: to });
}
