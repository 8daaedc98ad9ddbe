import type { Permission } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotAllowed } from '../../core/problems.ts';
import { NotRetryable } from './job.errors.ts';
import { jobRow } from './job.view.ts';
import { workOnJob } from './start-job.ts';

/** Has a job that failed go on where it stopped. Throws {@link NotRetryable} with the reason. */
export async function retryJob(scope: Scope, id: string): Promise<string> {
  const { rows, organizationId, actor } = scope;
  const { permission } = await jobRow(scope, id);
  const [job] = await rows<{ state: string; isUndone: boolean }>(
    `select j.state, exists (select from jobs u where u.organization_id = $1 and u.undo_of_id = j.id) as "isUndone"
       from jobs j where j.organization_id = $1 and j.id = $2 for update`, [organizationId, id]);
  if (actor.role && !actor.grants[permission as Permission]) throw new NotAllowed();
  if (job!.state !== 'failed') throw new NotRetryable('This did not fail.');
  if (job!.isUndone) throw new NotRetryable('This was undone. Do the work again instead.');
  return goOn(scope, id);
}

/** Behind the last row that is done. */
export async function goOn({ rows, organizationId, now, enqueue }: Scope, id: string): Promise<string> {
  await rows(
    `update jobs set state = 'queued', attempts = 0, problem = null, finished_at = null, undoable_until = null, last_progress_at = $3
      where organization_id = $1 and id = $2`, [organizationId, id, now]);
  await enqueue(workOnJob, { jobId: id });
  return id;
}
