import type { ExitConfirmation } from '@lastmile/contracts';
import { ExitCriteriaOpen } from '../lead.errors.ts';
import type { KnownStage } from './standing-place.ts';

/** What was said when a lead left a stage with exit criteria; kept with the event that tells of it. */
export interface ConfirmedExit { met: string[]; skipped?: string[]; reason?: string }

/**
 * Whether going from one stage to another asks for the exit criteria of the first (S2-bp-b). Going back, to a lost stage or to sleep does not, nor does
 * going to another pipeline, unless it wins the lead.
 */
export function asksToLeave(from: KnownStage, to: Pick<KnownStage, 'id' | 'pipelineId' | 'type' | 'position'>): boolean {
  if (from.exitCriteria.length === 0 || from.id === to.id || to.type === 'lost' || to.type === 'dormant') return false;
  return from.pipelineId === to.pipelineId ? to.position > from.position : to.type === 'won';
}

/** Throws {@link ExitCriteriaOpen} where neither every criterion of the stage is said to be met nor why the lead goes on without. */
export function confirmExit(from: Pick<KnownStage, 'name' | 'exitCriteria'>, { exitCriteriaMet = [], exitCriteriaSkipReason }: ExitConfirmation): ConfirmedExit | null {
  if (from.exitCriteria.length === 0) return null;
  const said = new Set(exitCriteriaMet.map((text) => text.trim()));
  const met = from.exitCriteria.filter((criterion) => said.has(criterion));
  const open = from.exitCriteria.filter((criterion) => !said.has(criterion));
  if (open.length === 0) return { met };
  if (!exitCriteriaSkipReason) throw new ExitCriteriaOpen(from, open);
  return { met, skipped: open, reason: exitCriteriaSkipReason.trim() };
}
