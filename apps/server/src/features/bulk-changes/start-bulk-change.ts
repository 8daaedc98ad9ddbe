import { mostLeadsInBulk, type BulkAction, type Input, type startBulkChange as contract } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound, Refusal } from '../../core/problems.ts';
import { jobRow, startJob } from '../jobs/index.ts';
import { permissionFor } from '../leads/index.ts';
import { checkAction } from './bulk-action.ts';
import { keepSelection, refuseTooMany } from './bulk-selection.ts';

/** Begins the job that changes them. Returns its id. */
export async function startBulkChange(scope: Scope, { action, ...selection }: Input<typeof contract>['body']): Promise<string> {
  const { title } = await checkAction(scope, action);
  const { id: selectionId, total } = await keepSelection(scope, selection);
  if (action.type === 'convert') refuseTooMany(total);
  const id = newId();
  return startJob(scope, {
    id, kind: action.type === 'convert' ? 'lead_conversion' : 'lead_bulk', title: title(total), href: `/jobs/${id}`, permission: permissionFor[action.type], total, input: { selectionId, action },
  });
}

class NothingLeft extends Refusal {
  constructor() {
    super({ status: 409, code: 'nothing_left', detail: 'This is not finished yet, or it left no lead as it was.' });
  }
}

/** The same once more for the leads that a job left as they are: what was in the way may be gone. By whoever may see the job, as far as they may change leads. */
export async function repeatBulkChange(scope: Scope, jobId: string): Promise<string> {
  const job = await jobRow(scope, jobId);
  if (!repeatable.has(job.kind) || job.undoOfId) throw new NotFound('job');
  const left = await scope.rows<{ id: string }>(
    `select r.record_id as id from job_results r join leads l on l.organization_id = $1 and l.id = r.record_id and l.deleted_at is null
      where r.organization_id = $1 and r.job_id = $2 and not r.ok order by r.row limit ${mostLeadsInBulk}`, [scope.organizationId, jobId]);
  if (left.length === 0 || job.state === 'queued' || job.state === 'running') throw new NothingLeft();
  const { action } = job.input as { action: BulkAction };
  return startBulkChange(scope, { action, ids: left.map(({ id }) => id) });
}
const repeatable = new Set(['lead_bulk', 'lead_conversion']);
