import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { callOffSteps, lockAnyLead, putIntoStage, type ConfirmedExit, type Lead, type StandingPlace } from '../leads/index.ts';
import { createSubscriber, createSubscription } from '../subscribers/index.ts';
import { noteStep } from './conversion-steps.ts';

export interface KeptRequest {
  type: 'active_without_invoice' | 'active_with_invoice' | 'new_with_proforma';
  offerId: string | null;
  startsOn: string;
  installationAddress: string | null;
  /** What was said of the exit criteria of the stage that the lead leaves. */
  exit?: ConfirmedExit | null;
}

interface RunningConversion { leadId: string; request: KeptRequest; routerUserId: string | null; state: string }

/**
 * The database part of a conversion, all of it in one transaction: subscriber, subscription, the router user's owner, the lead won and locked.
 * Nothing of it exists before the router has said yes, so nothing has to be withdrawn when it says no.
 */
export async function finishConversion(scope: Scope, id: string): Promise<void> {
  const { rows, organizationId, now } = scope;
  const [conversion] = await rows<RunningConversion>(
    `select lead_id as "leadId", request, router_user_id as "routerUserId", state from conversions where organization_id = $1 and id = $2 for update`,
    [organizationId, id]);
  // A job that runs twice finds it finished.
  if (!conversion || conversion.state !== 'running') return;
  const { request, routerUserId } = conversion;
  const lead = await lockAnyLead(scope, conversion.leadId);
  lead.converting = false;

  const status = request.type === 'new_with_proforma' ? 'new' : 'active';
  const subscriber = await createSubscriber(scope, {
    name: lead.name ?? lead.companyName ?? lead.title, companyName: lead.companyName, phone: lead.phone, email: lead.email, billingEmail: lead.billingEmail,
    street: lead.street, unitNumber: lead.unitNumber, city: lead.city, zipCode: lead.zipCode, location: lead.location,
    installationAddress: request.installationAddress, latitude: lead.latitude, longitude: lead.longitude, status, leadId: lead.id,
  });
  const subscriptionId = request.offerId && await createSubscription(scope, {
    subscriberId: subscriber.id, offerId: request.offerId, status: status === 'new' ? 'pending' : 'active', startsOn: request.startsOn,
    agreedMonthlyPrice: lead.agreedMonthlySubscription, agreedSetupFee: lead.agreedInstallationFee,
  });
  if (routerUserId) {
    await rows(`update router_users set state = 'active', subscriber_id = $3, updated_at = $4, version = version + 1 where organization_id = $1 and id = $2`,
      [organizationId, routerUserId, subscriber.id, now]);
  }
  const won = { convertedAt: now, subscriberId: subscriber.id, ...await callOffSteps(scope, lead.id) };
  await putIntoStage(scope, lead, await wonStageOf(scope, lead), won, request.exit);
  await rows(
    `update conversions set state = 'done', subscriber_id = $3, subscription_id = $4, problem = null, clean_up_pending = false, finished_at = $5,
            last_progress_at = $5, version = version + 1 where organization_id = $1 and id = $2`,
    [organizationId, id, subscriber.id, subscriptionId ?? null, now]);
  await noteStep(scope, id, 'records', 'done', `${subscriber.number}, ${lead.label} is won`);
  await scope.record('lead.converted', { type: 'lead', id: lead.id }, { conversionId: id, subscriberId: subscriber.id, subscriberNumber: subscriber.number });
}

/** The lead's own stage if it is won already, else its pipeline's first won one. */
async function wonStageOf({ rows, organizationId }: Scope, lead: Lead): Promise<StandingPlace> {
  const [stage] = await rows<StandingPlace>(
    `select id, pipeline_id as "pipelineId", name, type from stages where organization_id = $1 and pipeline_id = $2 and type = 'won'
      order by (id = $3) desc, position limit 1`, [organizationId, lead.pipelineId, lead.stageId]);
  if (!stage) throw new InvalidFields([{ pointer: '/leadId', detail: 'The lead’s pipeline has no won stage.' }]);
  return stage;
}
