import type { Conversion } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { isUniqueViolation } from '../../core/records.ts';
import { lockLead } from '../leads/index.ts';
import { ConversionBlocked, NotFailed, NotRunning } from './conversion.errors.ts';
import { beginSteps } from './conversion-steps.ts';
import { conversionView } from './conversion.view.ts';
import { provisionJob } from './convert-lead.ts';

interface Found { leadId: string; state: string; routerUserId: string | null; waits: boolean }

/** Locks the lead first, as every conversion does, so that a retry, a cancel and a new conversion meet one after the other. */
async function lockConversion(scope: Scope, id: string): Promise<Found> {
  const { rows, organizationId } = scope;
  const [seen] = await rows<{ leadId: string }>('select lead_id as "leadId" from conversions where organization_id = $1 and id = $2', [organizationId, id]);
  if (!seen) throw new NotFound('conversion');
  const lead = await lockLead(scope, seen.leadId, 'conversions:write').catch((error: unknown) => {
    throw error instanceof NotFound ? new NotFound('conversion') : error;
  });
  const [found] = await rows<Found>(
    `select lead_id as "leadId", state, router_user_id as "routerUserId", coalesce((request -> 'routerUser' ->> 'waits')::boolean, false) as waits from conversions where organization_id = $1 and id = $2 for update`, [organizationId, id]);
  if (found!.state !== 'running' && found!.state !== 'done') lead.mustBeChangeable();
  return found!;
}

/** Tries a failed conversion again as it was asked for. */
export async function retryConversion(scope: Scope, id: string): Promise<Conversion> {
  const { rows, organizationId, now } = scope;
  const { state, routerUserId, leadId, waits } = await lockConversion(scope, id);
  if (state !== 'failed' && state !== 'cancelled') throw new NotFailed(state);
  await rows(
    `update router_users set state = 'creating', updated_at = $3, version = version + 1 where organization_id = $1 and id = $2`, [organizationId, routerUserId, now],
  ).catch((error: unknown) => {
    throw isUniqueViolation(error)
      ? new ConversionBlocked([{ code: 'username_taken', message: 'The user name has gone to somebody else meanwhile. Change the plan.' }]) : error;
  });
  await rows(
    `update conversions set state = 'running', problem = null, cancel_requested = false, clean_up_pending = false, finished_at = null, last_progress_at = $3,
            version = version + 1 where organization_id = $1 and id = $2`, [organizationId, id, now]);
  await beginSteps(scope, id, { router: true, waits });
  await scope.record('conversion.retried', { type: 'lead', id: leadId }, { conversionId: id });
  await scope.enqueue(provisionJob, { conversionId: id });
  return conversionView(scope, id);
}

/** Asks a running conversion to stop before its next try; what it made is removed. */
export async function cancelConversion(scope: Scope, id: string): Promise<Conversion> {
  const { state } = await lockConversion(scope, id);
  if (state !== 'running') throw new NotRunning(state);
  await scope.rows('update conversions set cancel_requested = true where organization_id = $1 and id = $2', [scope.organizationId, id]);
  await scope.record('conversion.cancel_requested', { type: 'conversion', id }, {});
  return conversionView(scope, id);
}
