import { systemActor } from '../../core/actor.ts';
import type { Scope } from '../../core/in-org.ts';
import type { Services } from '../../core/services.ts';
import { RouterProblem, type RouterUserKey } from '../../ports/router.ts';
import { noteStep } from './conversion-steps.ts';
import { holdLeadOf } from './hold-lead.ts';
import type { Provisioning } from './provisioning.ts';

type Cleaned = 'nothing_to_clean' | 'clean' | 'pending';

/**
 * Ends a conversion that did not work: whatever of ours is on the router goes, the lead keeps the stage it never left, and the reason is on it. Where the
 * router cannot be asked, reconciliation keeps trying until it can.
 */
export async function failConversion(services: Services, job: Provisioning, problem: RouterProblem | 'cancelled'): Promise<void> {
  const actor = systemActor(job.organizationId);
  const cleaned = await cleanUp(services, job);
  await services.inOrg(actor, (scope) => endConversion(scope, job, problem, cleaned));
}

/** Ends a locked conversion that waits for its router, at once. What may be on the router is removed by reconciliation. */
export async function endWaiting(scope: Scope, conversionId: string): Promise<void> {
  const [router] = await scope.rows<{ name: string; added: boolean }>(
    `select r.name, exists (select from conversion_steps s where s.organization_id = $1 and s.conversion_id = c.id and s.name = 'add' and s.attempts > 0) as added
       from conversions c join router_users u on u.organization_id = $1 and u.id = c.router_user_id
       join routers r on r.organization_id = $1 and r.id = u.router_id where c.organization_id = $1 and c.id = $2`, [scope.organizationId, conversionId]);
  await endConversion(scope, { conversionId, routerName: router!.name }, 'cancelled', router!.added ? 'pending' : 'nothing_to_clean');
}

export async function endConversion(scope: Scope, { conversionId, routerName }: Pick<Provisioning, 'conversionId' | 'routerName'>, problem: RouterProblem | 'cancelled', cleaned: Cleaned): Promise<void> {
  await holdLeadOf(scope, conversionId);
  const [conversion] = await scope.rows<{ leadId: string; routerUserId: string; state: string }>(
    `select lead_id as "leadId", router_user_id as "routerUserId", state from conversions where organization_id = $1 and id = $2 for update`,
    [scope.organizationId, conversionId]);
  if (conversion?.state !== 'running') return;
  const reason = `${problem === 'cancelled' ? 'Cancelled.' : withPeriod(problem.message)} ${aftermath[cleaned](routerName)}`;
  await noteStep(scope, conversionId, 'records', 'skipped', 'Nothing was made');
  await scope.rows(
    `update conversions set state = $3, problem = $4, clean_up_pending = $5, finished_at = $6, next_try_at = null, version = version + 1 where organization_id = $1 and id = $2`,
    [scope.organizationId, conversionId, problem === 'cancelled' ? 'cancelled' : 'failed', reason, cleaned === 'pending', scope.now]);
  await settleRouterUser(scope, conversion.routerUserId, cleaned);
  await scope.record('conversion.failed', { type: 'lead', id: conversion.leadId }, { conversionId, problem: reason });
}

const withPeriod = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

const aftermath: { [cleaned in Cleaned]: (router: string) => string } = {
  nothing_to_clean: () => 'Nothing was left on the router.',
  clean: () => 'Nothing was left on the router.',
  pending: (router) => `${router} could not be asked whether something was left there; that is done as soon as it answers.`,
};

/** A name stays reserved until the router is known not to have it. */
async function settleRouterUser({ rows, organizationId, now }: Scope, id: string, cleaned: Cleaned): Promise<void> {
  await rows(`update router_users set state = $3, updated_at = $4, version = version + 1 where organization_id = $1 and id = $2`,
    [organizationId, id, cleaned === 'pending' ? 'removing' : 'removed', now]);
}

/** Removes what we made. Where no try came as far as adding there is nothing, and the router need not be asked. */
async function cleanUp(services: Services, job: Provisioning): Promise<Cleaned> {
  const actor = systemActor(job.organizationId);
  const [added] = await services.inOrg(actor, ({ rows }) => rows<{ attempts: number }>(
    `select s.attempts from conversion_steps s where s.organization_id = $1 and s.conversion_id = $2 and s.name = 'add'`,
    [job.organizationId, job.conversionId]), { readOnly: true });
  if (!added?.attempts) return 'nothing_to_clean';
  const note = (state: 'running' | 'done' | 'failed', message: string | null = null) =>
    services.inOrg(actor, (scope) => noteStep(scope, job.conversionId, 'clean_up', state, message));
  for (let attempt = 1; attempt <= job.attempts; attempt += 1) {
    await note('running');
    const result = await removeUser(services, job);
    if (!(result instanceof RouterProblem)) {
      await note('done', result === 'removed' ? 'Removed' : 'Nothing was there');
      return 'clean';
    }
    await note('failed', result.message);
  }
  return 'pending';
}

/** Removes our user from the router, if it is ours. */
export async function removeUser(
  { router }: Pick<Services, 'router'>, { connection, user }: { connection: Provisioning['connection']; user: RouterUserKey },
): Promise<'removed' | 'absent' | RouterProblem> {
  try {
    return await router.withSession(connection, (session) => session.remove(user));
  } catch (error) {
    if (error instanceof RouterProblem) return error;
    throw error;
  }
}
