import type { Scope } from '../../core/in-org.ts';
import { applyChanges, lockRecord } from '../../core/records.ts';
import { releaseFor } from '../stock-movements/index.ts';
import { lockQuote } from './lock-quote.ts';
import { dropLink } from './quote-link.ts';
import { handStockOver } from './quote-stock.ts';
import { QuoteEntity, type Quote } from './quote.entity.ts';
import { withdrawQuotes } from './withdraw-quotes.ts';

/** Deletes a quote; the revision before it stands again, and holds the equipment that was handed on. Throws what {@link Quote.mustBeDeletable} throws. */
export async function deleteQuote(scope: Scope, id: string): Promise<void> {
  const { quote, lead } = await lockQuote(scope, id, 'quotes:write');
  quote.mustBeDeletable();
  await dropLink(scope, quote);
  await withdrawQuotes(scope, [id]);
  const standing = quote.previousId ? await standAgain(scope, quote.previousId) : null;
  if (standing) await handStockOver(scope, id, standing);
  else await releaseFor(scope, { quoteId: id });
  await applyChanges(scope, QuoteEntity, quote, { previousId: null, deletedAt: scope.now, tokenHash: null, sealedToken: null, sendAt: null });
  await scope.record('quote.deleted', { type: 'lead', id: lead.id }, { quoteId: id, number: quote.label });
}

/**
 * A revision that is taken away leaves the one before as it was; whether that has run out meanwhile is seen by its last day. Gives it where it can be
 * decided again.
 */
async function standAgain(scope: Scope, previousId: string): Promise<Quote | null> {
  const previous = await lockRecord(scope, QuoteEntity, previousId, 'quote');
  if (previous.status !== 'superseded' || previous.deletedAt) return null;
  const wasDeclined = previous.decidedAt !== null;
  await applyChanges(scope, QuoteEntity, previous, { status: wasDeclined ? 'denied' : previous.openedAt ? 'on_review' : 'sent' });
  return wasDeclined ? null : previous;
}
