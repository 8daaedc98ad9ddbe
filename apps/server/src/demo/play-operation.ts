import type { Scope } from '../core/in-org.ts';
import { noteOperationStep, stepsOfOperation } from '../features/router-users/router-operation.ts';
import { finishOperation } from '../features/router-users/run-router-operation.ts';
import { inHistory } from './history.ts';

/** Ends what was asked for a router user as if its router had done it at once; nothing where nothing was asked. */
export async function playOperation(scope: Scope, routerUserId: string, at: Date): Promise<void> {
  const { rows, organizationId } = scope;
  const [asked] = await rows<{ id: string }>(
    `update router_operations set state = 'running', tries = 1 where organization_id = $1 and router_user_id = $2 and state = 'queued' returning id`,
    [organizationId, routerUserId]);
  if (!asked) return;
  const then = inHistory(scope, new Date(at.getTime() + 4000));
  for (const { name } of await stepsOfOperation(scope, asked.id)) {
    await noteOperationStep(then, asked.id, name, 'running');
    await noteOperationStep(then, asked.id, name, 'done');
  }
  await finishOperation(then, asked.id);
}
