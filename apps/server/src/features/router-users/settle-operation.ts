import type { RouterOperation } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound, Refusal } from '../../core/problems.ts';
import { removeForGood, setState } from './ask-router-operation.ts';
import { lockRouterUser, routerOperationJob, standingIn, stepsOfOperation, type LockedRouterUser, type OperationKind, type OperationStep } from './router-operation.ts';
import { operationView } from './router-operation.view.ts';
import { finishOperation } from './run-router-operation.ts';

class OperationOver extends Refusal {
  constructor(state: string) {
    super({ status: 409, code: 'operation_over', detail: `This operation is ${state}.` });
  }
}

interface LockedOperation { state: RouterOperation['state']; kind: OperationKind; routerUserId: string; request: { from?: LockedRouterUser['state'] } }

/** Locks its router user first, as whoever asks for one does. */
async function lockOperation(scope: Scope, id: string): Promise<LockedOperation> {
  const { rows, organizationId } = scope;
  const [seen] = await rows<{ routerUserId: string }>('select router_user_id as "routerUserId" from router_operations where organization_id = $1 and id = $2', [organizationId, id]);
  if (!seen) throw new NotFound('operation');
  await lockRouterUser(scope, seen.routerUserId);
  const [operation] = await rows<LockedOperation>(
    `select state, kind, router_user_id as "routerUserId", request from router_operations where organization_id = $1 and id = $2 for update`, [organizationId, id]);
  return operation!;
}

class NotAtThisStep extends Refusal {
  constructor(step: string) {
    super({ status: 409, code: 'not_at_this_step', detail: `The operation does not stand at “${step}” now. Look at its steps again.` });
  }
}

/** Locks one that waits or failed and is the last of its user. */
async function lockUnfinished(scope: Scope, id: string): Promise<LockedOperation> {
  const operation = await lockOperation(scope, id);
  const { state, routerUserId } = operation;
  if (state !== 'failed' && state !== 'queued') throw new OperationOver(state);
  const [other] = await scope.rows(
    `select 1 from router_operations where organization_id = $1 and router_user_id = $2 and id <> $3 and (state in ('queued', 'running') or id > $3)`,
    [scope.organizationId, routerUserId, id]);
  if (other) throw new OperationOver('followed by a later one');
  return operation;
}

/** Tries again at once what waits or failed. */
export async function retryOperation(scope: Scope, id: string): Promise<RouterOperation> {
  await lockUnfinished(scope, id);
  return queueNow(scope, id);
}

/** Leaves out the step that an operation stands at: the check alone, or with any other everything that follows, so that it counts as done. */
export async function skipOperationStep(scope: Scope, id: string, { step, reason }: { step: OperationStep; reason: string }): Promise<RouterOperation> {
  const { rows, organizationId, actor, now } = scope;
  const { state, kind, routerUserId } = await lockUnfinished(scope, id);
  if (standingIn(await stepsOfOperation(scope, id), state)?.name !== step) throw new NotAtThisStep(step);
  await rows(
    `update router_operation_steps set state = 'skipped', skip_reason = $4, skipped_by = $5, at = $6
      where organization_id = $1 and operation_id = $2 and state <> 'done' and ($3::text is null or name = $3)`,
    [organizationId, id, step === 'read_back' ? step : null, reason.trim(), actor.name, now]);
  await scope.record('router_user.step_left_out', { type: 'router_user', id: routerUserId }, { operationId: id, kind, step, reason: reason.trim() });
  if (step === 'read_back') return queueNow(scope, id);
  await rows(`update router_operations set state = 'running' where organization_id = $1 and id = $2`, [organizationId, id]);
  await finishOperation(scope, id);
  return operationView(scope, id);
}

async function queueNow(scope: Scope, id: string): Promise<RouterOperation> {
  const { rows, organizationId, now } = scope;
  await rows(
    `update router_operations set state = 'queued', problem = null, next_try_at = $3, tries = 0, finished_at = null, version = version + 1
      where organization_id = $1 and id = $2`, [organizationId, id, now]);
  await scope.enqueue(routerOperationJob, { operationId: id });
  return operationView(scope, id);
}

/** Gives up what waits or failed. What it may have begun on the router is seen by the next look for differences. */
export async function cancelOperation(scope: Scope, id: string): Promise<RouterOperation> {
  const { rows, organizationId, now } = scope;
  const { state, kind, routerUserId, request } = await lockOperation(scope, id);
  if (state !== 'failed' && state !== 'queued') throw new OperationOver(state);
  await rows(
    `update router_operations set state = 'cancelled', request = request - 'sealedPassword', finished_at = $3, version = version + 1
      where organization_id = $1 and id = $2`, [organizationId, id, now]);
  const user = await lockRouterUser(scope, routerUserId);
  // What a making that was given up left on the router goes; a removal that was given up leaves the user as it was.
  if (kind === 'create' && user.state === 'creating') await removeForGood(scope, routerUserId, 'The making was given up');
  if (kind === 'remove' && user.state === 'removing' && request.from) await setState(scope, routerUserId, request.from);
  await scope.record('router_operation.cancelled', { type: 'router_operation', id }, { kind });
  return operationView(scope, id);
}
