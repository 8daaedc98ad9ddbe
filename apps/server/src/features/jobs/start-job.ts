import type { Permission } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { insertRow } from '../../core/rows.ts';

/** The pg-boss job that works on one of ours. */
export const workOnJob = 'work_on_job';

export interface NewJob {
  /** Where the caller has to know it before, as for the record's own address. */
  id?: string;
  kind: string;
  title: string;
  href?: string | null;
  /** Which permission undoing it needs. */
  permission: Permission;
  isListed?: boolean;
  total: number;
  input: object;
  undoOfId?: string;
}

/** Puts long work into this transaction: it begins after the commit, as whoever acts now. Returns its id. */
export async function startJob(scope: Scope, { id = newId(), href = null, isListed = true, undoOfId, ...job }: NewJob): Promise<string> {
  const { organizationId, actor, now } = scope;
  await insertRow(scope, 'jobs', {
    organizationId, id, ...job, href, isListed, undoOfId: undoOfId ?? null, input: JSON.stringify(job.input), state: 'queued',
    actorKind: actor.kind === 'prospect' ? 'system' : actor.kind, actorName: actor.name, createdById: actor.userId,
    permissions: actor.kind === 'token' ? Object.keys(actor.grants) : null, createdAt: now, lastProgressAt: now,
  });
  await scope.enqueue(workOnJob, { jobId: id });
  if (isListed) await scope.record('job.started', { type: 'job', id }, { kind: job.kind, title: job.title, total: job.total });
  return id;
}
