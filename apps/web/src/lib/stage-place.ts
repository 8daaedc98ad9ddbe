import type { StageType } from '@lastmile/contracts';

interface StageOfPipeline {
  id: string;
  type: StageType;
  position: number;
}

/** Where a stage stands among its pipeline's open stages, for its glyph; undefined for stages that are not open. */
export function stagePlace(stages: readonly StageOfPipeline[], stageId: string): { position: number; of: number } | undefined {
  const open = stages.filter(({ type }) => type === 'new' || type === 'in_progress').toSorted((a, b) => a.position - b.position);
  const position = open.findIndex(({ id }) => id === stageId);
  return position < 0 ? undefined : { position, of: open.length };
}
