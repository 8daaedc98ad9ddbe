import Big from 'big.js';
import type { QuoteChoices, Signature } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { applyChanges } from '../../core/records.ts';
import type { Services } from '../../core/services.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { amendLead } from '../leads/index.ts';
import { releaseFor } from '../stock-movements/index.ts';
import type { LockedQuote } from './lock-quote.ts';
import { moveLeadOf } from './move-lead-of.ts';
import { linesOf, type QuoteLine } from './quote-items.ts';
import { holdUntil } from './quote-stock.ts';
import { chosenLines, knownChoices, sumsOf } from './quote-totals.ts';
import { QuoteEntity } from './quote.entity.ts';
import { tellOwner } from './tell-owner.ts';
import { withdrawQuotes } from './withdraw-quotes.ts';
import { sumColumns } from './write-quote.ts';

export interface Decision {
  decision: 'accept' | 'reject';
  /** Who decided, as signed; else who wrote it down. */
  byName: string;
  confirmedBy: 'email_code' | 'sms_code' | 'recorded';
  reason?: string | null;
  choices?: QuoteChoices;
  signature?: Signature | null;
}

/**
 * Accepts or declines a locked quote, once: whoever comes second finds it decided. What was accepted goes to the lead, so that its conversion begins with it,
 * and the lead moves as the settings say (S0-10.1-g). Throws what {@link knownChoices} and the quote's invariants throw.
 */
export async function decideQuote(services: Pick<Services, 'sealer' | 'publicUrl'>, scope: Scope, { quote, lead }: LockedQuote, decision: Decision): Promise<void> {
  const { timezone } = await organizationSettings(scope);
  quote.mustBeOpenOn(dateIn(timezone, scope.now));
  const reason = decision.reason?.trim() || null;
  const common = { decidedAt: scope.now, decidedByName: decision.byName, confirmedBy: decision.confirmedBy, decisionReason: reason };
  const accepts = decision.decision === 'accept';
  if (accepts) {
    const lines = await linesOf(scope, quote.id);
    const choices = knownChoices(lines, decision.choices);
    const chosen = chosenLines(lines, choices);
    await applyChanges(scope, QuoteEntity, quote, {
      ...common, status: 'accepted', choices, signature: decision.signature ?? null, ...sumColumns(lines, sumsOf(lines, choices)),
    });
    if (!lead.convertedAt && !lead.converting) await amendLead(scope, lead, agreedOf(chosen));
  } else {
    await applyChanges(scope, QuoteEntity, quote, { ...common, status: 'denied' });
  }
  await scope.record(accepts ? 'quote.accepted' : 'quote.rejected', { type: 'lead', id: lead.id }, {
    quoteId: quote.id, number: quote.label, byName: decision.byName, confirmedBy: decision.confirmedBy, total: quote.firstTotal, monthly: quote.monthlyTotal,
    currency: quote.currency, ...(reason ? { reason } : {}),
  });
  await (accepts ? holdUntil(scope, quote) : releaseFor(scope, { quoteId: quote.id }));
  await moveLeadOf(scope, quote, lead, accepts ? 'accepted' : 'denied', reason);
  await withdrawQuotes(scope, [quote.id]);
  await tellOwner(services, scope, { quote, lead }, accepts ? 'quote_accepted' : 'quote_rejected', { reason: reason ?? '' });
}

/** What of a lead the accepted lines decide: the package, what is paid monthly and what is paid once, before tax as everywhere on a lead. */
function agreedOf(chosen: readonly QuoteLine[]) {
  const sum = (period: QuoteLine['period']) => chosen.filter((line) => line.period === period).reduce((total, { lineTotal }) => total.plus(lineTotal), new Big(0));
  const offerId = chosen.find((line) => line.period === 'monthly' && line.offerId)?.offerId;
  return { ...(offerId ? { offerId } : {}), agreedMonthlySubscription: sum('monthly').toFixed(2), agreedInstallationFee: sum('once').toFixed(2) };
}
