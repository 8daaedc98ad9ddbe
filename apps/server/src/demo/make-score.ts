import { usualScoreRules } from '@lastmile/contracts';
import { newId } from '../core/ids.ts';
import type { Scope } from '../core/in-org.ts';
import { insertRows } from '../core/rows.ts';
import { openStatuses, scoreLeads } from '../features/leads/index.ts';
import type { LeadDraft } from './lead-draft.ts';

/** The usual rules, switched on, and what they say of the open leads. */
export async function makeScore(scope: Scope, drafts: readonly LeadDraft[]): Promise<void> {
  const { now } = scope;
  await insertRows(scope, 'score_rules', [
    { id: newId(), state: 'active', rules: usualScoreRules, changedByName: 'Naomi Cherono', createdAt: now, updatedAt: now, version: 1 },
  ]);
  await scoreOpen(scope, drafts);
}

/** Scores those that are open by the rules that are switched on. */
export async function scoreOpen(scope: Scope, drafts: readonly LeadDraft[]): Promise<void> {
  await scoreLeads(scope, drafts.filter(({ lead }) => openStatuses.includes(lead.status)).map(({ lead }) => lead.id), { tell: false });
}
