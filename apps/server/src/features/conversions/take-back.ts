import type { Reopening } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { cancelBillOf } from '../invoices/index.ts';
import type { Lead } from '../leads/index.ts';
import { removeForGood } from '../router-users/index.ts';
import { cancelOrderOf, lockOrderOf } from '../service-orders/index.ts';
import { endSubscription } from '../subscribers/index.ts';

interface Made {
  conversionId: string | null;
  subscriberId: string | null;
  subscriberName: string;
  subscriptionId: string | null;
  offerName: string | null;
  routerUserId: string | null;
  username: string | null;
  routerName: string | null;
  billNumber: string | null;
  billStatus: string | null;
  orderNumber: string | null;
  orderStatus: string | null;
}

/** What a lead's conversion made that is still there. */
async function madeFor({ rows, organizationId }: Scope, lead: Lead): Promise<Made | null> {
  const [made] = await rows<Made>(
    `select c.id as "conversionId", c.subscriber_id as "subscriberId", s.name as "subscriberName", p.id as "subscriptionId", p.offer_name as "offerName",
            u.id as "routerUserId", u.username, r.name as "routerName",
            case i.kind when 'invoice' then ${numberSql('invoice', 'i.number')} when 'proforma' then ${numberSql('proforma', 'i.number')} end as "billNumber", i.status as "billStatus",
            case when o.id is not null then ${numberSql('service_order', 'o.number')} end as "orderNumber", o.status as "orderStatus"
       from conversions c
       join subscribers s on s.organization_id = $1 and s.id = c.subscriber_id
       left join subscriptions p on p.organization_id = $1 and p.id = c.subscription_id and p.status <> 'ended'
       left join router_users u on u.organization_id = $1 and u.id = c.router_user_id and u.state not in ('removing', 'removed')
       left join routers r on r.organization_id = $1 and r.id = u.router_id
       left join invoices i on i.organization_id = $1 and i.conversion_id = c.id and i.conversion_round = c.round and i.status <> 'cancelled'
       left join service_orders o on o.organization_id = $1 and o.conversion_id = c.id and o.conversion_round = c.round and o.status <> 'cancelled'
      where c.organization_id = $1 and c.lead_id = $2 and c.state = 'done'`, [organizationId, lead.id]);
  return made ?? null;
}

/** What opening a lead again would take back, and what stays because it cannot be. */
export async function whatCouldBeTakenBack(scope: Scope, lead: Lead): Promise<Reopening> {
  const made = await madeFor(scope, lead);
  const became: Reopening = { takenBack: [], stays: [] };
  if (!made) return became;
  const { takenBack, stays } = became;
  if (made.subscriptionId) takenBack.push({ kind: 'subscription', summary: `${made.offerName} ends` });
  if (made.routerUserId) takenBack.push({ kind: 'router_user', summary: `${made.username} is removed from ${made.routerName}` });
  if (made.billNumber && made.billStatus !== 'paid') takenBack.push({ kind: 'invoice', summary: `${made.billNumber} is cancelled` });
  if (made.billNumber && made.billStatus === 'paid') stays.push({ kind: 'invoice', summary: `${made.billNumber} was paid and stays; pay it back by hand` });
  if (made.orderNumber && made.orderStatus !== 'completed') takenBack.push({ kind: 'service_order', summary: `${made.orderNumber} is cancelled` });
  if (made.orderNumber && made.orderStatus === 'completed') stays.push({ kind: 'service_order', summary: `${made.orderNumber} was completed; what was installed is still there` });
  stays.push({ kind: 'subscriber', summary: `${made.subscriberName} stays as a subscriber with their history` });
  return became;
}

/** Takes back what can be, and answers what became of everything. The router is asked after the commit, until it has done it. */
export async function takeBack(scope: Scope, lead: Lead, reason: string): Promise<Reopening | null> {
  const { rows, organizationId, now } = scope;
  const made = await madeFor(scope, lead);
  if (!made?.conversionId || !made.subscriberId) return null;
  const became = await whatCouldBeTakenBack(scope, lead);
  await rows('update conversions set withdrawn_at = $3, version = version + 1 where organization_id = $1 and id = $2', [organizationId, made.conversionId, now]);
  await lockOrderOf(scope, made.conversionId);
  if (made.routerUserId) await removeForGood(scope, made.routerUserId, reason);
  await cancelBillOf(scope, made.conversionId, reason);
  await endSubscription(scope, made.subscriberId, made.subscriptionId);
  await cancelOrderOf(scope, made.conversionId, reason);
  await scope.record('conversion.withdrawn', { type: 'conversion', id: made.conversionId }, { leadId: lead.id, reason });
  return became;
}
