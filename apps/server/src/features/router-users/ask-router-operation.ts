import type { Input, RouterOperation, createRouterUser } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import type { Sealer } from '../../core/seal.ts';
import { AddressTaken, PoolIsFull, RouterUserBusy, UsernameTaken, WrongRouterUserState } from './router-user.errors.ts';
import { beginOperation, isBusy, lockRouterUser, type LockedRouterUser } from './router-operation.ts';
import { operationView } from './router-operation.view.ts';
import { addressHolder } from './router-names.ts';
import { lockAddresses, nextFreeAddress } from '../address-pools/index.ts';
import { conversionSettings } from '../conversion-settings/index.ts';
import { passwordOr, sealRouterUserPassword } from './router-user-secret.ts';

/** S1-4-e: reserves the name here, then has the router make the user. */
export async function askForUser(scope: Scope, sealer: Sealer, routerId: string, body: Input<typeof createRouterUser>['body']): Promise<RouterOperation> {
  const { rows, organizationId, now } = scope;
  const [router] = await rows<{ name: string }>('select name from routers where organization_id = $1 and id = $2', [organizationId, routerId]);
  if (!router) throw new NotFound('router');
  const { service, username, subscriberId = null } = body;
  if (subscriberId && (await rows('select 1 from subscribers where organization_id = $1 and id = $2', [organizationId, subscriberId])).length === 0) {
    throw new InvalidFields([{ pointer: '/subscriberId', detail: 'There is no such subscriber.' }]);
  }
  const profile = body.profile?.trim() || (body.offerId ? await profileOf(scope, routerId, body.offerId) : null);
  if (!profile) throw new InvalidFields([{ pointer: '/profile', detail: 'Name the profile, or a package that has one: it gives the subscriber their speed.' }]);
  const ipAddress = await addressFor(scope, { routerId, routerName: router.name }, body);
  const id = newId();
  const [taken] = await rows(
    `select 1 from router_users where organization_id = $1 and router_id = $2 and service = $3 and username = $4 and state <> 'removed'`,
    [organizationId, routerId, service, username]);
  if (taken) throw new UsernameTaken(username, router.name);
  const password = passwordOr(body.password, await conversionSettings(scope), '/password');
  await insertRow(scope, 'router_users', {
    organizationId, id, routerId, subscriberId, service, username, profile, ipAddress, state: 'creating',
    sealedPassword: sealRouterUserPassword(sealer, organizationId, id, password), createdAt: now, updatedAt: now,
  }).catch((error: unknown) => { throw isUniqueViolation(error) ? new UsernameTaken(username, router.name) : error; });
  return operationView(scope, await beginOperation(scope, { id, username }, 'create'));
}

/** The address that is asked for, or the next one of a pool, which nobody else gets until the commit. */
async function addressFor(scope: Scope, { routerId, routerName }: { routerId: string; routerName: string }, body: { ipAddress?: string | null; addressPool?: string | null }): Promise<string | null> {
  const { ipAddress = null, addressPool = null } = body;
  if (ipAddress && addressPool) throw new InvalidFields([{ pointer: '/ipAddress', detail: 'Name an address or a pool, not both.' }]);
  if (!addressPool) {
    await refuseTakenAddress(scope, { routerId, routerName, ipAddress, exceptId: null });
    return ipAddress;
  }
  await lockAddresses(scope, routerId);
  const next = await nextFreeAddress(scope, routerId, addressPool, '/addressPool');
  if (!next) throw new PoolIsFull(addressPool, routerName);
  return next;
}

export async function refuseTakenAddress(
  scope: Scope, { routerId, routerName, ipAddress, exceptId }: { routerId: string; routerName: string; ipAddress: string | null; exceptId: string | null },
): Promise<void> {
  if (ipAddress) await lockAddresses(scope, routerId);
  const holder = ipAddress && await addressHolder(scope, { routerId, ipAddress, exceptId, exceptConversionId: null });
  if (ipAddress && holder) throw new AddressTaken(ipAddress, holder, routerName);
}

/** The profile that a package has on a router. */
export async function profileOf({ rows, organizationId }: Scope, routerId: string, offerId: string): Promise<string | null> {
  const [offer] = await rows<{ profile: string | null }>(
    `select coalesce(p.profile, o.router_profile) as profile from offers o
       left join router_profiles p on p.organization_id = $1 and p.offer_id = o.id and p.router_id = $2
      where o.organization_id = $1 and o.id = $3`, [organizationId, routerId, offerId]);
  if (!offer) throw new InvalidFields([{ pointer: '/offerId', detail: 'There is no such package.' }]);
  return offer.profile;
}

export const fitting: { [kind in 'suspend' | 'resume' | 'remove' | 'change']: readonly LockedRouterUser['state'][] } = {
  suspend: ['active', 'waiting'], resume: ['suspended', 'waiting'], remove: ['active', 'waiting', 'suspended', 'creating', 'removing'], change: ['active', 'waiting', 'suspended'],
};
export const words: { [state in LockedRouterUser['state']]: string } = {
  creating: 'is being made', waiting: 'waits for the installation', active: 'is active', suspended: 'is suspended', removing: 'is being removed', removed: 'was removed',
};

/** Asks for what needs nothing but the user. */
export async function askFor(scope: Scope, id: string, kind: 'suspend' | 'resume' | 'remove', reason?: string): Promise<RouterOperation> {
  const user = await lockFitting(scope, id, kind);
  const operationId = await beginOperation(scope, user, kind, { reason: reason ?? null, request: kind === 'remove' ? { from: user.state } : {} });
  if (kind === 'remove') await setState(scope, id, 'removing');
  return operationView(scope, operationId);
}

export async function lockFitting(scope: Scope, id: string, kind: keyof typeof fitting): Promise<LockedRouterUser> {
  const user = await lockRouterUser(scope, id);
  if (!fitting[kind].includes(user.state)) throw new WrongRouterUserState(`${user.username} ${words[user.state]}.`);
  const [running] = await scope.rows(
    `select 1 from conversions c where c.organization_id = $1 and c.router_user_id = $2 and (c.state = 'running' or c.clean_up_pending)`, [scope.organizationId, id]);
  if (running) throw new RouterUserBusy(user.username);
  return user;
}

export const setState = ({ rows, organizationId, now }: Scope, id: string, state: LockedRouterUser['state']) =>
  rows('update router_users set state = $3, updated_at = $4, version = version + 1 where organization_id = $1 and id = $2', [organizationId, id, state, now]);

/**
 * A user that was made disabled may connect from now on; nothing is asked of a router where it does not wait. While something else is being done to it, as a change
 * that waits for a router that is down, {@link enableInstalled} comes after that: what happened at the door is held up by no router.
 */
export async function enableWaiting(scope: Scope, id: string): Promise<string | null> {
  const user = await lockRouterUser(scope, id);
  if (user.state !== 'waiting' || await isBusy(scope, id)) return null;
  return beginOperation(scope, user, 'enable');
}

/** Has users enabled that still wait though their installation is done, of all or the one that is named. Whoever was asked to be once since is not asked again. */
export async function enableInstalled(scope: Scope, id: string | null = null): Promise<void> {
  const found = await scope.rows<{ id: string }>(
    `select u.id from router_users u
      where u.organization_id = $1 and u.state = 'waiting' and ($2::uuid is null or u.id = $2)
        and exists (select from service_orders o where o.organization_id = $1 and o.router_user_id = u.id and o.status = 'completed'
          and not exists (select from router_operations n where n.organization_id = $1 and n.router_user_id = u.id and n.kind = 'enable' and n.created_at >= o.completed_at))
        and not exists (select from router_operations b where b.organization_id = $1 and b.router_user_id = u.id and b.state in ('queued', 'running'))
      order by u.id limit 100`, [scope.organizationId, id]);
  for (const user of found) await enableWaiting(scope, user.id);
}

/** Has a user removed whatever is being done to it; false where it is gone or on its way already. */
export async function removeForGood(scope: Scope, id: string, reason: string): Promise<boolean> {
  const user = await lockRouterUser(scope, id);
  if (user.state === 'removed' || user.state === 'removing') return false;
  await scope.rows(
    `update router_operations set state = 'cancelled', finished_at = $3, version = version + 1
      where organization_id = $1 and router_user_id = $2 and state in ('queued', 'running')`, [scope.organizationId, id, scope.now]);
  await beginOperation(scope, user, 'remove', { reason, request: { from: user.state } });
  await setState(scope, id, 'removing');
  return true;
}
