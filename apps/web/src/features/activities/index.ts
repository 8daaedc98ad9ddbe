/** The door to activities for the pages that compose them. */
export { ActivityDialog } from './activity-dialog.tsx';
export { ActivityRows } from './activity-groups.tsx';
export { CompleteDialog } from './complete-dialog.tsx';
export { ComposeDialog } from './compose-dialog.tsx';
export { Composer } from './composer.tsx';
export { FinishStepDialog } from './finish-step-dialog.tsx';
export { LeadPicker } from './lead-picker.tsx';
export { LogCallDialog } from './log-call-dialog.tsx';
export { PlannedCard } from './planned-card.tsx';
export { useReachOffer } from './use-reach-offer.ts';
