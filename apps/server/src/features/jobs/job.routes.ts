import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { jobList, jobResults, jobView } from './job.view.ts';
import { retryJob } from './retry-job.ts';
import { undoJob } from './undo-job.ts';

export function jobRoutes({ on }: Routes): void {
  on(contract.listJobs, (scope, { query }) => jobList(scope, query));
  on(contract.getJob, (scope, { params }) => jobView(scope, params.id));
  on(contract.listJobResults, (scope, { params, query }) => jobResults(scope, params.id, query));
  on(contract.undoJob, async (scope, { params }) => ({ jobId: await undoJob(scope, params.id) }));
  on(contract.retryJob, async (scope, { params }) => ({ jobId: await retryJob(scope, params.id) }));
}
