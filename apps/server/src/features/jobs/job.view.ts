import type { Input, Job, JobResult, listJobResults, listJobs, Permission } from '@lastmile/contracts';
import { scopeOf, type Actor } from '../../core/actor.ts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { numberSql } from '../../core/numbers.ts';
import { instant } from '../../core/sql.ts';
import { readableOwners } from '../leads/index.ts';

interface JobRow extends Omit<Job, 'canUndo' | 'canRetry'> { permission: string; input: object }

/** Whose jobs somebody may see: one's own, or with null everybody's. */
const starters = (actor: Actor): string | null => (!actor.role || scopeOf(actor, 'jobs:read') === 'all' ? null : actor.userId ?? nobody);

const columns = `
  j.id, j.kind, j.title, j.href, j.state, j.total, j.done, j.failed, j.problem, j.created_by_id as "createdById", j.actor_name as "createdByName",
  ${instant('j.created_at')} as "createdAt", ${instant('j.finished_at')} as "finishedAt", ${instant('j.undoable_until')} as "undoableUntil",
  (select u.id from jobs u where u.organization_id = $1 and u.undo_of_id = j.id) as "undoneById", j.undo_of_id as "undoOfId", j.permission, j.input`;

/** A job that the actor may see. Throws {@link NotFound}. */
export async function jobRow({ rows, organizationId, actor }: Scope, id: string): Promise<JobRow> {
  const [job] = await rows<JobRow>(
    `select ${columns} from jobs j where j.organization_id = $1 and j.id = $2 and ($3::uuid is null or j.created_by_id = $3)`,
    [organizationId, id, starters(actor)]);
  if (!job) throw new NotFound('job');
  return job;
}

function viewOf({ actor, now }: Scope, { permission, input: _, ...job }: JobRow): Job {
  const isOver = job.state === 'done' || job.state === 'failed';
  const inTime = job.undoableUntil !== null && new Date(job.undoableUntil) > now;
  const mayAct = Boolean(!actor.role || actor.grants[permission as Permission]);
  return { ...job, canUndo: mayAct && isOver && inTime && !job.undoneById && !job.undoOfId, canRetry: mayAct && job.state === 'failed' && !job.undoneById };
}

export async function jobList(scope: Scope, { limit = 50, cursor, active }: NonNullable<Input<typeof listJobs>['query']>) {
  const after = cursor ? decodeCursor(cursor, ['uuid'])[0]! : null;
  const found = await scope.rows<JobRow>(
    `select ${columns} from jobs j
      where j.organization_id = $1 and ($2::uuid is null or j.created_by_id = $2) and ($3::uuid is null or j.id < $3) and j.is_listed
        and (not $4 or j.state in ('queued', 'running'))
      order by j.id desc limit $5`,
    [scope.organizationId, starters(scope.actor), after, active ?? false, limit + 1]);
  const shown = found.slice(0, limit);
  return { data: shown.map((job) => viewOf(scope, job)), nextCursor: found.length > limit ? encodeCursor([shown.at(-1)!.id]) : null };
}

export async function jobView(scope: Scope, id: string) {
  const job = await jobRow(scope, id);
  const { data: results } = await resultsOf(scope, id, { limit: 50 });
  return { ...viewOf(scope, job), results };
}

type ResultQuery = NonNullable<Input<typeof listJobResults>['query']>;

/** What came of the rows of a job that the actor may see. */
export async function jobResults(scope: Scope, id: string, query: ResultQuery) {
  await jobRow(scope, id);
  return resultsOf(scope, id, query);
}

async function resultsOf({ rows, organizationId, actor }: Scope, jobId: string, { limit = 50, cursor, ok, doubtful = false }: ResultQuery) {
  const after = cursor ? Number(decodeCursor(cursor, ['integer'])[0]) : 0;
  const found = await rows<JobResult>(
    `select r.row, r.record_id as id, r.ok, r.outcome, r.problem, r.errors,
            case when l.id is not null then json_build_object('number', ${numberSql('lead', 'l.number')}, 'title', l.title,
              'href', case when l.deleted_at is null then '/leads/' || l.id end) end as lead
       from job_results r
       left join lateral (select i.id, i.number, i.title, i.deleted_at, i.owner_key from leads i where i.organization_id = $1 and i.id = r.record_id offset 0) l
         on $6::uuid[] is null or l.owner_key = any ($6)
      where r.organization_id = $1 and r.job_id = $2 and r.row > $3 and ($4::boolean is null or r.ok = $4)
        and (not $7 or r.ok and r.problem is not null and r.outcome <> 'skipped') order by r.row limit $5`,
    [organizationId, jobId, after, ok ?? null, limit + 1, readableOwners(actor), doubtful]);
  const data = found.slice(0, limit).map((result) => ({ ...result, errors: result.errors.map(({ field, detail }) => ({ field, detail })) }));
  return { data, nextCursor: found.length > limit ? encodeCursor([String(data.at(-1)!.row)]) : null };
}
