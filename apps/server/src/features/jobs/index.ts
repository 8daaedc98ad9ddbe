/** The door to long work for other features: what a kind of it is, how it is started and what came of it. */
export { JobCannotGoOn, NotUndoable } from './job.errors.ts';
export type { DoneRow, JobKind, RowRange, RowResult, RunningJob } from './job-kind.ts';
export { jobRoutes } from './job.routes.ts';
export { jobRow } from './job.view.ts';
export { backgroundJobs, resumeJobs, runJob } from './run-job.ts';
export { startJob, workOnJob } from './start-job.ts';
export { stateKnownAgain } from './state-known-again.ts';
export { undoJob } from './undo-job.ts';
