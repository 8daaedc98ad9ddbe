import type { Conversion } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotAtThisStep, StepNeeded } from './conversion.errors.ts';
import { leftOutWith, skippableIn, stepsOf, type StepName } from './conversion-steps.ts';
import { conversionView } from './conversion.view.ts';
import { provisionJob } from './convert-lead.ts';
import { finishConversion } from './finish-conversion.ts';
import { lockConversion, reserveAgain, type LockedConversion } from './retry-conversion.ts';

/**
 * Leaves out the step that a conversion stands at. Without a user on the router the subscriber is made at once; where only the check or the enabling is left out,
 * a worker does what remains. What the router really has is found by the next comparison.
 */
export async function skipStep(scope: Scope, id: string, { step, reason }: { step: StepName; reason: string }): Promise<Conversion> {
  if (step === 'plan' || step === 'records') throw new StepNeeded(step);
  const conversion = await lockConversion(scope, id);
  const steps = await stepsOf(scope, id);
  if (!skippableIn(steps, conversion).includes(step)) throw new NotAtThisStep(step);
  await markLeftOut(scope, id, leftOutWith(step), reason.trim());
  await scope.record('conversion.step_left_out', { type: 'lead', id: conversion.leadId }, { conversionId: id, step, reason: reason.trim() });
  if (step === 'clean_up') await giveUpCleaning(scope, id, conversion, reason.trim());
  else {
    await goOn(scope, id, conversion);
    if (step === 'read_back' || step === 'enable') await scope.enqueue(provisionJob, { conversionId: id });
    else await finishConversion(scope, id);
  }
  return conversionView(scope, id);
}

const markLeftOut = ({ rows, organizationId, now, actor }: Scope, id: string, names: readonly StepName[], reason: string) => rows(
  `update conversion_steps set state = 'skipped', skip_reason = $4, skipped_by = $5, at = $6
    where organization_id = $1 and conversion_id = $2 and name = any ($3) and state <> 'done'`, [organizationId, id, names, reason, actor.name, now]);

/** One that failed begins again where it stood; on the router everything is looked for anew. */
async function goOn(scope: Scope, id: string, { state, routerUserId }: LockedConversion): Promise<void> {
  const { rows, organizationId, now } = scope;
  if (state === 'failed') await reserveAgain(scope, routerUserId);
  await rows(
    `update conversion_steps set state = 'waiting', message = null where organization_id = $1 and conversion_id = $2 and name <> 'plan' and skip_reason is null`,
    [organizationId, id]);
  await rows(`delete from conversion_steps where organization_id = $1 and conversion_id = $2 and name = 'clean_up'`, [organizationId, id]);
  await rows(
    `update conversions set state = 'running', problem = null, cancel_requested = false, clean_up_pending = false, finished_at = null, next_try_at = null,
            last_progress_at = $3, version = version + 1 where organization_id = $1 and id = $2`, [organizationId, id, now]);
}

/** Whatever is left on the router stays there, and its name is free here. */
async function giveUpCleaning({ rows, organizationId, now }: Scope, id: string, { routerUserId }: LockedConversion, reason: string): Promise<void> {
  await rows(
    `update router_users set state = 'removed', updated_at = $3, version = version + 1 where organization_id = $1 and id = $2 and state = 'removing'`,
    [organizationId, routerUserId, now]);
  await rows(
    `update conversions set clean_up_pending = false, problem = concat_ws(' ', problem, 'It is no longer looked for: ' || $3), version = version + 1
      where organization_id = $1 and id = $2`, [organizationId, id, reason]);
}
