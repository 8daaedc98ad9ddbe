/** Long work: what was asked for, how far it is and what came of each row. */
import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Cursor, Id, Instant, Limit, Nullable, OneOf, Page, Shape, named, paging } from './schemas.ts';

const tag = 'jobs';

export const jobStates = ['queued', 'running', 'done', 'failed'] as const;
export const JobState = OneOf(jobStates);
export type JobState = (typeof jobStates)[number];

export const JobResult = named('JobResult', Shape({
  row: Type.Integer({ description: 'Counted from 1 in the order of the work; of an import without the heading.' }),
  id: Nullable(Type.String({ format: 'uuid', description: 'The record that came of it.' })),
  lead: Nullable(Shape({
    number: Type.String(), title: Type.String(), href: Nullable(Type.String({ description: 'Where the app shows it; null where it was deleted.' })),
  }, { description: 'The same as it is called now; null where it is none, is gone, or the caller may not see it.' })),
  ok: Type.Boolean(),
  outcome: Type.String({ description: 'created, updated, unchanged, skipped or failed; of an undo removed, restored or kept.' }),
  problem: Nullable(Type.String({ description: 'Why not.' })),
  errors: Type.Array(Shape({ field: Type.String(), detail: Type.String() })),
}));
export type JobResult = Static<typeof JobResult>;

const job = {
  id: Id,
  kind: Type.String({ description: 'For example lead_import.' }),
  title: Type.String(),
  href: Nullable(Type.String({ description: 'Where the app shows it.' })),
  state: JobState,
  total: Type.Integer({ description: 'Of rows.' }),
  done: Type.Integer({ description: 'Rows without a problem so far.' }),
  failed: Type.Integer({ description: 'Rows with one.' }),
  problem: Nullable(Type.String({ description: 'Why the job itself failed; the rows before it are done.' })),
  createdById: Nullable(Id),
  createdByName: Type.String(),
  createdAt: Instant,
  finishedAt: Nullable(Instant),
  undoableUntil: Nullable(Instant),
  undoneById: Nullable(Type.String({ format: 'uuid', description: 'The job that takes it back.' })),
  undoOfId: Nullable(Type.String({ format: 'uuid', description: 'The job that this one takes back.' })),
  canUndo: Type.Boolean({ description: 'Whether the caller may undo it now.' }),
  canRetry: Type.Boolean({ description: 'Whether it failed and the caller may have it go on.' }),
};
export const Job = named('Job', Shape(job));
export type Job = Static<typeof Job>;
export const JobWithResults = named('JobWithResults', Shape({
  ...job,
  results: Type.Array(JobResult, { description: 'The first 50; all of them page by page under `results`.' }),
}));
export type JobWithResults = Static<typeof JobWithResults>;

/** What an endpoint answers that starts long work. */
export const StartedJob = named('StartedJob', Shape({ jobId: Id }));

export const listJobs = endpoint({
  operationId: 'listJobs', tag, summary: 'Long work, newest first', method: 'GET', path: '/jobs', access: 'jobs:read',
  description: 'One’s own; an admin sees everybody’s.',
  query: Shape({ ...paging, active: Type.Optional(Type.Boolean({ description: 'Only what is not finished yet.' })) }),
  response: Page('JobPage', Job),
});
export const getJob = endpoint({
  operationId: 'getJob', tag, summary: 'How far a job is, and its first results', method: 'GET', path: '/jobs/:id', access: 'jobs:read', params: ById,
  response: JobWithResults, errors: [404],
});
export const listJobResults = endpoint({
  operationId: 'listJobResults', tag, summary: 'What came of each row of a job', method: 'GET', path: '/jobs/:id/results', access: 'jobs:read', params: ById,
  query: Shape({ limit: Type.Optional(Limit()), cursor: Type.Optional(Cursor), ok: Type.Optional(Type.Boolean({ description: 'Only rows without, or with, a problem.' })),
    doubtful: Type.Optional(Type.Boolean({ description: 'Only rows that are made or changed and of which something is said all the same.' })) }),
  response: Page('JobResultPage', JobResult), errors: [404],
});
export const undoJob = endpoint({
  operationId: 'undoJob', tag, summary: 'Take back what a job did', method: 'POST', path: '/jobs/:id/undo', access: 'jobs:read', status: 202, params: ById,
  description: 'A job of its own, whose results say what was removed, restored or kept because it was changed since. 409 `not_undoable` where it is too '
    + 'late, not finished, undone already, or of a kind that cannot be.',
  response: StartedJob, errors: [404, 409],
});
export const retryJob = endpoint({
  operationId: 'retryJob', tag, summary: 'Have a job that failed go on', method: 'POST', path: '/jobs/:id/retry', access: 'jobs:read', status: 202, params: ById,
  description: 'It goes on behind the last row that is done: none is done twice. 409 `not_retryable` where it did not fail, or was undone.',
  response: StartedJob, errors: [404, 409],
});
