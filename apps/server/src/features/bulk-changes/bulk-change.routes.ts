import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { previewBulkChange } from './preview.ts';
import { repeatBulkChange, startBulkChange } from './start-bulk-change.ts';

export function bulkChangeRoutes({ on }: Routes): void {
  on(contract.previewBulkChange, (scope, { body }) => previewBulkChange(scope, body));
  on(contract.startBulkChange, async (scope, { body }) => ({ jobId: await startBulkChange(scope, body) }));
  on(contract.repeatBulkChange, async (scope, { body }) => ({ jobId: await repeatBulkChange(scope, body.jobId) }));
}
