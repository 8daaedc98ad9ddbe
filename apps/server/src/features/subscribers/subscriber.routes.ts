import * as contract from '@lastmile/contracts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { NotFound } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import { searchPattern, searchReach } from '../../core/search-text.ts';
import { countCap, instant, Json } from '../../core/sql.ts';
import { timelineOf } from '../events/index.ts';
import { changeSubscriber } from './change-subscriber.ts';
import { changeSubscription, subscriptionSql } from './change-subscription.ts';
import { subscriptionOfUserSql } from './service-state.ts';
import { subscriberEquipment } from './subscriber-equipment.ts';

type Query = NonNullable<contract.Input<typeof contract.listSubscribers>['query']>;

async function list(scope: Scope, { limit = 50, cursor, q, status, count }: Query) {
  const [createdAt, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const found = q ? `and s.id in (select search_subscribers($6, ${status ? searchReach.among : searchReach.newest}))` : 'and $6::text is null';
  const values = [scope.organizationId, status ?? null, createdAt, id, limit + 1, q ? searchPattern(q) : null];
  const rows = await (q ? scope.rowsPlannedAnew : scope.rows)<contract.SubscriberRow & { key: string }>(
    `select s.id, ${numberSql('subscriber', 's.number')} as number, s.name, s.phone, s.email, coalesce(s.location, s.city) as place, s.status,
            p.offer_name as "offerName", p.monthly_price::text as "monthlyPrice", ${instant('s.created_at')} as "createdAt", s.created_at::text as key
       from subscribers s
       left join lateral (select * from subscriptions p where p.organization_id = $1 and p.subscriber_id = s.id order by p.created_at desc limit 1) p on true
      where s.organization_id = $1 and ($2::text is null or s.status = $2) and ($3::timestamptz is null or (s.created_at, s.id) < ($3, $4::uuid)) ${found}
      order by s.created_at desc, s.id desc limit $5`, values);
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const total = count ? await counted(scope, status ?? null, q) : undefined;
  return {
    data: data.map(({ key: _, ...row }) => row),
    nextCursor: rows.length > limit && last ? encodeCursor([last.key, last.id]) : null,
    ...(total === undefined ? {} : { count: total }),
  };
}

async function counted(scope: Scope, status: string | null, q: string | undefined): Promise<number> {
  const found = q ? `and s.id in (select search_subscribers($3, ${status ? searchReach.among : searchReach.newest}))` : 'and $3::text is null';
  const [row] = await scope.rowsPlannedAnew<{ count: number }>(
    `select count(*)::int as count from (select 1 from subscribers s where s.organization_id = $1 and ($2::text is null or s.status = $2) ${found} limit ${countCap}) c`,
    [scope.organizationId, status, q ? searchPattern(q) : null]);
  return row!.count;
}

async function one({ rows, organizationId }: Scope, id: string): Promise<Json> {
  const [subscriber] = await rows<{ version: number; json: string }>(
    `select x.version, row_to_json(x)::text as json from (
       select s.id, ${numberSql('subscriber', 's.number')} as number, s.name, s.company_name as "companyName", s.phone, s.email, s.billing_email as "billingEmail",
              s.street, s.unit_number as "unitNumber", s.city, s.zip_code as "zipCode", s.location, s.installation_address as "installationAddress",
              s.latitude::float8, s.longitude::float8, s.status, s.lead_id as "leadId", ${numberSql('lead', 'l.number')} as "leadNumber", l.conversion_id as "conversionId",
              (select d.do_not_contact from leads d where d.organization_id = $1 and d.subscriber_id = s.id and d.do_not_contact is not null limit 1) as "doNotContact",
              (select coalesce(json_agg(${subscriptionSql} order by p.created_at), '[]') from subscriptions p where p.organization_id = $1 and p.subscriber_id = s.id) as subscriptions,
              (select coalesce(json_agg(json_build_object('id', u.id, 'routerId', u.router_id, 'routerName', r.name, 'service', u.service, 'username', u.username,
                  'profile', u.profile, 'ipAddress', u.ip_address, 'state', u.state, 'leftOut', u.left_out, 'subscriptionId', ${subscriptionOfUserSql('u')}) order by u.created_at), '[]')
                 from router_users u join routers r on r.organization_id = $1 and r.id = u.router_id
                where u.organization_id = $1 and u.subscriber_id = s.id and u.state <> 'removed') as "routerUsers",
              ${instant('s.created_at')} as "createdAt", s.version
         from subscribers s left join leads l on l.organization_id = $1 and l.id = s.lead_id
        where s.organization_id = $1 and s.id = $2) x`, [organizationId, id]);
  if (!subscriber) throw new NotFound('subscriber');
  return new Json(subscriber.json, subscriber.version);
}

export function subscriberRoutes({ on }: Routes): void {
  on(contract.listSubscribers, (scope, { query }) => list(scope, query));
  on(contract.getSubscriber, (scope, { params }) => one(scope, params.id));
  on(contract.updateSubscriber, async (scope, { params, body, ifMatch }) => {
    await changeSubscriber(scope, params.id, body, ifMatch, async () => JSON.parse((await one(scope, params.id)).text) as unknown);
    return one(scope, params.id);
  });
  on(contract.updateSubscription, (scope, { params, body, ifMatch }) => changeSubscription(scope, params.id, body, ifMatch));
  on(contract.getSubscriberEquipment, async (scope, { params }) => {
    await one(scope, params.id);
    return subscriberEquipment(scope, params.id);
  });
  on(contract.getSubscriberTimeline, async (scope, { params, query }) => {
    await one(scope, params.id);
    return timelineOf(scope, { type: 'subscriber', id: params.id }, query);
  });
}
