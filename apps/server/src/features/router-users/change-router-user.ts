import type { Input, Output, RouterOperation, changeRouterUser, planRouterUserChange } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound, Refusal } from '../../core/problems.ts';
import type { Sealer } from '../../core/seal.ts';
import { lockAddresses, nextFreeAddress } from '../address-pools/index.ts';
import { subscriptionOfUserSql } from '../subscribers/index.ts';
import { fitting, lockFitting, profileOf, refuseTakenAddress, words } from './ask-router-operation.ts';
import { PoolIsFull, RouterUserBusy, WrongRouterUserState } from './router-user.errors.ts';
import { beginOperation, type LockedRouterUser, type RequestedChange } from './router-operation.ts';
import { operationView } from './router-operation.view.ts';
import { sealRouterUserPassword } from './router-user-secret.ts';

type Asked = NonNullable<Input<typeof changeRouterUser>['body']>;
type ChangePlan = Output<typeof planRouterUserChange>;
interface Place { id: string; routerId: string; routerName: string }

/** Another package, profile, password or address; nothing of it holds here before the router has it. */
export async function askForChange(scope: Scope, sealer: Sealer, id: string, body: Asked): Promise<RouterOperation> {
  const { rows, organizationId } = scope;
  const [place] = await rows<Place>(
    'select u.id, r.id as "routerId", r.name as "routerName" from router_users u join routers r on r.organization_id = $1 and r.id = u.router_id where u.organization_id = $1 and u.id = $2',
    [organizationId, id]);
  if (!place) throw new NotFound('router user');
  if (body.ipAddress || body.addressPool) await lockAddresses(scope, place.routerId);
  const user = await lockFitting(scope, id, 'change');
  const request = await changeOf(scope, place, body);
  const { password, reason } = body;
  if (Object.keys(request).length === 0 && password === undefined) throw new InvalidFields([{ pointer: '/offerId', detail: 'Say what changes.' }]);
  const sealed = password === undefined ? {} : { sealedPassword: sealRouterUserPassword(sealer, organizationId, id, password) };
  return operationView(scope, await beginOperation(scope, user, 'change', { request: { ...request, ...sealed }, reason: reason ?? null }));
}

/** What is to be set, but for the password. Throws a 422 for what cannot be asked, a 409 for an address that is not free. */
async function changeOf(scope: Scope, { id, routerId, routerName }: Place, { offerId, monthlyPrice, ipAddress, addressPool, ...body }: Asked): Promise<RequestedChange> {
  const profile = body.profile?.trim() || (offerId ? await profileOf(scope, routerId, offerId) : null);
  if (offerId && !profile) throw new InvalidFields([{ pointer: '/profile', detail: 'This package has no profile on the router. Name one.' }]);
  if (monthlyPrice !== undefined && !offerId) throw new InvalidFields([{ pointer: '/monthlyPrice', detail: 'A price goes with a package.' }]);
  if (addressPool && ipAddress) throw new InvalidFields([{ pointer: '/ipAddress', detail: 'Name an address or a pool, not both.' }]);
  const fromPool = addressPool ? await nextFreeAddress(scope, routerId, addressPool, '/addressPool') : null;
  if (addressPool && !fromPool) throw new PoolIsFull(addressPool, routerName);
  await refuseTakenAddress(scope, { routerId, routerName, ipAddress: ipAddress ?? null, exceptId: id });
  const address = fromPool ?? ipAddress;
  return {
    ...(profile ? { profile } : {}), ...(address === undefined ? {} : { ipAddress: address }), ...(offerId ? { offerId } : {}), ...(monthlyPrice === undefined ? {} : { monthlyPrice }),
  };
}

interface Standing extends Place {
  username: string; state: LockedRouterUser['state']; profile: string; ipAddress: string | null; isBusy: boolean; didNotAnswer: boolean;
  offerId: string | null; offerName: string | null; monthlyPrice: string | null; hasServices: boolean;
}

/** What a change would come to, in words; changes and locks nothing but the addresses that are looked at. Throws {@link NotFound} and a 422. */
export async function planChange(scope: Scope, id: string, body: Asked): Promise<ChangePlan> {
  const user = await standingOf(scope, id);
  const blockers: ChangePlan['blockers'] = [];
  const block = ({ code, message }: Refusal) => { blockers.push({ code, message }); };
  if (!fitting.change.includes(user.state)) block(new WrongRouterUserState(`${user.username} ${words[user.state]}.`));
  else if (user.isBusy) block(new RouterUserBusy(user.username));
  const change = await changeOf(scope, user, body).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error instanceof InvalidFields) throw error;
    block(error);
    return {} as RequestedChange;
  });
  const { profile = user.profile, ipAddress = user.ipAddress } = change;
  const onRouter = [
    ...(profile === user.profile ? [] : [`Profile ${profile} instead of ${user.profile}`]),
    ...(ipAddress === user.ipAddress ? [] : [ipAddress === null ? `Any address by the profile instead of ${user.ipAddress}` : `Address ${ipAddress}${user.ipAddress ? ` instead of ${user.ipAddress}` : ', always'}`]),
    ...(body.password === undefined ? [] : ['Another password; the subscriber’s own router needs it too']),
  ];
  const subscription = await subscriptionAfter(scope, user, change);
  const isAsked = onRouter.length > 0 || subscription !== null;
  const effect = (kind: ChangePlan['effects'][number]['kind'], summary: string, monthlyPrice: string | null = null) => ({ kind, summary, monthlyPrice });
  return {
    profile, ipAddress, blockers,
    effects: isAsked ? [
      ...onRouter.map((summary) => effect('router', `${summary}, on ${user.routerName}`)),
      ...(subscription ? [effect('subscription', subscription.summary, subscription.monthlyPrice)] : []),
      ...(change.offerId && user.offerName === null && user.hasServices
        ? [effect('subscription', 'Services and prices stay as they are: which of them this user gives access to is not known')] : []),
      effect('session', afterwards[user.state] ?? 'Its session ends once, so that it holds at once'),
      ...(user.didNotAnswer ? [effect('wait', `${user.routerName} did not answer when it was last asked; it is asked until it does, and nothing changes here before`)] : []),
    ] : [],
  };
}

const afterwards: { readonly [state in LockedRouterUser['state']]?: string } = {
  suspended: 'It stays suspended', waiting: 'It stays disabled until the installation is done',
};

/** What the subscriber has from then on; null where that stays. */
async function subscriptionAfter({ rows, organizationId }: Scope, user: Standing, { offerId, monthlyPrice }: RequestedChange): Promise<{ summary: string; monthlyPrice: string } | null> {
  if (!offerId || user.offerName === null) return null;
  const [offer] = await rows<{ name: string; price: string }>(
    'select name, coalesce($3::numeric, monthly_price)::numeric(12, 2)::text as price from offers where organization_id = $1 and id = $2', [organizationId, offerId, monthlyPrice ?? null]);
  if (!offer || (offerId === user.offerId && offer.price === user.monthlyPrice)) return null;
  return { summary: offerId === user.offerId ? `${offer.name} at another price` : `${offer.name} instead of ${user.offerName}`, monthlyPrice: offer.price };
}

async function standingOf({ rows, organizationId }: Scope, id: string): Promise<Standing> {
  const [user] = await rows<Standing>(
    `select u.id, r.id as "routerId", r.name as "routerName", u.username, u.state, u.profile, u.ip_address as "ipAddress", r.last_check_ok is false as "didNotAnswer",
            exists (select from router_operations o where o.organization_id = $1 and o.router_user_id = u.id and o.state in ('queued', 'running')) as "isBusy",
            p.offer_id as "offerId", p.offer_name as "offerName", p.monthly_price::text as "monthlyPrice",
            exists (select from subscriptions n where n.organization_id = $1 and n.subscriber_id = u.subscriber_id and n.status <> 'ended') as "hasServices"
       from router_users u join routers r on r.organization_id = $1 and r.id = u.router_id
       left join subscriptions p on p.organization_id = $1 and p.id = ${subscriptionOfUserSql('u')}
      where u.organization_id = $1 and u.id = $2`, [organizationId, id]);
  if (!user) throw new NotFound('router user');
  return user;
}
