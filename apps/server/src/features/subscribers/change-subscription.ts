import type { Input, Subscription, updateSubscription } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound, Refusal } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';
import { subscriptionOfUserSql, writePackage } from './service-state.ts';

/** What a subscriber has, as the API tells it; `p` is the subscription. */
export const subscriptionSql = `json_build_object('id', p.id, 'offerId', p.offer_id, 'offerName', p.offer_name, 'monthlyPrice', p.monthly_price::text,
  'setupFee', p.setup_fee::text, 'taxRate', p.tax_rate::text, 'downloadMbps', p.download_mbps, 'uploadMbps', p.upload_mbps, 'status', p.status,
  'startsOn', p.starts_on, 'version', p.version)`;

type Changes = NonNullable<Input<typeof updateSubscription>['body']>;
interface Stored { subscriberId: string; offerId: string; offerName: string; monthlyPrice: string; status: Subscription['status']; version: number; username: string | null; wantedPrice: string | null }

/**
 * Another price of what a subscriber has, or another package where no router has a say in it: nobody is disconnected for it.
 * Throws a 409 for a service that has ended and for a package whose profile a router user has, a 412 for what somebody else changed meanwhile.
 */
export async function changeSubscription(scope: Scope, id: string, { offerId, monthlyPrice, reason }: Changes, ifMatch: number | null): Promise<Subscription> {
  const { rows, organizationId, record } = scope;
  const current = () => oneSubscription(scope, id);
  const [stored] = await rows<Stored>(
    `select p.subscriber_id as "subscriberId", p.offer_id as "offerId", p.offer_name as "offerName", p.monthly_price::text as "monthlyPrice", p.status, p.version,
            (select u.username from router_users u where u.organization_id = $1 and u.subscriber_id = p.subscriber_id and u.state <> 'removed'
                and ${subscriptionOfUserSql('u')} = p.id order by u.created_at limit 1) as username,
            $3::numeric(14, 2)::text as "wantedPrice"
       from subscriptions p where p.organization_id = $1 and p.id = $2 for no key update of p`, [organizationId, id, monthlyPrice ?? null]);
  if (!stored) throw new NotFound('subscription');
  await expectVersion(stored, ifMatch, current);
  if (stored.status === 'ended') throw new SubscriptionEnded(stored.offerName);
  if (offerId && offerId !== stored.offerId) {
    if (stored.username) throw new PackageIsOnRouter(stored.username);
    if (!await writePackage(scope, id, { offerId, monthlyPrice, reason })) throw new InvalidFields([{ pointer: '/offerId', detail: 'There is no such package.' }]);
    return current();
  }
  const changed = changedFields({ monthlyPrice: stored.monthlyPrice }, stored.wantedPrice === null ? {} : { monthlyPrice: stored.wantedPrice });
  if (Object.keys(changed).length > 0) {
    await writeChanges(scope, { table: 'subscriptions', id, dated: true }, changed);
    await record('subscriber.price_changed', { type: 'subscriber', id: stored.subscriberId }, {
      subscriptionId: id, offerName: stored.offerName, ...changed, ...(reason === undefined ? {} : { reason }),
    });
  }
  return current();
}

async function oneSubscription({ rows, organizationId }: Scope, id: string): Promise<Subscription> {
  const [found] = await rows<{ json: Subscription }>(`select ${subscriptionSql} as json from subscriptions p where p.organization_id = $1 and p.id = $2`, [organizationId, id]);
  return found!.json;
}

class SubscriptionEnded extends Refusal {
  constructor(offer: string) {
    super({ status: 409, code: 'subscription_ended', detail: `${offer} has ended for this subscriber. What has ended keeps its price.` });
  }
}

class PackageIsOnRouter extends Refusal {
  constructor(username: string) {
    super({
      status: 409, code: 'package_is_on_router', detail: `The router user ${username} has the profile of the package. Give it another package there.`,
      errors: [{ pointer: '/offerId', detail: 'Another package is given to the router user.' }],
    });
  }
}
