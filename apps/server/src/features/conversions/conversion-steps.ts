import type { ConversionStep, conversionSteps } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../core/in-org.ts';

export type StepName = (typeof conversionSteps)[number];
export type StepState = Static<typeof ConversionStep>['state'];

const onRouter: readonly StepName[] = ['connect', 'look_up', 'add', 'read_back', 'enable'];
const withRouter: StepName[] = ['plan', ...onRouter, 'records'];
const withoutRouter: StepName[] = ['plan', 'records'];

/** The steps of a conversion that begins, the first of them done; a user that waits for the installation is not enabled. What an earlier try left is forgotten. */
export async function beginSteps({ rows, organizationId, now }: Scope, conversionId: string, { router, waits = false }: { router: boolean; waits?: boolean }): Promise<void> {
  await rows('delete from conversion_steps where organization_id = $1 and conversion_id = $2', [organizationId, conversionId]);
  const names = (router ? withRouter : withoutRouter).filter((name) => name !== 'enable' || !waits);
  for (const [position, name] of names.entries()) {
    const done = name === 'plan';
    await rows(
      `insert into conversion_steps (organization_id, conversion_id, name, position, state, attempts, message, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [organizationId, conversionId, name, position, done ? 'done' : 'waiting', done ? 1 : 0, done ? 'Nothing changed since you looked' : null, done ? now : null]);
  }
}

/** Notes how far a step is. Open screens see it, and reconciliation sees that somebody is at it. */
export async function noteStep(
  { rows, organizationId, now, record }: Scope, conversionId: string, name: StepName, state: StepState, message: string | null = null,
): Promise<void> {
  await rows(
    `insert into conversion_steps (organization_id, conversion_id, name, position, state, attempts, message, at)
     values ($1, $2, $3, 99, $4, 1, $5, $6)
     on conflict (organization_id, conversion_id, name) do update
       set state = excluded.state, message = excluded.message, at = excluded.at,
           attempts = conversion_steps.attempts + case when excluded.state = 'running' or conversion_steps.attempts = 0 then 1 else 0 end`,
    [organizationId, conversionId, name, state, message, now]);
  await rows('update conversions set last_progress_at = $3 where organization_id = $1 and id = $2', [organizationId, conversionId, now]);
  await record('conversion.progressed', { type: 'conversion', id: conversionId }, { step: name, state, ...(message ? { message } : {}) });
}

export interface StepRow extends Omit<Static<typeof ConversionStep>, 'title' | 'canSkip' | 'at'> { name: StepName }

export const stepsOf = ({ rows, organizationId }: Scope, conversionId: string): Promise<StepRow[]> => rows<StepRow>(
  `select name, state, attempts, message, skip_reason as "skipReason", skipped_by as "skippedBy" from conversion_steps
    where organization_id = $1 and conversion_id = $2 order by position, at`, [organizationId, conversionId]);

/** Where a conversion stands that waits or has ended without being done: its first step on the router that is neither done nor left out. */
export function skippableIn(
  steps: readonly Pick<StepRow, 'name' | 'state' | 'skipReason'>[], { state, isWaiting, cleanUpPending }: { state: string; isWaiting: boolean; cleanUpPending: boolean },
): StepName[] {
  const standing = state === 'failed' || (state === 'running' && isWaiting)
    ? steps.find(({ name, state: of, skipReason }) => onRouter.includes(name) && of !== 'done' && skipReason === null)?.name : undefined;
  return [...(standing ? [standing] : []), ...(cleanUpPending ? ['clean_up' as const] : [])];
}

/** What leaving a step out leaves out with it: without a user on the router nothing can be done to it. */
export const leftOutWith = (name: StepName): readonly StepName[] =>
  name === 'read_back' || name === 'enable' || name === 'clean_up' ? [name] : onRouter.slice(onRouter.indexOf(name));
