import type { Scope } from '../../core/in-org.ts';

type Status = 'new' | 'active' | 'suspended' | 'ended';

/** What a subscriber is follows from what they have; where it changes, it is noted. */
async function setStatus({ rows, organizationId, now, record }: Scope, id: string, status: Status, from: readonly Status[]): Promise<boolean> {
  const [changed] = await rows(
    `update subscribers set status = $3, updated_at = $4, version = version + 1 where organization_id = $1 and id = $2 and status = any ($5) returning 1`,
    [organizationId, id, status, now, from]);
  if (changed) await record('subscriber.status_changed', { type: 'subscriber', id }, { to: status });
  return Boolean(changed);
}

/** The installation is done: the service runs from now on. Returns whether it had waited for it. */
export async function activateService(scope: Scope, subscriberId: string, subscriptionId: string | null): Promise<boolean> {
  const { rows, organizationId, now } = scope;
  const isNew = await setStatus(scope, subscriberId, 'active', ['new']);
  const [waited] = await rows(
    `update subscriptions set status = 'active', updated_at = $4, version = version + 1
      where organization_id = $1 and subscriber_id = $2 and id = $3 and status = 'pending' returning 1`, [organizationId, subscriberId, subscriptionId, now]);
  return isNew || waited !== undefined;
}

/** Ends a subscription; a subscriber who has no other is ended with it. */
export async function endSubscription(scope: Scope, subscriberId: string, subscriptionId: string | null): Promise<void> {
  const { rows, organizationId, now } = scope;
  await rows('select 1 from subscribers where organization_id = $1 and id = $2 for no key update', [organizationId, subscriberId]);
  await rows(
    `update subscriptions set status = 'ended', updated_at = $4, version = version + 1
      where organization_id = $1 and subscriber_id = $2 and id = $3 and status <> 'ended'`, [organizationId, subscriberId, subscriptionId, now]);
  const [left] = await rows(`select 1 from subscriptions where organization_id = $1 and subscriber_id = $2 and status <> 'ended' limit 1`, [organizationId, subscriberId]);
  if (!left) await setStatus(scope, subscriberId, 'ended', ['new', 'active', 'suspended']);
}

/** A subscriber none of whose router users may connect is suspended, with their subscriptions; one who may again is not. */
export async function noteServiceState(scope: Scope, subscriberId: string): Promise<void> {
  const { rows, organizationId, now } = scope;
  const [found] = await rows<{ suspended: boolean; active: boolean }>(
    `select coalesce(bool_or(state = 'suspended'), false) as suspended, coalesce(bool_or(state = 'active'), false) as active from router_users
      where organization_id = $1 and subscriber_id = $2 and state <> 'removed'`, [organizationId, subscriberId]);
  const [from, to] = found!.active ? (['suspended', 'active'] as const) : found!.suspended ? (['active', 'suspended'] as const) : [null, null];
  if (!to) return;
  if (await setStatus(scope, subscriberId, to, [from])) {
    await rows(
      `update subscriptions set status = $3, updated_at = $5, version = version + 1 where organization_id = $1 and subscriber_id = $2 and status = $4`,
      [organizationId, subscriberId, to, from, now]);
  }
}

/** Somebody who comes back with another service is a subscriber again. */
export const welcomeBack = (scope: Scope, subscriberId: string, status: 'new' | 'active'): Promise<boolean> =>
  setStatus(scope, subscriberId, status, status === 'active' ? ['new', 'ended'] : ['ended']);

/**
 * Which subscription the router user `user` gives access to, as an expression in SQL: what it was made for, by its conversion or a service order; else the only one
 * of its subscriber that belongs to no other user. Null where nobody can say.
 */
export const subscriptionOfUserSql = (user: string): string => `(
  select y.id from (
    select p.id, p.created_at, k.own, count(*) over (partition by k.own) as alike
      from subscriptions p cross join lateral (
        select coalesce(bool_or(m.user_id = ${user}.id), false) as own, coalesce(bool_or(m.user_id <> ${user}.id), false) as others from (
          select v.id as user_id, c.subscription_id from router_users v join conversions c on c.organization_id = $1 and c.id = v.conversion_id
           where v.organization_id = $1 and v.subscriber_id = ${user}.subscriber_id and v.state <> 'removed'
          union all
          select v.id, o.subscription_id from router_users v join service_orders o on o.organization_id = $1 and o.router_user_id = v.id
           where v.organization_id = $1 and v.subscriber_id = ${user}.subscriber_id and v.state <> 'removed') m
         where m.subscription_id = p.id) k
     where p.organization_id = $1 and p.subscriber_id = ${user}.subscriber_id and p.status <> 'ended' and (k.own or not k.others)) y
   where y.own or y.alike = 1 order by y.own desc, y.created_at desc, y.id limit 1)`;

/** Another package, at its price of now or the one that was agreed, of what a router user gives access to. */
export async function changePackage(scope: Scope, routerUserId: string, offerId: string, monthlyPrice?: string): Promise<void> {
  const [user] = await scope.rows<{ subscriptionId: string | null }>(
    `select ${subscriptionOfUserSql('u')} as "subscriptionId" from router_users u where u.organization_id = $1 and u.id = $2`, [scope.organizationId, routerUserId]);
  if (user?.subscriptionId) await writePackage(scope, user.subscriptionId, { offerId, monthlyPrice });
}

/** Gives a subscription another package as it is sold now. Returns whether there is such a package. */
export async function writePackage(scope: Scope, id: string, { offerId, monthlyPrice, reason }: { offerId: string; monthlyPrice?: string | undefined; reason?: string | undefined }): Promise<boolean> {
  const { rows, organizationId, now } = scope;
  const [changed] = await rows<{ subscriberId: string; offerName: string; monthlyPrice: string }>(
    `update subscriptions p set offer_id = o.id, offer_name = o.name, monthly_price = coalesce($5, o.monthly_price), tax_rate = coalesce(o.tax_rate, s.tax_rate),
            download_mbps = o.download_mbps, upload_mbps = o.upload_mbps, updated_at = $4, version = p.version + 1
       from offers o join organization_settings s on s.organization_id = $1
      where p.organization_id = $1 and p.id = $2 and o.organization_id = $1 and o.id = $3
      returning p.subscriber_id as "subscriberId", o.name as "offerName", p.monthly_price::text as "monthlyPrice"`,
    [organizationId, id, offerId, now, monthlyPrice ?? null]);
  if (!changed) return false;
  const { subscriberId, ...rest } = changed;
  await scope.record('subscriber.package_changed', { type: 'subscriber', id: subscriberId }, { subscriptionId: id, ...rest, ...(reason === undefined ? {} : { reason }) });
  return true;
}
