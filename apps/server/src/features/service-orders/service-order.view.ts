import type * as contract from '@lastmile/contracts';
import { serviceOrderStatuses } from '@lastmile/contracts';
import { scopeOf, type Actor } from '../../core/actor.ts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { idList } from '../../core/id-list.ts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { countCap, instant, likePattern } from '../../core/sql.ts';
import { addDays, endOfDay, startOfDay } from '../../core/zoned-time.ts';
import { clashSql } from './appointment-clash.ts';
import { equipmentSql, missingSql } from './order-equipment.ts';

/** Whose orders somebody may see or work on: with null everybody's, else theirs and those that nobody has. */
export function techniciansFor(actor: Actor, permission: 'service-orders:read' | 'service-orders:write'): string[] | null {
  if (!actor.role) return null;
  switch (scopeOf(actor, permission)) {
    case 'all': return null;
    case 'team': return [...actor.teamUserIds, nobody];
    case 'own': return [actor.userId ?? nobody, nobody];
    case null: return [];
  }
}

const card = `o.id, ${numberSql('service_order', 'o.number')} as number, o.status, o.subscriber_id as "subscriberId", s.name as "subscriberName",
  s.phone as "subscriberPhone", p.offer_name as "offerName", o.address, o.technician_id as "technicianId", t.name as "technicianName",
  ${instant('o.appointment_from')} as "appointmentFrom", ${instant('o.appointment_to')} as "appointmentTo",
  (select count(*) filter (where i.done_at is not null)::int from service_order_items i where i.organization_id = $1 and i.service_order_id = o.id) as "itemsDone",
  (select count(*)::int from service_order_items i where i.organization_id = $1 and i.service_order_id = o.id) as items,
  ${missingSql} as "equipmentMissing",
  ${instant('o.created_at')} as "createdAt"`;
const source = `from service_orders o
  join subscribers s on o.organization_id = $1 and s.organization_id = $1 and s.id = o.subscriber_id
  left join subscriptions p on p.organization_id = $1 and p.id = o.subscription_id
  left join users t on t.organization_id = $1 and t.id = o.technician_id`;
/** Beside the organization, every list's: whose it may show ($2), and whose it should ($3). */
const reach = `o.organization_id = $1 and ($2::uuid[] is null or coalesce(o.technician_id, '${nobody}') = any ($2))
  and ($3::uuid[] is null or coalesce(o.technician_id, '${nobody}') = any ($3))`;

const askedTechnicians = (text: string | undefined) =>
  (text === undefined ? null : idList(text, '/query/technicianId').map((id) => (id === 'none' ? nobody : id)));

type Query = NonNullable<contract.Input<typeof contract.listServiceOrders>['query']>;

export async function serviceOrderList(scope: Scope, { limit = 50, cursor, status, technicianId, subscriberId, q, count }: Query) {
  const { rows, organizationId, actor } = scope;
  const [createdAt, id] = cursor ? decodeCursor(cursor, ['instant', 'uuid']) : [null, null];
  const values = [organizationId, techniciansFor(actor, 'service-orders:read'), askedTechnicians(technicianId), status?.split(',') ?? null, subscriberId ?? null, q ? likePattern(q) : null];
  const matching = `${reach} and ($4::text[] is null or o.status = any ($4)) and ($5::uuid is null or o.subscriber_id = $5)
    and ($6::text is null or s.name ilike $6 or o.address ilike $6 or ${numberSql('service_order', 'o.number')} ilike $6)`;
  const found = await rows<contract.ServiceOrderCard & { key: string }>(
    `select ${card}, o.created_at::text as key ${source}
      where ${matching} and ($7::timestamptz is null or (o.created_at, o.id) < ($7, $8::uuid)) order by o.created_at desc, o.id desc limit $9`,
    [...values, createdAt, id, limit + 1]);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  const [total] = count ? await rows<{ count: number }>(
    `select count(*)::int as count from (select 1 from service_orders o join subscribers s on s.organization_id = $1 and s.id = o.subscriber_id 
       where o.organization_id = $1 and ${matching} limit ${countCap}) c`,
    values) : [];
  return {
    data: data.map(({ key: _, ...row }) => row),
    nextCursor: found.length > limit && last ? encodeCursor([last.key, last.id]) : null,
    ...(total ? { count: total.count } : {}),
  };
}

const shownWhenOver = 30 * 86_400_000;

/** Per status how many and the first: what comes soonest on top, what is over by when it ended. */
export async function serviceOrderBoard({ rows, organizationId, actor, now }: Scope, { technicianId, limit = 30 }: { technicianId?: string; limit?: number }) {
  const found = await rows<contract.ServiceOrderCard & { count: number }>(
    `select x.* from (
       select ${card}, o.updated_at as changed, count(*) over (partition by o.status)::int as count,
              row_number() over (partition by o.status order by case when o.status in ('completed', 'cancelled') then null else o.appointment_from end nulls last,
                case when o.status in ('completed', 'cancelled') then o.updated_at end desc, o.created_at, o.id) as place
         ${source} where ${reach} and (o.status in ('open', 'scheduled', 'in_progress') or o.updated_at > $4)) x
      where x.place <= $5 order by x.place`,
    [organizationId, techniciansFor(actor, 'service-orders:read'), askedTechnicians(technicianId), new Date(now.getTime() - shownWhenOver), limit]);
  return {
    columns: serviceOrderStatuses.map((status) => {
      const orders = found.filter((order) => order.status === status);
      return { status, count: orders[0]?.count ?? 0, orders: orders.map(cardOf) };
    }),
  };
}

const cardOf = ({ id, number, status, subscriberId, subscriberName, subscriberPhone, offerName, address, technicianId, technicianName, appointmentFrom, appointmentTo, itemsDone, items, equipmentMissing, createdAt }: contract.ServiceOrderCard): contract.ServiceOrderCard =>
  ({ id, number, status, subscriberId, subscriberName, subscriberPhone, offerName, address, technicianId, technicianName, appointmentFrom, appointmentTo, itemsDone, items, equipmentMissing, createdAt });

const mostDays = 31;

export async function appointmentList(scope: Scope, { from, to, technicianId }: contract.Input<typeof contract.listAppointments>['query']) {
  const { rows, organizationId, actor } = scope;
  if (to < from || to > addDays(from, mostDays)) {
    throw new InvalidFields([{ pointer: '/query/to', detail: `Expected a day from ${from} on, at most ${mostDays} days later.` }]);
  }
  const { timezone } = await organizationSettings(scope);
  const data = await rows<contract.ServiceOrderCard>(
    `select ${card} ${source} where ${reach} and o.appointment_from < $5 and o.appointment_to > $4 and o.appointment_from > $4::timestamptz - interval '1 day'
        and o.status <> 'cancelled' order by o.appointment_from, o.id limit 500`,
    [organizationId, techniciansFor(actor, 'service-orders:read'), askedTechnicians(technicianId), startOfDay(from, timezone), endOfDay(to, timezone)]);
  return { data };
}

/** Throws {@link NotFound} for one the actor may not see. */
export async function serviceOrderView({ rows, organizationId, actor }: Scope, id: string): Promise<contract.ServiceOrder> {
  const workable = techniciansFor(actor, 'service-orders:write');
  const [order] = await rows<contract.ServiceOrder>(
    `select ${card}, ${numberSql('subscriber', 's.number')} as "subscriberNumber", s.latitude::float8, s.longitude::float8, c.lead_id as "leadId",
            o.conversion_id as "conversionId", o.router_user_id as "routerUserId", u.username as "routerUsername", u.state as "routerUserState", r.name as "routerName",
            o.notes, ${clashSql} as clash, ${equipmentSql} as equipment, o.equipment_reason as "equipmentReason", o.signature, ${instant('o.started_at')} as "startedAt", ${instant('o.completed_at')} as "completedAt",
            d.name as "completedByName", ${instant('o.cancelled_at')} as "cancelledAt", o.cancel_reason as "cancelReason", o.version,
            (select coalesce(json_agg(json_build_object('id', i.id, 'text', i.text, 'doneAt', ${instant('i.done_at')}, 'doneByName', b.name) order by i.position), '[]')
               from service_order_items i left join users b on b.organization_id = $1 and b.id = i.done_by_id
              where i.organization_id = $1 and i.service_order_id = o.id) as checklist,
            o.status not in ('completed', 'cancelled') and ($4::uuid[] is null or coalesce(o.technician_id, '${nobody}') = any ($4)) as "canWork"
       ${source}
       left join conversions c on c.organization_id = $1 and c.id = o.conversion_id
       left join router_users u on u.organization_id = $1 and u.id = o.router_user_id
       left join routers r on r.organization_id = $1 and r.id = u.router_id
       left join users d on d.organization_id = $1 and d.id = o.completed_by_id
      where ${reach} and o.id = $5`, [organizationId, techniciansFor(actor, 'service-orders:read'), null, workable, id]);
  if (!order) throw new NotFound('service order');
  return order;
}
