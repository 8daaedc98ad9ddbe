import type { Input, ServiceOrder, createServiceOrder as contract } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { InvalidFields, Refusal } from '../../core/problems.ts';
import { conversionSettings } from '../conversion-settings/index.ts';
import { subscriptionOfUserSql } from '../subscribers/index.ts';
import { changeNeeds } from './order-equipment.ts';
import { createServiceOrder } from './service-order.ts';
import { serviceOrderView } from './service-order.view.ts';

interface Service { offerId: string; status: 'pending' | 'active' | 'suspended' | 'ended'; routerUserId: string | null; orderedBy: string | null }

/**
 * Sends somebody to a subscriber: to install a service that still waits for it, as where the first order was cancelled, or for anything else. Throws a 422 for who or
 * what is not there, and a 409 where an installation is on its way already.
 */
export async function orderVisit(scope: Scope, body: Input<typeof contract>['body']): Promise<ServiceOrder> {
  const { rows, organizationId } = scope;
  const { subscriberId, subscriptionId = null, notes, address, checklist, equipment } = body;
  const [subscriber] = await rows<{ address: string | null }>(
    'select installation_address as address from subscribers where organization_id = $1 and id = $2 for no key update', [organizationId, subscriberId]);
  if (!subscriber) throw new InvalidFields([{ pointer: '/subscriberId', detail: 'There is no such subscriber.' }]);
  const service = subscriptionId ? await serviceOf(scope, subscriberId, subscriptionId) : null;
  const installs = service?.status === 'pending';
  if (installs && service.orderedBy) throw new OrderedAlready(service.orderedBy);
  const { id } = await createServiceOrder(scope, {
    subscriberId, subscriptionId, offerId: installs && !equipment ? service.offerId : null, quoteIds: [], routerUserId: service?.routerUserId ?? null, conversion: null,
    notes: notes?.trim() || null, address: address?.trim() || subscriber.address,
    checklist: checklist?.map((text) => text.trim()) ?? (installs ? (await conversionSettings(scope)).checklist : []), appointment: null,
  });
  if (equipment?.length) await changeNeeds(scope, { id, subscriberId, technicianId: null }, equipment);
  return serviceOrderView(scope, id);
}

async function serviceOf({ rows, organizationId }: Scope, subscriberId: string, id: string): Promise<Service> {
  const [service] = await rows<Service>(
    `select p.offer_id as "offerId", p.status,
            (select u.id from router_users u where u.organization_id = $1 and u.subscriber_id = $2 and u.state <> 'removed' and ${subscriptionOfUserSql('u')} = p.id
              order by u.created_at desc limit 1) as "routerUserId",
            (select ${numberSql('service_order', 'o.number')} from service_orders o
              where o.organization_id = $1 and o.subscriber_id = $2 and o.subscription_id = p.id and o.status not in ('completed', 'cancelled') limit 1) as "orderedBy"
       from subscriptions p where p.organization_id = $1 and p.subscriber_id = $2 and p.id = $3`, [organizationId, subscriberId, id]);
  if (!service) throw new InvalidFields([{ pointer: '/subscriptionId', detail: 'This subscriber has no such service.' }]);
  if (service.status === 'ended') throw new InvalidFields([{ pointer: '/subscriptionId', detail: 'This service has ended.' }]);
  return service;
}

class OrderedAlready extends Refusal {
  constructor(number: string) {
    super({ status: 409, code: 'ordered_already', detail: `${number} is to install this service already.`, errors: [{ pointer: '/subscriptionId', detail: `${number} is to install it already.` }] });
  }
}
