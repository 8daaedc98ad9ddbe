import type { RouterDrift } from '@lastmile/contracts';
import type { Actor } from '../../core/actor.ts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound, Refusal } from '../../core/problems.ts';
import { isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { RouterProblem, type ListedUser, type RouterConnection, type RouterService, type RouterSession } from '../../ports/router.ts';
import { lockAddresses } from '../address-pools/index.ts';
import { RouterEntity, connectionTo } from '../routers/index.ts';
import { compareRouter, driftOf, type Found, type Needed } from './compare-router.ts';
import { ourAddressHolder } from './router-names.ts';
import { beginOperation, isBusy, lockRouterUser } from './router-operation.ts';
import { RouterUserBusy } from './router-user.errors.ts';
import { markerOf, sealRouterUserPassword } from './router-user-secret.ts';

class RouterSaidNo extends Refusal {
  constructor(problem: RouterProblem) {
    super({ status: 409, code: 'router_problem', detail: problem.message, more: { kind: problem.kind } });
  }
}

class NotOurs extends Refusal {
  constructor(username: string) {
    super({ status: 409, code: 'not_ours', detail: `${username} was put on the router by somebody else. It is not removed from here; adopt it, or remove it on the router.` });
  }
}

/** Since the router was compared somebody else brought them together. */
class DifferenceIsOld extends Refusal {
  constructor(username: string) {
    super({ status: 409, code: 'compare_again', detail: `${username} is not as it was when the router was compared. Compare it again.` });
  }
}

class PasswordHidden extends Refusal {
  constructor(username: string) {
    super({ status: 409, code: 'password_hidden', detail: `The router does not show the password of ${username} to our API user. Give that user the policy “sensitive”.` });
  }
}

interface Difference extends Found { id: string; routerId: string; service: RouterService; conversionId: string | null; subscriberId: string | null; connection: RouterConnection }

async function differenceOf(scope: Scope, sealer: Needed['sealer'], id: string): Promise<Difference> {
  const { rows, tx, organizationId } = scope;
  const [found] = await rows<Omit<Difference, 'connection'>>(
    `select d.id, d.router_id as "routerId", d.kind, d.service, d.username, d.router_user_id as "routerUserId", d.fields, d.theirs,
            u.conversion_id as "conversionId", u.subscriber_id as "subscriberId"
       from router_differences d left join router_users u on u.organization_id = $1 and u.id = d.router_user_id
      where d.organization_id = $1 and d.id = $2`, [organizationId, id]);
  if (!found) throw new NotFound('difference');
  if (found.kind === 'unknown_here') await refuseKnown(scope, found);
  const router = await tx.findOneByOrFail(RouterEntity, { organizationId, id: found.routerId });
  return { ...found, connection: connectionTo(router, sealer) };
}

/** Whom a conversion or somebody else made known here meanwhile is a customer, and no stranger to be taken over or removed. */
async function refuseKnown({ rows, organizationId }: Scope, { routerId, service, username }: Pick<Difference, 'routerId' | 'service' | 'username'>): Promise<void> {
  const [known] = await rows(
    `select 1 from router_users where organization_id = $1 and router_id = $2 and service = $3 and username = $4 and state <> 'removed'`, [organizationId, routerId, service, username]);
  if (known) throw new DifferenceIsOld(username);
}

const onRouter = <Result>({ router }: Needed, { connection }: Difference, work: (session: RouterSession) => Promise<Result>): Promise<Result> =>
  router.withSession(connection, work).catch((error: unknown) => { throw error instanceof RouterProblem ? new RouterSaidNo(error) : error; });

/** Whether the router has somebody by now. One that does not answer, as it may be gone for good, is believed what it said when it was compared. */
const isThereNow = ({ router }: Needed, { connection, service, username }: Difference): Promise<boolean> =>
  router.withSession(connection, async (session) => (await session.list()).some((one) => one.service === service && one.username === username))
    .catch((error: unknown) => { if (error instanceof RouterProblem) return false; throw error; });

const settled = ({ rows, organizationId }: Scope, id: string) => rows('delete from router_differences where organization_id = $1 and id = $2', [organizationId, id]);

/** Takes over how it is on the router. */
export async function adoptDifference(services: Needed, actor: Actor, id: string, { subscriberId }: { subscriberId?: string }): Promise<RouterDrift> {
  const difference = await services.inOrg(actor, async (scope) => {
    if (subscriberId && (await scope.rows('select 1 from subscribers where organization_id = $1 and id = $2', [scope.organizationId, subscriberId])).length === 0) {
      throw new InvalidFields([{ pointer: '/subscriberId', detail: 'There is no such subscriber.' }]);
    }
    return differenceOf(scope, services.sealer, id);
  }, { readOnly: true });
  const { kind, routerId, routerUserId, service, username, theirs } = difference;
  if (kind === 'missing_there') {
    if (await isThereNow(services, difference)) throw new DifferenceIsOld(username);
    await services.inOrg(actor, async (scope) => {
      const user = await lockRouterUser(scope, routerUserId!);
      if (await isBusy(scope, user.id)) throw new RouterUserBusy(username);
      await scope.rows(`update router_users set state = 'removed', updated_at = $3, version = version + 1 where organization_id = $1 and id = $2`, [scope.organizationId, user.id, scope.now]);
      await settled(scope, id);
      await scope.record('router_user.adopted', { type: 'router_user', id: user.id }, { username, as: 'removed' });
    });
    return services.inOrg(actor, (scope) => driftOf(scope, routerId), { readOnly: true });
  }
  // What was not known before gets the id that it is marked with on the router.
  const ownId = routerUserId ?? (theirs!.comment.startsWith('lm:') ? theirs!.comment.slice(3).split(' ')[0]! : newId());
  const newUserId = routerUserId ?? (isUuid(ownId) && await services.inOrg(actor, (scope) => isFree(scope, ownId, difference), { readOnly: true }) ? ownId : newId());
  const marker = markerOf(difference.conversionId ?? newUserId);
  const user = await onRouter(services, difference, async (session) => {
    await session.claim({ service, username, marker }, theirs!.comment);
    const now = (await session.list()).find((one) => one.service === service && one.username === username);
    if (!now) throw new RouterProblem('conflict', `${username} is not there any more. Compare again.`, { permanent: true });
    return now;
  });
  await services.inOrg(actor, (scope) => takeOver(scope, services.sealer, difference, newUserId, user, subscriberId ?? null));
  return services.inOrg(actor, (scope) => driftOf(scope, routerId), { readOnly: true });
}

/** Whether a user that was never here, or is this one and was removed, may have this id. */
async function isFree({ rows, organizationId }: Scope, id: string, { routerId, service, username }: Difference): Promise<boolean> {
  const [other] = await rows(
    `select 1 from router_users where organization_id = $1 and id = $2 and not (state = 'removed' and router_id = $3 and service = $4 and username = $5)`,
    [organizationId, id, routerId, service, username]);
  return !other;
}

const isUuid = (text: string) => /^[0-9a-f-]{36}$/.test(text);

async function takeOver(
  scope: Scope, sealer: Needed['sealer'], { id, routerId, routerUserId, username, service }: Difference, newUserId: string, user: ListedUser, subscriberId: string | null,
): Promise<void> {
  const { rows, organizationId, now } = scope;
  await lockAddresses(scope, routerId);
  if (!user.profile) throw new RouterSaidNo(new RouterProblem('verify', `${username} has no profile on the router. Give it one there first.`));
  if (user.password === null && !routerUserId) throw new PasswordHidden(username);
  const sealedPassword = user.password === null ? null : sealRouterUserPassword(sealer, organizationId, newUserId, user.password);
  const state = user.isDisabled ? 'suspended' : 'active';
  // Two of one address are adopted as they are: it is the router's administrator who put them there.
  const sharesAddress = user.ipAddress !== null && await ourAddressHolder(scope, { routerId, ipAddress: user.ipAddress, exceptId: routerUserId, exceptConversionId: null }) !== null;
  if (routerUserId) {
    await lockRouterUser(scope, routerUserId);
    await rows(
      `update router_users set profile = $3, ip_address = $4, sealed_password = coalesce($5, sealed_password),
              state = case when state = 'waiting' and $6 = 'suspended' then state else $6 end, left_out = null, shares_address = $8, updated_at = $7, version = version + 1
        where organization_id = $1 and id = $2`, [organizationId, routerUserId, user.profile, user.ipAddress, sealedPassword, state, now, sharesAddress]);
  } else {
    await refuseKnown(scope, { routerId, service, username });
    // Who was removed here and is there all the same, as out of a backup, is who they were.
    const [back] = await rows(
      `update router_users set subscriber_id = coalesce($3, subscriber_id), sealed_password = $4, profile = $5, ip_address = $6, shares_address = $7, state = $8, left_out = null,
              updated_at = $9, version = version + 1 where organization_id = $1 and id = $2 and state = 'removed' returning 1`,
      [organizationId, newUserId, subscriberId, sealedPassword, user.profile, user.ipAddress, sharesAddress, state, now]);
    if (!back) {
      await insertRow(scope, 'router_users', {
        organizationId, id: newUserId, routerId, subscriberId, service, username, sealedPassword, profile: user.profile, ipAddress: user.ipAddress, sharesAddress, state, createdAt: now, updatedAt: now,
      }).catch((error: unknown) => { throw isUniqueViolation(error) ? new DifferenceIsOld(username) : error; });
    }
  }
  await settled(scope, id);
  await scope.record('router_user.adopted', { type: 'router_user', id: newUserId }, { username, profile: user.profile, subscriberId });
}

/** Makes it on the router as it is here. */
export async function fixDifference(services: Needed, actor: Actor, id: string): Promise<RouterDrift> {
  const difference = await services.inOrg(actor, (scope) => differenceOf(scope, services.sealer, id), { readOnly: true });
  const { kind, routerId, routerUserId, service, username, theirs, fields, conversionId } = difference;
  if (kind === 'unknown_here') {
    const comment = theirs!.comment;
    if (!comment.startsWith('lm:')) throw new NotOurs(username);
    await onRouter(services, difference, (session) => session.remove({ service, username, marker: comment }));
    return compareRouter(services, actor, routerId);
  }
  if (fields.some(({ field }) => field === 'comment')) {
    await onRouter(services, difference, (session) => session.claim({ service, username, marker: markerOf(conversionId ?? routerUserId!) }, theirs!.comment));
  }
  return services.inOrg(actor, async (scope) => {
    await beginOperation(scope, await lockRouterUser(scope, routerUserId!), 'change', { reason: 'The router differed' });
    await settled(scope, id);
    return driftOf(scope, routerId);
  });
}
