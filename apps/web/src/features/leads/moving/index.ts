/** Moving a lead, and what has to be said first: the same wherever it is moved from. */
export type { Destination } from './destination.ts';
export { LostReasons } from './lost-reasons.tsx';
export { MoveDialog } from './move-dialog.tsx';
export { OtherPipelineDialog } from './other-pipeline-dialog.tsx';
export { useHasElsewhere, useLeadStages } from './use-lead-stages.ts';
export { whatMovingAsks, type Asked } from './what-moving-asks.ts';
