import { setTimeout as pause } from 'node:timers/promises';
import { systemActor } from '../../core/actor.ts';
import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import { RouterProblem, type RouterSession, type RouterUserSpec } from '../../ports/router.ts';
import { RouterEntity, connectionTo, type Router, type RouterTurns } from '../routers/index.ts';
import { markerOf, openRouterUserPassword } from '../router-users/index.ts';
import { noteStep, stepsOf, type StepName, type StepState } from './conversion-steps.ts';
import { failConversion } from './fail-conversion.ts';
import { finishConversion } from './finish-conversion.ts';
import { holdLeadOf } from './hold-lead.ts';
import type { Provisioning } from './provisioning.ts';
import { waitForMaintenance, waitForRouter } from './wait-for-router.ts';

interface UserRow {
  routerId: string;
  id: string;
  service: RouterUserSpec['service'];
  username: string;
  sealedPassword: string;
  profile: string;
  ipAddress: string | null;
  waits: boolean;
}

/** How long another job of the same router is waited for before looking again. */
const turnTaken = 2000;

/**
 * Carries out the router part of a conversion. Every step can be repeated: whatever was interrupted, and however, the next run looks first and goes on from
 * what is there. Runs outside transactions; each step is noted in one of its own.
 */
export async function provision(services: Services, turns: RouterTurns, { organizationId, conversionId }: { organizationId: string; conversionId: string }): Promise<void> {
  const job = await services.inOrg(systemActor(organizationId), (scope) => whatToDo(scope, services, conversionId));
  if (!job) return;
  const turn = await turns.take(job.routerId, () => carryOut(services, job));
  if (!turn) {
    await services.inOrg(systemActor(organizationId), (scope) =>
      scope.enqueue('provision', { conversionId }, { startAfter: new Date(Date.now() + turnTaken) }));
  }
}

/** What is to be done on the router; null where nothing is, or not now. */
export async function whatToDo(scope: Scope, { sealer }: Pick<Services, 'sealer'>, conversionId: string): Promise<Provisioning | null> {
  const { rows, organizationId, tx } = scope;
  await holdLeadOf(scope, conversionId);
  const [user] = await rows<UserRow>(
    `select u.router_id as "routerId", u.id, u.service, u.username, u.sealed_password as "sealedPassword", u.profile, u.ip_address as "ipAddress",
            coalesce((c.request -> 'routerUser' ->> 'waits')::boolean, false) as waits
       from conversions c join router_users u on u.organization_id = $1 and u.id = c.router_user_id
      where c.organization_id = $1 and c.id = $2 and c.state = 'running' for update of c`, [organizationId, conversionId]);
  if (!user) return null;
  const router: Router = await tx.findOneByOrFail(RouterEntity, { organizationId, id: user.routerId });
  // Found again by reconciliation when the maintenance is over.
  if (router.inMaintenance) {
    await waitForMaintenance(scope, conversionId, router.name);
    return null;
  }
  await rows('update conversions set next_try_at = null, last_progress_at = $3 where organization_id = $1 and id = $2 and next_try_at is not null', [organizationId, conversionId, scope.now]);
  const skipped = (await stepsOf(scope, conversionId)).filter(({ skipReason }) => skipReason !== null).map(({ name }) => name);
  return {
    skipped,
    organizationId, conversionId, waits: user.waits, routerId: router.id, routerName: router.name, attempts: router.attempts, connection: connectionTo(router, sealer),
    user: {
      service: user.service, username: user.username, profile: user.profile, ipAddress: user.ipAddress, marker: markerOf(conversionId),
      password: openRouterUserPassword(sealer, organizationId, user.id, user.sealedPassword),
    },
  };
}

async function carryOut(services: Services, job: Provisioning): Promise<void> {
  let problem: RouterProblem | 'cancelled' | null = null;
  for (let attempt = 1; attempt <= job.attempts; attempt += 1) {
    if (await isCancelled(services, job)) {
      problem = 'cancelled';
      break;
    }
    problem = await tryOnce(services, job);
    if (!problem || problem.permanent) break;
    // A router that is restarting or busy is given a moment, longer each time.
    if (attempt < job.attempts) await pause(Math.min(250 * 2 ** (attempt - 1), 4000));
  }
  const actor = systemActor(job.organizationId);
  if (!problem) {
    await services.inOrg(actor, (scope) => finishConversion(scope, job.conversionId));
    return;
  }
  const met = problem;
  if (met instanceof RouterProblem && !met.permanent && await services.inOrg(actor, (scope) => waitForRouter(scope, job.conversionId, met))) return;
  await failConversion(services, job, await isCancelled(services, job) ? 'cancelled' : problem);
}

async function isCancelled({ inOrg }: Services, { organizationId, conversionId }: Provisioning): Promise<boolean> {
  const [row] = await inOrg(systemActor(organizationId), ({ rows }) => rows<{ cancelled: boolean }>(
    'select cancel_requested as cancelled from conversions where organization_id = $1 and id = $2', [organizationId, conversionId]), { readOnly: true });
  return row?.cancelled ?? false;
}

/** One session through all steps; the problem that ended it, or null. After a lost reply the next try's look-up tells what really happened. */
async function tryOnce(services: Services, job: Provisioning): Promise<RouterProblem | null> {
  let current: StepName = 'connect';
  const note = (name: StepName, state: StepState, message: string | null = null) =>
    services.inOrg(systemActor(job.organizationId), (scope) => noteStep(scope, job.conversionId, name, state, message));
  const step = async <Result>(name: StepName, work: () => Promise<Result>, said: (result: Result) => string): Promise<Result> => {
    current = name;
    await note(name, 'running');
    const result = await work();
    await note(name, 'done', said(result));
    return result;
  };
  const wanted = (name: StepName) => !job.skipped.includes(name);
  await note('connect', 'running');
  const began = Date.now();
  try {
    await services.router.withSession(job.connection, async (session: RouterSession) => {
      const found = await session.identify();
      await note('connect', 'done', `${found.identity}, RouterOS ${found.version}, ${Date.now() - began} ms`);
      const { user } = job;
      await step('look_up', () => session.lookUp(user), (result) => (result.state === 'absent' ? 'The name is free' : 'Made by an earlier try'));
      await step('add', () => session.add(user), ({ adopted }) => `${user.username}, profile ${user.profile}${adopted ? ', already there' : ''}`);
      if (wanted('read_back')) await step('read_back', () => session.readBack(user), () => 'As it should be');
      if (!job.waits && wanted('enable')) await step('enable', () => session.enable(user), () => 'Ready to connect');
    });
    return null;
  } catch (error) {
    if (!(error instanceof RouterProblem)) throw error;
    await note(current, 'failed', error.message);
    return error;
  }
}
