/** The door to activities for the pages that compose them. */
export { ComposeDialog } from './compose-dialog.tsx';
export { Composer } from './composer.tsx';
export { FinishStepDialog } from './finish-step-dialog.tsx';
export { LogCallDialog } from './log-call-dialog.tsx';
