import type { Input, startBulkChange as contract } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { startJob } from '../jobs/index.ts';
import { permissionFor } from '../leads/index.ts';
import { checkAction } from './bulk-action.ts';
import { keepSelection } from './bulk-selection.ts';

/** Begins the job that changes them. Returns its id. */
export async function startBulkChange(scope: Scope, { action, ...selection }: Input<typeof contract>['body']): Promise<string> {
  const { title } = await checkAction(scope, action);
  const { id: selectionId, total } = await keepSelection(scope, selection);
  const id = newId();
  return startJob(scope, {
    id, kind: 'lead_bulk', title: title(total), href: `/jobs/${id}`, permission: permissionFor[action.type], total, input: { selectionId, action },
  });
}
