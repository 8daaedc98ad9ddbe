import type { Permission } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotAllowed } from '../../core/problems.ts';
import { NotUndoable } from './job.errors.ts';
import { jobRow } from './job.view.ts';
import { goOn } from './retry-job.ts';
import { startJob } from './start-job.ts';

/** Starts the job that takes another one back. Throws {@link NotUndoable} with the reason. */
export async function undoJob(scope: Scope, id: string): Promise<string> {
  const { rows, organizationId, actor, now } = scope;
  const job = await jobRow(scope, id);
  await rows('select 1 from jobs where organization_id = $1 and id = $2 for update', [organizationId, id]);
  if (actor.role && !actor.grants[job.permission as Permission]) throw new NotAllowed();
  const [undo] = await rows<{ id: string; state: string }>(
    'select id, state from jobs where organization_id = $1 and undo_of_id = $2', [organizationId, id]);
  if (undo?.state === 'failed') return goOn(scope, undo.id);
  if (undo) throw new NotUndoable('This was undone already.');
  if (job.undoOfId) throw new NotUndoable('An undo is not undone; do the work again instead.');
  if (job.state === 'queued' || job.state === 'running') throw new NotUndoable('This is not finished yet. Undo it once it is.');
  if (!job.undoableUntil) throw new NotUndoable('This cannot be undone.');
  if (new Date(job.undoableUntil) <= now) throw new NotUndoable('It is too late to undo this.');
  return startJob(scope, {
    kind: job.kind, title: `Undo: ${job.title}`, href: job.href, permission: job.permission as Permission, total: job.total, input: job.input, undoOfId: id,
  });
}
