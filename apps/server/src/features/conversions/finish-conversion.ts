import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { InvalidFields } from '../../core/problems.ts';
import { conversionSettings, wonStageOf } from '../conversion-settings/index.ts';
import { issueInvoice } from '../invoices/index.ts';
import { callOffSteps, lockAnyLead, putIntoStage, type ConfirmedExit, type Lead } from '../leads/index.ts';
import { agreesAgain, leftOutIn, lockRouterUser, noteLeftOut } from '../router-users/index.ts';
import { quotesWithStock } from '../quotes/index.ts';
import { createServiceOrder } from '../service-orders/index.ts';
import { createSubscriber, createSubscription, welcomeBack } from '../subscribers/index.ts';
import type { PlannedBill, PlannedRouterUser } from './conversion-plan.ts';
import { noteStep, stepsOf } from './conversion-steps.ts';

export interface KeptRequest {
  type: 'active_without_invoice' | 'active_with_invoice' | 'new_with_proforma';
  offerId: string | null;
  startsOn: string;
  installationAddress: string | null;
  /** What was said of the exit criteria of the stage that the lead leaves. */
  exit?: ConfirmedExit | null;
  /** As planned; missing where the conversion began before there were bills. */
  bill?: PlannedBill | null;
  /** An existing subscriber who gets the service. */
  subscriberId?: string | null;
  appointment?: { technicianId?: string | null; from: string; to: string } | null;
  routerUser?: PlannedRouterUser | null;
}

interface RunningConversion { leadId: string; request: KeptRequest; routerUserId: string | null; state: string; round: number }

/**
 * The database part of a conversion, all of it in one transaction: subscriber, subscription, bill, service order, the router user's owner, the lead won and locked.
 * Nothing of it exists before the router has said yes, so nothing has to be withdrawn when it says no.
 */
export async function finishConversion(scope: Scope, id: string): Promise<void> {
  const { rows, organizationId, now } = scope;
  const read = (how: '' | ' for update') => rows<RunningConversion>(
    `select lead_id as "leadId", request, router_user_id as "routerUserId", state, round from conversions where organization_id = $1 and id = $2${how}`, [organizationId, id]);
  const isOver = (found: RunningConversion | undefined) => found?.state !== 'running';
  const [seen] = await read('');
  // A job that runs twice finds it finished.
  if (isOver(seen)) return;
  const lead = await lockAnyLead(scope, seen!.leadId);
  const [conversion] = await read(' for update');
  if (isOver(conversion)) return;
  const { request, routerUserId, round } = conversion!;
  if (routerUserId) await lockRouterUser(scope, routerUserId);
  lead.converting = false;

  const status = request.type === 'new_with_proforma' ? 'new' : 'active';
  const subscriber = request.subscriberId ? await linkedSubscriber(scope, request.subscriberId, status) : await newSubscriber(scope, lead, request, status);
  const subscriptionId = request.offerId ? await createSubscription(scope, {
    subscriberId: subscriber.id, offerId: request.offerId, status: status === 'new' ? 'pending' : 'active', startsOn: request.startsOn,
    agreedMonthlyPrice: lead.agreedMonthlySubscription, agreedSetupFee: lead.agreedInstallationFee,
  }) : null;
  if (routerUserId) {
    await rows(`update router_users set state = $5, subscriber_id = $3, updated_at = $4, version = version + 1 where organization_id = $1 and id = $2`,
      [organizationId, routerUserId, subscriber.id, now, request.routerUser?.waits ? 'waiting' : 'active']);
    const leftOut = leftOutIn(await stepsOf(scope, id));
    if (leftOut) await noteLeftOut(scope, routerUserId, leftOut);
    else await agreesAgain(scope, routerUserId);
  }
  const made = { subscriberId: subscriber.id, subscriptionId, conversion: { id, round } };
  const invoice = request.bill && request.bill.lines.length > 0 ? await issueInvoice(scope, { ...made, ...request.bill }) : null;
  const { checklist } = await conversionSettings(scope);
  const order = await createServiceOrder(scope, {
    ...made, offerId: request.offerId, quoteIds: (await quotesWithStock(scope, [lead.id])).flat(), routerUserId, address: request.installationAddress, checklist,
    appointment: request.appointment ? { technicianId: null, ...request.appointment } : null,
  });
  const won = { convertedAt: now, subscriberId: subscriber.id, ...await callOffSteps(scope, lead.id) };
  const wonStage = await wonStageOf(scope, lead);
  if (!wonStage) throw new InvalidFields([{ pointer: '/leadId', detail: 'The lead’s pipeline has no won stage.' }]);
  await putIntoStage(scope, lead, wonStage, won, request.exit);
  await rows(
    `update conversions set state = 'done', subscriber_id = $3, subscription_id = $4, problem = null, clean_up_pending = false, next_try_at = null, finished_at = $5,
            last_progress_at = $5, version = version + 1 where organization_id = $1 and id = $2`,
    [organizationId, id, subscriber.id, subscriptionId, now]);
  await noteStep(scope, id, 'records', 'done', `${[subscriber.number, invoice?.number, order.number].filter(Boolean).join(' · ')}${order.clashesWith ? ` at the same time as ${order.clashesWith}` : ''}, ${lead.label} is won`);
  await scope.record('lead.converted', { type: 'lead', id: lead.id }, {
    conversionId: id, subscriberId: subscriber.id, subscriberNumber: subscriber.number, serviceOrderId: order.id, serviceOrderNumber: order.number,
    ...(invoice ? { invoiceId: invoice.id, invoiceNumber: invoice.number } : {}),
  });
}

function newSubscriber(scope: Scope, lead: Lead, request: KeptRequest, status: 'new' | 'active'): Promise<{ id: string; number: string }> {
  return createSubscriber(scope, {
    name: lead.name ?? lead.companyName ?? lead.title, companyName: lead.companyName, phone: lead.phone, email: lead.email, billingEmail: lead.billingEmail,
    street: lead.street, unitNumber: lead.unitNumber, city: lead.city, zipCode: lead.zipCode, location: lead.location,
    installationAddress: request.installationAddress, latitude: lead.latitude, longitude: lead.longitude, status, leadId: lead.id,
  });
}

/** The subscriber that was chosen gets the service; one who had left is back. */
async function linkedSubscriber(scope: Scope, id: string, status: 'new' | 'active'): Promise<{ id: string; number: string }> {
  const [subscriber] = await scope.rows<{ id: string; number: string }>(
    `select s.id, ${numberSql('subscriber', 's.number')} as number from subscribers s where s.organization_id = $1 and s.id = $2 for no key update`, [scope.organizationId, id]);
  if (!subscriber) throw new InvalidFields([{ pointer: '/subscriberId', detail: 'There is no such subscriber.' }]);
  await welcomeBack(scope, id, status);
  return subscriber;
}
