import type { Conversion, ConversionRequest, ExitConfirmation } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { applyChanges, isUniqueViolation } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import type { Sealer } from '../../core/seal.ts';
import { LeadEntity, confirmExit, lockLead, stageOf, type Lead } from '../leads/index.ts';
import { conversionSettings } from '../conversion-settings/index.ts';
import { lockAddresses, nextFreeAddress } from '../address-pools/index.ts';
import { addressHolder, passwordOr, sealRouterUserPassword, UsernameTaken } from '../router-users/index.ts';
import { ConversionBlocked, PlanChanged } from './conversion.errors.ts';
import { planOf, type PlannedRouterUser } from './conversion-plan.ts';
import { beginSteps } from './conversion-steps.ts';
import { conversionView } from './conversion.view.ts';
import { takeNumberedUsername } from './made-up-username.ts';
import { finishConversion } from './finish-conversion.ts';

/** The job that carries the router part out. */
export const provisionJob = 'provision';

/**
 * Begins a conversion as planned. Without a router user it is done in this transaction; with one, a worker asks the router first, and the lead stays in
 * its stage until the router has answered (D5). Of many at once the first gets the lead's lock and the others are told.
 */
export async function convertLead(
  scope: Scope, sealer: Sealer, leadId: string, { planHash, exitCriteriaMet, exitCriteriaSkipReason, ...request }: ConversionRequest & ExitConfirmation & { planHash: string },
): Promise<Conversion> {
  const { organizationId, actor } = scope;
  const lead = await lockLead(scope, leadId, 'conversions:write');
  const plan = await planOf(scope, lead, request);
  if (plan.view.blockers.length > 0) throw new ConversionBlocked(plan.view.blockers);
  if (plan.view.planHash !== planHash) throw new PlanChanged(plan.view);

  const exit = plan.view.exitCriteria.length > 0
    ? confirmExit(await stageOf(scope, lead.stageId), { exitCriteriaMet, exitCriteriaSkipReason }) : null;
  const routerUser = plan.routerUser && await settled(scope, lead, plan.routerUser);
  const password = routerUser && passwordOr(request.routerUser!.password, await conversionSettings(scope), '/routerUser/password');
  const kept = {
    type: request.type, offerId: plan.offer?.id ?? null, startsOn: plan.startsOn, installationAddress: plan.installationAddress, routerUser, exit,
    bill: plan.bill, subscriberId: plan.linked?.id ?? null, appointment: request.appointment ?? null,
  };
  const id = await beginConversion(scope, lead, request.type, kept, plan.value);
  if (routerUser) {
    const routerUserId = await reserveRouterUser(scope, sealer, id, routerUser, password!);
    await scope.rows('update conversions set router_user_id = $3 where organization_id = $1 and id = $2', [organizationId, id, routerUserId]);
  }
  if (lead.conversionId !== id) await applyChanges(scope, LeadEntity, lead, { conversionId: id });
  await beginSteps(scope, id, { router: Boolean(routerUser), waits: routerUser?.waits ?? false });
  await scope.record('conversion.started', { type: 'lead', id: lead.id }, { conversionId: id, type: request.type, by: actor.name, routerUser });
  if (routerUser) await scope.enqueue(provisionJob, { conversionId: id });
  else await finishConversion(scope, id);
  return conversionView(scope, id);
}

/** Decides what the plan left open, the next number and the next address, and holds both until the commit. Throws {@link ConversionBlocked} where an address is gone. */
async function settled(scope: Scope, lead: Lead, user: PlannedRouterUser): Promise<PlannedRouterUser> {
  const { routerId, routerName, addressPool } = user;
  const username = user.isNumbered
    ? await takeNumberedUsername(scope, lead, { ...user, exceptConversionId: lead.conversionId }, await conversionSettings(scope)) : user.username;
  if (!user.ipAddress && !addressPool) return { ...user, username };
  await lockAddresses(scope, routerId);
  const ipAddress = addressPool ? await nextFreeAddress(scope, routerId, addressPool, '/routerUser/addressPool') : user.ipAddress;
  if (!ipAddress) throw new ConversionBlocked([{ code: 'pool_is_full', message: `The last free address of ${addressPool} on ${routerName} has just been taken.` }]);
  const holder = await addressHolder(scope, { routerId, ipAddress, exceptId: null, exceptConversionId: lead.conversionId });
  if (holder) throw new ConversionBlocked([{ code: 'ip_address_taken', message: `${ipAddress} on ${routerName} belongs to ${holder}. Choose another address.` }]);
  return { ...user, username, ipAddress };
}

/** One conversion per lead: another try goes on with the same one, so its marker on the router stays the same. */
async function beginConversion(scope: Scope, lead: Lead, type: string, request: object, value: string): Promise<string> {
  const { rows, organizationId, actor, now } = scope;
  const [conversion] = await rows<{ id: string }>(
    `insert into conversions (organization_id, id, lead_id, type, state, request, value, requested_by_id, last_progress_at, created_at, gives_up_at)
     values ($1, $2, $3, $4, 'running', $5, $6, $7, $8, $8, $9)
     on conflict (organization_id, lead_id) do update
       set type = excluded.type, state = 'running', request = excluded.request, value = excluded.value, requested_by_id = excluded.requested_by_id,
           last_progress_at = excluded.last_progress_at, gives_up_at = excluded.gives_up_at, next_try_at = null, tries = 0, cancel_requested = false, problem = null, router_user_id = null, finished_at = null,
           round = conversions.round + case when conversions.withdrawn_at is null then 0 else 1 end, withdrawn_at = null, subscriber_id = null, subscription_id = null,
           version = conversions.version + 1
     returning id`, [organizationId, newId(), lead.id, type, JSON.stringify(request), value, actor.userId, now, await givesUpAt(scope)]);
  return conversion!.id;
}

/** Until when a conversion that begins now waits for a router that does not answer; null where the organization does not wait. */
export async function givesUpAt(scope: Scope): Promise<Date | null> {
  const { routerPatienceHours } = await conversionSettings(scope);
  return routerPatienceHours > 0 ? new Date(scope.now.getTime() + routerPatienceHours * 3_600_000) : null;
}

/** Reserves the name on the router before it is asked for, so that no other conversion can take it meanwhile. */
async function reserveRouterUser(scope: Scope, sealer: Sealer, conversionId: string, user: PlannedRouterUser, password: string): Promise<string> {
  const { rows, organizationId, now } = scope;
  const { routerId, service, username, profile, ipAddress } = user;
  // What an earlier try of this conversion left to be removed is taken up again: on the router it is the same user.
  const [again] = await rows<{ id: string }>(
    `select id from router_users where organization_id = $1 and router_id = $2 and service = $3 and username = $4 and conversion_id = $5 and state <> 'removed'
     for update`, [organizationId, routerId, service, username, conversionId]);
  const id = again?.id ?? newId();
  const sealedPassword = sealRouterUserPassword(sealer, organizationId, id, password);
  if (again) {
    await rows(
      `update router_users set sealed_password = $3, profile = $4, ip_address = $5, state = 'creating', updated_at = $6, version = version + 1
        where organization_id = $1 and id = $2`, [organizationId, id, sealedPassword, profile, ipAddress, now]);
  } else {
    await insertRow(scope, 'router_users', {
      organizationId, id, routerId, conversionId, service, username, sealedPassword, profile, ipAddress, state: 'creating', createdAt: now, updatedAt: now,
    }).catch((error: unknown) => { throw isUniqueViolation(error) ? new UsernameTaken(username, user.routerName) : error; });
  }
  return id;
}
