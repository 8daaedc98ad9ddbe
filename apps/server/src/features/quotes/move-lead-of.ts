import type { StageType } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { putIntoStage, stagesOf, type Lead } from '../leads/index.ts';
import type { Quote } from './quote.entity.ts';
import { quoteSettings, type MovingStatus } from './quote-settings.ts';

/** How far a lead is; a quote takes it on, never back. */
const way: readonly StageType[] = ['new', 'dormant', 'in_progress', 'lost', 'won'];

/** What a lead is lost for when its quote is declined without a word. */
const declined = 'Quote declined';

/**
 * S0-10.1-g and -h: takes a lead to the first stage of the kind that the settings name for its quote's status, in its own pipeline. A lead that is further
 * already stays, as one does that is being converted or has become a subscriber, or whose pipeline has no such stage.
 */
export async function moveLeadOf(scope: Scope, quote: Quote, lead: Lead, status: MovingStatus, reason: string | null = null): Promise<void> {
  if (lead.convertedAt || lead.converting) return;
  const { stageMap } = await quoteSettings(scope);
  const type = stageMap[status];
  if (!type || way.indexOf(type) <= way.indexOf(lead.status)) return;
  const stage = (await stagesOf(scope, lead.pipelineId)).find((one) => one.type === type);
  if (!stage) return;
  const changes = lead.moveTo(stage, reason?.trim() || `${declined} (${quote.label})`, scope.now);
  await putIntoStage(scope, lead, stage, changes);
}
