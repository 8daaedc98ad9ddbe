import type { Conversion } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { isUniqueViolation } from '../../core/records.ts';
import { lockAddresses } from '../address-pools/index.ts';
import { lockLead } from '../leads/index.ts';
import { addressHolder } from '../router-users/index.ts';
import { ConversionBlocked, NotFailed, NotRunning } from './conversion.errors.ts';
import { givesUpAt } from './convert-lead.ts';
import { endWaiting } from './fail-conversion.ts';
import { beginSteps } from './conversion-steps.ts';
import { conversionView } from './conversion.view.ts';
import { provisionJob } from './convert-lead.ts';

export interface LockedConversion {
  leadId: string;
  state: string;
  routerUserId: string | null;
  waits: boolean;
  /** For its router; no worker is at it. */
  isWaiting: boolean;
  cleanUpPending: boolean;
}

/** Locks the lead first, as every conversion does, so that a retry, a cancel and a new conversion meet one after the other. */
export async function lockConversion(scope: Scope, id: string): Promise<LockedConversion> {
  const { rows, organizationId } = scope;
  const [seen] = await rows<{ leadId: string }>('select lead_id as "leadId" from conversions where organization_id = $1 and id = $2', [organizationId, id]);
  if (!seen) throw new NotFound('conversion');
  const lead = await lockLead(scope, seen.leadId, 'conversions:write').catch((error: unknown) => {
    throw error instanceof NotFound ? new NotFound('conversion') : error;
  });
  const [found] = await rows<LockedConversion>(
    `select lead_id as "leadId", state, router_user_id as "routerUserId", coalesce((request -> 'routerUser' ->> 'waits')::boolean, false) as waits,
            next_try_at is not null as "isWaiting", clean_up_pending as "cleanUpPending"
       from conversions where organization_id = $1 and id = $2 for update`, [organizationId, id]);
  if (found!.state !== 'running' && found!.state !== 'done') lead.mustBeChangeable();
  return found!;
}

/** Takes a user name and its address up again that a conversion had given back. */
export async function reserveAgain(scope: Scope, routerUserId: string | null): Promise<void> {
  const { rows, organizationId, now } = scope;
  const [user] = await rows<{ routerId: string; ipAddress: string | null }>(
    'select router_id as "routerId", ip_address as "ipAddress" from router_users where organization_id = $1 and id = $2', [organizationId, routerUserId]);
  if (user?.ipAddress) {
    await lockAddresses(scope, user.routerId);
    const holder = await addressHolder(scope, { routerId: user.routerId, ipAddress: user.ipAddress, exceptId: routerUserId, exceptConversionId: null });
    if (holder) throw new ConversionBlocked([{ code: 'ip_address_taken', message: `${user.ipAddress} has gone to ${holder} meanwhile. Change the plan.` }]);
  }
  await rows(
    `update router_users set state = 'creating', updated_at = $3, version = version + 1 where organization_id = $1 and id = $2`, [organizationId, routerUserId, now],
  ).catch((error: unknown) => {
    throw isUniqueViolation(error)
      ? new ConversionBlocked([{ code: 'username_taken', message: 'The user name has gone to somebody else meanwhile. Change the plan.' }]) : error;
  });
}

/** Tries a failed conversion again as it was asked for, and one that waits at once. */
export async function retryConversion(scope: Scope, id: string): Promise<Conversion> {
  const { rows, organizationId, now } = scope;
  const { state, routerUserId, leadId, waits, isWaiting } = await lockConversion(scope, id);
  if (state === 'running' && isWaiting) {
    await rows('update conversions set next_try_at = $3 where organization_id = $1 and id = $2', [organizationId, id, now]);
    await scope.enqueue(provisionJob, { conversionId: id });
    return conversionView(scope, id);
  }
  if (state !== 'failed' && state !== 'cancelled') throw new NotFailed(state);
  await reserveAgain(scope, routerUserId);
  await rows(
    `update conversions set state = 'running', problem = null, cancel_requested = false, clean_up_pending = false, finished_at = null, last_progress_at = $3,
            next_try_at = null, tries = 0, gives_up_at = $4, version = version + 1 where organization_id = $1 and id = $2`,
    [organizationId, id, now, await givesUpAt(scope)]);
  await beginSteps(scope, id, { router: true, waits });
  await scope.record('conversion.retried', { type: 'lead', id: leadId }, { conversionId: id });
  await scope.enqueue(provisionJob, { conversionId: id });
  return conversionView(scope, id);
}

/** Ends a conversion that waits; asks any other running one to stop before its next try. What it made is removed. */
export async function cancelConversion(scope: Scope, id: string): Promise<Conversion> {
  const { state, isWaiting } = await lockConversion(scope, id);
  if (state !== 'running') throw new NotRunning(state);
  if (isWaiting) {
    await endWaiting(scope, id);
    return conversionView(scope, id);
  }
  await scope.rows('update conversions set cancel_requested = true where organization_id = $1 and id = $2', [scope.organizationId, id]);
  await scope.record('conversion.cancel_requested', { type: 'conversion', id }, {});
  return conversionView(scope, id);
}
