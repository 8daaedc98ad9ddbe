import Big from 'big.js';
import type { QuoteChoices, Signature } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { applyChanges } from '../../core/records.ts';
import type { Services } from '../../core/services.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { amendLead } from '../leads/index.ts';
import { queueMessage, renderMessage, withdrawMessages } from '../messages/index.ts';
import { notificationSettings } from '../notification-settings/index.ts';
import type { LockedQuote } from './lock-quote.ts';
import { moveLeadOf } from './move-lead-of.ts';
import { linesOf, type QuoteLine } from './quote-items.ts';
import { chosenLines, knownChoices, sumsOf } from './quote-totals.ts';
import { deskUrl, quoteValues } from './quote-words.ts';
import { QuoteEntity } from './quote.entity.ts';
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
  await moveLeadOf(scope, quote, lead, accepts ? 'accepted' : 'denied', reason);
  await withdrawMessages(scope, { type: 'quote', id: quote.id });
  await tellOwner(services, scope, { quote, lead }, accepts, reason);
}

/** What of a lead the accepted lines decide: the package, what is paid monthly and what is paid once, before tax as everywhere on a lead. */
function agreedOf(chosen: readonly QuoteLine[]) {
  const sum = (period: QuoteLine['period']) => chosen.filter((line) => line.period === period).reduce((total, { lineTotal }) => total.plus(lineTotal), new Big(0));
  const offerId = chosen.find((line) => line.period === 'monthly' && line.offerId)?.offerId;
  return { ...(offerId ? { offerId } : {}), agreedMonthlySubscription: sum('monthly').toFixed(2), agreedInstallationFee: sum('once').toFixed(2) };
}

/** S0-10.4-d: the lead's owner, else the organization's owners, hear of it. */
async function tellOwner(services: Pick<Services, 'sealer' | 'publicUrl'>, scope: Scope, { quote, lead }: LockedQuote, accepted: boolean, reason: string | null): Promise<void> {
  const { adminNotifyChannel } = await notificationSettings(scope);
  if (adminNotifyChannel === 'none') return;
  // People who sign in have an email and no phone.
  const people = await scope.rows<{ email: string; name: string }>(
    `select u.email, u.name from users u
      where u.organization_id = $1 and u.disabled_at is null and case when $2::uuid is not null then u.id = $2 else u.role = 'owner' end order by u.id limit 10`,
    [scope.organizationId, lead.ownerId]);
  const values = await quoteValues(scope, quote, lead, deskUrl(services, quote.id));
  for (const { email, name } of people) {
    const kind = accepted ? 'quote_accepted' : 'quote_rejected';
    const { subject, text } = await renderMessage(scope, kind, 'email', { ...values, owner_name: name, reason: reason ?? '' });
    await queueMessage(services.sealer, scope, { kind, channel: 'email', to: email, subject, text, about: { type: 'notice', id: quote.id }, leadId: lead.id });
  }
}
