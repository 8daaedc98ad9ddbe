import type { Scope } from '../../core/in-org.ts';
import type { RouterProblem } from '../../ports/router.ts';
import { provisionJob } from './convert-lead.ts';
import { noteStep, skippableIn, stepsOf } from './conversion-steps.ts';
import { holdLeadOf } from './hold-lead.ts';

/** At first soon, for a router that only restarts; then less and less often, at most every quarter of an hour. */
const secondsAfter = (tries: number): number => Math.min(5 * 2 ** Math.min(tries, 10), 900);

/** Has a conversion wait for its router, where its organization waits at all and has not waited long enough; false where it is to fail. */
export async function waitForRouter(scope: Scope, id: string, problem: RouterProblem): Promise<boolean> {
  const { rows, organizationId, now } = scope;
  await holdLeadOf(scope, id);
  const [waiting] = await rows<{ tries: number; givesUpAt: Date }>(
    `select tries, gives_up_at as "givesUpAt" from conversions
      where organization_id = $1 and id = $2 and state = 'running' and not cancel_requested and gives_up_at > $3 for update`, [organizationId, id, now]);
  if (!waiting) return false;
  const nextTryAt = new Date(Math.min(now.getTime() + secondsAfter(waiting.tries) * 1000, waiting.givesUpAt.getTime()));
  await rows('update conversions set tries = tries + 1, next_try_at = $3 where organization_id = $1 and id = $2', [organizationId, id, nextTryAt]);
  // Reconciliation finds it too, within a minute, should this job be lost.
  await scope.enqueue(provisionJob, { conversionId: id }, { startAfter: nextTryAt });
  const [standing] = skippableIn(await stepsOf(scope, id), { state: 'running', isWaiting: true, cleanUpPending: false });
  if (standing) await noteStep(scope, id, standing, 'waiting', problem.message);
  return true;
}

/** Of a router in maintenance nothing is asked; what waits goes on once it is over. Said once, however often it is looked. */
export async function waitForMaintenance(scope: Scope, id: string, router: string): Promise<void> {
  const { rows, organizationId, now } = scope;
  const waits = await rows(
    'update conversions set next_try_at = $3 where organization_id = $1 and id = $2 and next_try_at is null returning 1', [organizationId, id, now]);
  if (waits.length > 0) await noteStep(scope, id, 'connect', 'waiting', `${router} is in maintenance; this goes on when that is over`);
}
