import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { applyChanges, lockRecord } from '../../core/records.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { lockAnyLead, type Lead } from '../leads/index.ts';
import { QuoteEntity, moveLeadOf, type Quote } from '../quotes/index.ts';
import { NoSuchLink } from './public-quote.view.ts';

/** The quote behind a link and its lead, locked, whoever asks: the link is what allows it. Throws {@link NoSuchLink}. */
export async function lockByLink(scope: Scope, tokenHash: Buffer): Promise<{ quote: Quote; lead: Lead }> {
  const { id, leadId } = await found(scope, tokenHash);
  const lead = await lockAnyLead(scope, leadId);
  const quote = await lockRecord(scope, QuoteEntity, id, 'quote');
  return { quote, lead };
}

/** The id of the quote behind a link. Throws {@link NoSuchLink}. */
export const quoteBehind = async (scope: Scope, tokenHash: Buffer): Promise<string> => (await found(scope, tokenHash)).id;

async function found({ rows, organizationId }: Scope, tokenHash: Buffer): Promise<{ id: string; leadId: string }> {
  const [quote] = await rows<{ id: string; leadId: string }>(
    `select q.id, q.lead_id as "leadId" from quotes q join leads l on l.organization_id = $1 and l.id = q.lead_id
      where q.organization_id = $1 and q.token_hash = $2 and q.deleted_at is null and l.deleted_at is null`, [organizationId, tokenHash]);
  if (!quote) throw new NoSuchLink();
  return quote;
}

/** A person opened it: said once, and on review from then on. */
export async function noteOpened(scope: Scope, tokenHash: Buffer): Promise<void> {
  const { quote, lead } = await lockByLink(scope, tokenHash);
  const { timezone } = await organizationSettings(scope);
  // One that has run out is seen too, and nobody has to answer for it any more.
  if (quote.openedAt || quote.status !== 'sent' || !quote.isOpenOn(dateIn(timezone, scope.now))) return;
  await applyChanges(scope, QuoteEntity, quote, { openedAt: scope.now, status: 'on_review' });
  await scope.record('quote.opened', { type: 'lead', id: lead.id }, { quoteId: quote.id, number: quote.label });
  await moveLeadOf(scope, quote, lead, 'on_review');
}
