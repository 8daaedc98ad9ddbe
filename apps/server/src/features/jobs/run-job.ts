import { eachOrganization } from '../../core/each-organization.ts';
import { systemActor } from '../../core/actor.ts';
import type { Scope } from '../../core/in-org.ts';
import type { JobDefinition } from '../../core/jobs.ts';
import { insertRows } from '../../core/rows.ts';
import type { Services } from '../../core/services.ts';
import { JobCannotGoOn } from './job.errors.ts';
import { actorOfJob } from './job-actor.ts';
import type { DoneRow, JobKind, RowResult, RunningJob } from './job-kind.ts';
import { workOnJob } from './start-job.ts';

type Needed = Pick<Services, 'inOrg' | 'log'>;
type Kinds = readonly JobKind[];

/** So long a job is worked on before others that wait get their turn, in milliseconds. */
const turn = 10_000;
/** A worker says something with every batch; one that has said nothing for so long is gone. */
const silence = 60_000;
/** So often in a row a batch may come to nothing before the job counts as failed. */
const mostAttempts = 4;

export function backgroundJobs(services: Services, kinds: Kinds): JobDefinition[] {
  return [
    {
      name: workOnJob, retries: mostAttempts, expiresAfter: 300, concurrency: 2,
      run: (data) => runJob(services, kinds, data as { organizationId: string; jobId: string }, { forMilliseconds: turn }),
    },
    { name: 'resume_jobs', retries: 1, expiresAfter: 50, concurrency: 1, cron: '* * * * *', run: () => resumeJobs(services) },
  ];
}

/** Wakes what nobody works on any more. Beside a worker that lives after all it is harmless: a batch is held by one of them. */
export async function resumeJobs(services: Pick<Services, 'dataSource' | 'inOrg' | 'log'>, { sinceStart = false } = {}): Promise<void> {
  await eachOrganization(services, 'could not be looked through for jobs', (inOrganization) => inOrganization(async (scope) => {
    const before = new Date(scope.now.getTime() - (sinceStart ? 0 : silence));
    const silent = await scope.rows<{ id: string }>(
      `select id from jobs where organization_id = $1 and state in ('queued', 'running') and last_progress_at <= $2`, [scope.organizationId, before]);
    for (const { id } of silent) await scope.enqueue(workOnJob, { jobId: id });
  }));
}

/** One for all rows: what is the same in each of them is sent once. */
const none: readonly never[] = [];

interface Slice { forMilliseconds?: number; batches?: number }

/** Works on a job batch by batch, until it is done or its turn is over; then it is put behind what else waits. */
export async function runJob(
  { inOrg, log }: Needed, kinds: Kinds, { organizationId, jobId }: { organizationId: string; jobId: string },
  { forMilliseconds = Infinity, batches = Infinity }: Slice = {},
): Promise<void> {
  const system = systemActor(organizationId);
  const until = performance.now() + forMilliseconds;
  try {
    for (let count = 1; ; count += 1) {
      const actor = await inOrg(system, (scope) => actorOfJob(scope, jobId), { readOnly: true });
      if (!actor || !await inOrg(actor, (scope) => nextBatch(scope, kinds, jobId, log))) return;
      if (count >= batches) return;
      if (performance.now() > until) {
        await inOrg(system, (scope) => scope.enqueue(workOnJob, { jobId }));
        return;
      }
    }
  } catch (error) {
    log.warn({ err: error, jobId }, 'a batch of a job came to nothing');
    if (!await inOrg(system, (scope) => noteFailure(scope, kinds, jobId, error))) throw error;
  }
}

interface JobRow extends RunningJob<never> {
  kind: string;
  position: number;
  undoOfId: string | null;
}

/** One batch with everything that belongs to it. False where there is nothing left to do, or somebody else is at it. */
async function nextBatch(scope: Scope, kinds: Kinds, jobId: string, log: Services['log']): Promise<boolean> {
  const { rows, organizationId, now } = scope;
  const [found] = await rows<Omit<JobRow, 'log'>>(
    `select id, kind, input, total, position, undo_of_id as "undoOfId" from jobs
      where organization_id = $1 and id = $2 and state in ('queued', 'running') for update skip locked`, [organizationId, jobId]);
  if (!found) return false;
  const job: JobRow = { ...found, log };
  const kind = kinds.find((one) => one.kind === job.kind);
  if (!kind) throw new JobCannotGoOn(`This version knows no work of the kind ${job.kind}.`);
  const needless = job.undoOfId ? null : await kind.needlessBy?.(scope, job);
  if (needless) {
    await rows(`update jobs set state = 'failed', problem = $3, finished_at = $4 where organization_id = $1 and id = $2`, [organizationId, jobId, needless, now]);
    return false;
  }
  if (kind.fills && !job.undoOfId) await refreshStatistics(scope, kind.fills, job, kind.batchSize);
  const to = Math.min(job.total, job.position + kind.batchSize);
  const results = to === job.position ? [] : job.undoOfId ? await takenBack(scope, kind, job, to) : await kind.run(scope, job, { from: job.position + 1, to });
  await insertRows(scope, 'job_results', results.map((result) => ({ jobId, errors: none, keys: none, ...result })));
  const ends = to === job.total;
  if (ends) await (job.undoOfId ? kind.undone?.(scope, job) : kind.finish?.(scope, job));
  const failed = results.filter(({ ok }) => !ok).length;
  const until = ends && !job.undoOfId ? undoableUntil(kind, now) : null;
  const [listed] = await rows<{ isListed: boolean }>(
    `update jobs set position = $3, done = done + $4, failed = failed + $5, attempts = 0, last_progress_at = $6, started_at = coalesce(started_at, $6),
            state = case when $7 then 'done' else 'running' end, finished_at = case when $7 then $6::timestamptz end, undoable_until = $8
      where organization_id = $1 and id = $2 returning is_listed as "isListed"`,
    [organizationId, jobId, to, to - job.position - failed, failed, now, ends, until]);
  if (ends && listed!.isListed) await scope.record('job.finished', { type: 'job', id: jobId }, { kind: job.kind, state: 'done' });
  return !ends;
}

/**
 * Once for each doubling of what is done: with plans made for almost empty tables, the hundredth batch would take a hundred times as long as the first, until
 * the database looks by itself. Tables that had more rows before are left alone.
 */
async function refreshStatistics({ rows }: Scope, tables: readonly string[], { position }: JobRow, batchSize: number): Promise<void> {
  if (position > 0 && Number.isInteger(Math.log2(position / batchSize))) await rows('select refresh_statistics($1::text[], $2)', [tables, position]);
}

const undoableUntil = (kind: JobKind | undefined, now: Date): Date | null =>
  (kind?.undo && kind.undoableFor ? new Date(now.getTime() + kind.undoableFor.hours * 3_600_000) : null);

/** A batch of an undo: rows of the other job, from its last one backwards, as the later of two changes has to go first. */
async function takenBack(scope: Scope, kind: JobKind, job: JobRow, to: number): Promise<RowResult[]> {
  const rows = await scope.rows<DoneRow>(
    `select row, outcome, record_id as "recordId", before, after from job_results
      where organization_id = $1 and job_id = $2 and row between $3 and $4 and record_id is not null and after is not null order by row desc`,
    [scope.organizationId, job.undoOfId, job.total - to + 1, job.total - job.position]);
  return rows.length === 0 ? [] : kind.undo!(scope, job, rows);
}

/** Whether that is the end of it. */
async function noteFailure(scope: Scope, kinds: Kinds, jobId: string, error: unknown): Promise<boolean> {
  const isFinal = error instanceof JobCannotGoOn;
  const reason = 'your administrator finds the reason in the log.';
  const [problem, ofUnlisted] = isFinal ? [error.message, error.message] : [`Something went wrong here. What is done stays done; ${reason}`, `Something went wrong here; ${reason}`];
  const [job] = await scope.rows<{ state: string; kind: string; isListed: boolean; isUndo: boolean }>(
    `update jobs set attempts = attempts + 1, last_progress_at = $3,
            state = case when $4 or attempts + 1 >= $5 then 'failed' else state end,
            finished_at = case when $4 or attempts + 1 >= $5 then $3::timestamptz end,
            problem = case when $4 or attempts + 1 >= $5 then case when is_listed then $6 else $7 end end
      where organization_id = $1 and id = $2 and state in ('queued', 'running') returning state, kind, is_listed as "isListed", undo_of_id is not null as "isUndo"`,
    [scope.organizationId, jobId, scope.now, isFinal, mostAttempts, problem, ofUnlisted]);
  // What is done of it can be taken back as well.
  const until = job?.state === 'failed' && !job.isUndo ? undoableUntil(kinds.find(({ kind }) => kind === job.kind), scope.now) : null;
  if (until) await scope.rows('update jobs set undoable_until = $3 where organization_id = $1 and id = $2', [scope.organizationId, jobId, until]);
  if (job?.state === 'failed' && job.isListed) await scope.record('job.finished', { type: 'job', id: jobId }, { kind: job.kind, state: 'failed' });
  return !job || job.state === 'failed';
}
