import { setTimeout as pause } from 'node:timers/promises';
import { systemActor } from '../../core/actor.ts';
import { eachOrganization } from '../../core/each-organization.ts';
import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import { RouterProblem, type RouterConnection, type RouterSession, type RouterUserSpec } from '../../ports/router.ts';
import { RouterEntity, connectionTo, type RouterTurns } from '../routers/index.ts';
import { changePackage, noteServiceState } from '../subscribers/index.ts';
import { enableInstalled } from './ask-router-operation.ts';
import { leftOutIn, noteLeftOut } from './left-out.ts';
import { agreesAgain, lockRouterUser, noteOperationStep, routerOperationJob, stepsOfOperation, type OperationKind, type OperationStep, type RequestedChange } from './router-operation.ts';
import { markerOf, openRouterUserPassword } from './router-user-secret.ts';

interface Work {
  organizationId: string;
  operationId: string;
  kind: OperationKind;
  routerId: string;
  attempts: number;
  connection: RouterConnection;
  user: RouterUserSpec;
  /** Whether it may connect once a change is through. */
  isEnabled: boolean;
  /** What somebody left out. */
  skipped: readonly OperationStep[];
}

/** How long another job of the same router is waited for before looking again. */
const turnTaken = 2000;
/** A worker that lives ends a run well within this; one that died is replaced. */
const silence = 120_000;

/**
 * Carries an operation out, between transactions. Every step can be repeated. A router that does not answer is asked again and again, less and less often,
 * until it does or somebody cancels: what was asked for is not forgotten because a router is down.
 */
export async function runRouterOperation(
  services: Services, turns: RouterTurns, { organizationId, operationId }: { organizationId: string; operationId: string },
): Promise<void> {
  const actor = systemActor(organizationId);
  const work = await services.inOrg(actor, (scope) => whatToDo(scope, services, operationId));
  if (!work) return;
  const turn = await turns.take(work.routerId, async () => {
    if (!await services.inOrg(actor, (scope) => claim(scope, operationId))) return;
    let problem: RouterProblem | null = null;
    for (let attempt = 1; attempt <= work.attempts; attempt += 1) {
      problem = await tryOnce(services, work);
      if (!problem || problem.permanent) break;
      if (attempt < work.attempts) await pause(Math.min(250 * 2 ** (attempt - 1), 4000));
    }
    await services.inOrg(actor, (scope) => (problem ? noteProblem(scope, operationId, problem) : finishOperation(scope, operationId)));
  });
  if (!turn) {
    await services.inOrg(actor, (scope) => scope.enqueue(routerOperationJob, { operationId }, { startAfter: new Date(Date.now() + turnTaken) }));
  }
}

async function whatToDo(scope: Scope, { sealer }: Services, operationId: string): Promise<Work | null> {
  const { rows, organizationId, tx } = scope;
  const [found] = await rows<{
    kind: OperationKind; request: RequestedChange; id: string; routerId: string; conversionId: string | null; service: RouterUserSpec['service']; username: string;
    sealedPassword: string; profile: string; ipAddress: string | null; state: string;
  }>(
    `select o.kind, o.request, u.id, u.router_id as "routerId", u.conversion_id as "conversionId", u.service, u.username, u.sealed_password as "sealedPassword",
            u.profile, u.ip_address as "ipAddress", u.state
       from router_operations o join router_users u on u.organization_id = $1 and u.id = o.router_user_id
      where o.organization_id = $1 and o.id = $2 and o.state in ('queued', 'running')`, [organizationId, operationId]);
  if (!found) return null;
  const router = await tx.findOneByOrFail(RouterEntity, { organizationId, id: found.routerId });
  // What waits for the end of a maintenance is found again every minute.
  if (router.inMaintenance) return null;
  const { request, kind, service, username, state } = found;
  return {
    skipped: (await stepsOfOperation(scope, operationId)).filter(({ skipReason }) => skipReason !== null).map(({ name }) => name),
    organizationId, operationId, kind, routerId: router.id, attempts: router.attempts, connection: connectionTo(router, sealer),
    isEnabled: kind !== 'change' || state === 'active',
    user: {
      service, username, profile: request.profile ?? found.profile, ipAddress: request.ipAddress === undefined ? found.ipAddress : request.ipAddress,
      marker: markerOf(found.conversionId ?? found.id), password: openRouterUserPassword(sealer, organizationId, found.id, request.sealedPassword ?? found.sealedPassword),
    },
  };
}

/** Somebody may have cancelled it while its turn was waited for. */
async function claim({ rows, organizationId, now }: Scope, operationId: string): Promise<boolean> {
  const claimed = await rows(
    `update router_operations set state = 'running', tries = tries + 1, next_try_at = $3, version = version + 1
      where organization_id = $1 and id = $2 and state in ('queued', 'running') returning 1`, [organizationId, operationId, new Date(now.getTime() + silence)]);
  return claimed.length > 0;
}

/** One session through all steps; the problem that ended it, or null. */
async function tryOnce(services: Services, { organizationId, operationId, connection, kind, user, isEnabled, skipped }: Work): Promise<RouterProblem | null> {
  let current: OperationStep = 'connect';
  const note = (name: OperationStep, state: 'running' | 'done' | 'failed' | 'skipped', message: string | null = null) =>
    services.inOrg(systemActor(organizationId), (scope) => noteOperationStep(scope, operationId, name, state, message));
  const step = async <Result>(name: OperationStep, work: () => Promise<Result>, said: (result: Result) => string): Promise<Result> => {
    current = name;
    await note(name, 'running');
    const result = await work();
    await note(name, 'done', said(result));
    return result;
  };
  await note('connect', 'running');
  const began = Date.now();
  try {
    await services.router.withSession(connection, async (session: RouterSession) => {
      const found = await session.identify();
      await note('connect', 'done', `${found.identity}, RouterOS ${found.version}, ${Date.now() - began} ms`);
      const lookUp = () => step('look_up', () => session.lookUp(user), ({ state }) => (state === 'absent' ? 'It is not there' : 'Found, and ours'));
      if (kind === 'remove') {
        await step('remove', () => session.remove(user), (result) => (result === 'removed' ? 'Removed' : 'Nothing was there'));
      } else if (kind === 'suspend') {
        const { state } = await lookUp();
        // Who is not on the router cannot connect either.
        if (state === 'absent') await note('suspend', 'skipped', 'It is not on the router');
        else await step('suspend', () => session.suspend(user), () => 'Disabled');
      } else {
        await lookUp();
        await step('add', () => session.add(user), ({ adopted }) => `${user.username}, profile ${user.profile}${adopted ? '' : ', made'}`);
        if (!skipped.includes('read_back')) await step('read_back', () => session.readBack(user), () => 'As it should be');
        if (isEnabled) await step('enable', () => session.enable(user), () => 'Ready to connect');
        else {
          await session.suspend(user);
          await note('enable', 'skipped', 'It stays disabled');
        }
      }
    });
    return null;
  } catch (error) {
    if (!(error instanceof RouterProblem)) throw error;
    await note(current, 'failed', error.message);
    return error;
  }
}

const seconds = (tries: number): number => Math.min(30 * 2 ** Math.min(tries - 1, 10), 900);

async function noteProblem(scope: Scope, operationId: string, problem: RouterProblem): Promise<void> {
  const { rows, organizationId, now } = scope;
  const [operation] = await rows<{ tries: number; routerUserId: string; kind: OperationKind }>(
    `select tries, router_user_id as "routerUserId", kind from router_operations where organization_id = $1 and id = $2 and state = 'running' for update`, [organizationId, operationId]);
  if (!operation) return;
  if (problem.permanent) {
    await rows(
      `update router_operations set state = 'failed', problem = $3, finished_at = $4, version = version + 1 where organization_id = $1 and id = $2`,
      [organizationId, operationId, problem.message, now]);
    await scope.record('router_user.failed', { type: 'router_user', id: operation.routerUserId }, { operationId, kind: operation.kind, problem: problem.message });
    return;
  }
  await rows(
    `update router_operations set state = 'queued', problem = $3, next_try_at = $4, version = version + 1 where organization_id = $1 and id = $2`,
    [organizationId, operationId, problem.message, new Date(now.getTime() + seconds(operation.tries) * 1000)]);
  await scope.record('router_operation.postponed', { type: 'router_operation', id: operationId }, { problem: problem.message });
}

const stateAfter: { [kind in OperationKind]: 'active' | 'suspended' | 'removed' | null } = {
  create: 'active', enable: 'active', resume: 'active', suspend: 'suspended', remove: 'removed', change: null,
};

/** After these nothing is left on the router that differs from here. */
const setsAll: ReadonlySet<OperationKind> = new Set(['create', 'change', 'remove']);

/** The router has it; now we have it too. */
export async function finishOperation(scope: Scope, operationId: string): Promise<void> {
  const { rows, organizationId, now } = scope;
  const [seen] = await rows<{ routerUserId: string }>(
    `select router_user_id as "routerUserId" from router_operations where organization_id = $1 and id = $2 and state = 'running'`, [organizationId, operationId]);
  if (!seen) return;
  await lockRouterUser(scope, seen.routerUserId);
  const [operation] = await rows<{ kind: OperationKind; request: RequestedChange; reason: string | null; routerUserId: string }>(
    `select kind, request, reason, router_user_id as "routerUserId" from router_operations where organization_id = $1 and id = $2 and state = 'running' for update`,
    [organizationId, operationId]);
  if (!operation) return;
  const { kind, request, routerUserId, reason } = operation;
  const [user] = await rows<{ subscriberId: string | null; username: string }>(
    `update router_users set state = coalesce($3, state), profile = coalesce($4, profile), sealed_password = coalesce($5, sealed_password),
            ip_address = case when $6 then $7 else ip_address end, shares_address = shares_address and not $6, updated_at = $8, version = version + 1
      where organization_id = $1 and id = $2 returning subscriber_id as "subscriberId", username`,
    [organizationId, routerUserId, stateAfter[kind], request.profile ?? null, request.sealedPassword ?? null, request.ipAddress !== undefined, request.ipAddress ?? null, now]);
  await rows(
    `update router_operations set state = 'done', problem = null, request = request - 'sealedPassword', finished_at = $3, version = version + 1
      where organization_id = $1 and id = $2`, [organizationId, operationId, now]);
  const subscriberId = user?.subscriberId;
  if (subscriberId) {
    if (request.offerId) await changePackage(scope, routerUserId, request.offerId, request.monthlyPrice);
    if (kind === 'suspend' || kind === 'resume') await noteServiceState(scope, subscriberId);
  }
  const leftOut = leftOutIn(await stepsOfOperation(scope, operationId));
  if (leftOut) await noteLeftOut(scope, routerUserId, leftOut);
  else {
    if (setsAll.has(kind)) await agreesAgain(scope, routerUserId);
    // A user that was not put there cannot be suspended there either.
    if (kind !== 'suspend') await rows('update router_users set left_out = null where organization_id = $1 and id = $2', [organizationId, routerUserId]);
  }
  const done = { operationId, kind, username: user?.username, ...(reason ? { reason } : {}), ...(request.profile ? { profile: request.profile } : {}) };
  await scope.record('router_user.changed', { type: 'router_user', id: routerUserId }, done);
  if (subscriberId) await scope.record('subscriber.router_user_changed', { type: 'subscriber', id: subscriberId }, done);
  await enableInstalled(scope, routerUserId);
}

/** Wakes what waits for its next try, and what a worker that is gone left behind. Beside one that lives it is harmless. */
export async function resumeRouterOperations(services: Services, { sinceStart = false } = {}): Promise<void> {
  await eachOrganization(services, 'could not be looked through for router operations', (inOrganization) => inOrganization(async (scope) => {
    const due = await scope.rows<{ id: string }>(
      `select o.id from router_operations o
         join router_users u on u.organization_id = $1 and u.id = o.router_user_id
         join routers r on r.organization_id = $1 and r.id = u.router_id
        where o.organization_id = $1 and (o.state = 'queued' and o.next_try_at <= $2 or o.state = 'running' and (o.next_try_at <= $2 or $3)) and not r.in_maintenance
        order by o.next_try_at limit 500`,
      [scope.organizationId, scope.now, sinceStart]);
    for (const { id } of due) await scope.enqueue(routerOperationJob, { operationId: id });
    await enableInstalled(scope);
  }));
}
