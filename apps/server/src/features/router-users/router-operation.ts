import type { RouterOperation, routerOperationSteps } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { RouterUserBusy } from './router-user.errors.ts';

/** The job that carries an operation out. */
export const routerOperationJob = 'router_operation';

export type OperationKind = RouterOperation['kind'];
export type OperationStep = (typeof routerOperationSteps)[number];
export type StepState = RouterOperation['steps'][number]['state'];

/** Whatever should be there is made or put right on the way, so that an interrupted operation is simply done again. */
const present: readonly OperationStep[] = ['connect', 'look_up', 'add', 'read_back', 'enable'];
const stepsOf: { [kind in OperationKind]: readonly OperationStep[] } = {
  create: present, enable: present, resume: present, change: present,
  suspend: ['connect', 'look_up', 'suspend'],
  remove: ['connect', 'remove'],
};

/** What a `change` sets; a password is sealed for the router user. */
export interface RequestedChange { profile?: string; ipAddress?: string | null; sealedPassword?: string; offerId?: string; monthlyPrice?: string }

export interface LockedRouterUser {
  id: string;
  routerId: string;
  subscriberId: string | null;
  username: string;
  state: 'creating' | 'waiting' | 'active' | 'suspended' | 'removing' | 'removed';
}

/** Throws {@link NotFound}. */
export async function lockRouterUser({ rows, organizationId }: Scope, id: string): Promise<LockedRouterUser> {
  const [user] = await rows<LockedRouterUser>(
    `select id, router_id as "routerId", subscriber_id as "subscriberId", username, state from router_users
      where organization_id = $1 and id = $2 for update`, [organizationId, id]);
  if (!user) throw new NotFound('router user');
  return user;
}

/** Whether something is being done to a user, or waits to be. */
export const isBusy = async ({ rows, organizationId }: Scope, id: string): Promise<boolean> => (await rows(
  `select 1 from router_operations where organization_id = $1 and router_user_id = $2 and state in ('queued', 'running')`, [organizationId, id])).length > 0;

/** The router has a user as it is here: what was found to differ before does not any more. */
export async function agreesAgain({ rows, organizationId }: Scope, id: string): Promise<void> {
  await rows(
    `delete from router_differences d using router_users u where d.organization_id = $1 and u.organization_id = $1 and u.id = $2
        and (d.router_user_id = u.id or d.router_id = u.router_id and d.service = u.service and d.username = u.username)`, [organizationId, id]);
}

/** Asks for an operation in this transaction; a worker begins after the commit. Throws {@link RouterUserBusy} where another is not finished. */
export async function beginOperation(
  scope: Scope, user: Pick<LockedRouterUser, 'id' | 'username'>, kind: OperationKind, { request = {}, reason = null }: { request?: object; reason?: string | null } = {},
): Promise<string> {
  const { organizationId, actor, now } = scope;
  const id = newId();
  if (await isBusy(scope, user.id)) throw new RouterUserBusy(user.username);
  await insertRow(scope, 'router_operations', {
    organizationId, id, routerUserId: user.id, kind, state: 'queued', request: JSON.stringify(request), reason: reason?.trim() || null, nextTryAt: now,
    requestedById: actor.userId, createdAt: now,
  }).catch((error: unknown) => { throw isUniqueViolation(error) ? new RouterUserBusy(user.username) : error; });
  for (const [position, name] of stepsOf[kind].entries()) {
    await insertRow(scope, 'router_operation_steps', { organizationId, operationId: id, name, position, state: 'waiting' });
  }
  await scope.record('router_user.asked', { type: 'router_user', id: user.id }, { operationId: id, kind, username: user.username, ...(reason ? { reason } : {}) });
  await scope.enqueue(routerOperationJob, { operationId: id });
  return id;
}

export interface OperationStepRow { name: OperationStep; state: StepState; skipReason: string | null; skippedBy: string | null }

export const stepsOfOperation = ({ rows, organizationId }: Scope, id: string): Promise<OperationStepRow[]> => rows<OperationStepRow>(
  `select name, state, skip_reason as "skipReason", skipped_by as "skippedBy" from router_operation_steps where organization_id = $1 and operation_id = $2 order by position`,
  [organizationId, id]);

/** The step that one which waits or failed stands at: the first that is neither done nor left out. */
export const standingIn = <Row extends Pick<OperationStepRow, 'state' | 'skipReason'>>(steps: readonly Row[], state: RouterOperation['state']): Row | undefined =>
  state === 'queued' || state === 'failed' ? steps.find((step) => step.state !== 'done' && step.skipReason === null) : undefined;

/** Notes how far a step is, for open screens. */
export async function noteOperationStep(
  { rows, organizationId, now, record }: Scope, operationId: string, name: OperationStep, state: StepState, message: string | null = null,
): Promise<void> {
  await rows(
    `update router_operation_steps set state = $4, message = $5, at = $6, attempts = attempts + case when $4 = 'running' then 1 else 0 end
      where organization_id = $1 and operation_id = $2 and name = $3`, [organizationId, operationId, name, state, message, now]);
  await record('router_operation.progressed', { type: 'router_operation', id: operationId }, { step: name, state, ...(message ? { message } : {}) });
}
