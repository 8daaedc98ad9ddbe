import { createHash, randomBytes } from 'node:crypto';
import type { QuoteStatus } from '@lastmile/contracts';
import type { Scope } from '../core/in-org.ts';
import { insertRow, insertRows } from '../core/rows.ts';
import type { Sealer } from '../core/seal.ts';
import { addDays, dateIn } from '../core/zoned-time.ts';
import { rememberQuoteLink } from '../features/organizations/index.ts';
import { lineAmounts, sealQuoteToken, sumsOf } from '../features/quotes/index.ts';
import type { DemoEvent } from './happenings.ts';
import { idAt } from './id-at.ts';
import type { LeadDraft } from './lead-draft.ts';
import type { MadePackage } from './make-packages.ts';
import { insertEvents } from './write-leads.ts';

const day = 86_400_000;
const terms = 'Router on loan. No fixed term: leave with 30 days’ notice.';

interface Needed { drafts: readonly LeadDraft[]; packages: readonly MadePackage[]; sealer: Sealer; timezone: string; taxRate: string; currency: string }
interface Story { draft: LeadDraft; status: QuoteStatus; createdAt: Date; sentAt: Date | null; openedAt: Date | null; decidedAt: Date | null }

/** Quotes of leads that came as far: accepted where they were won, out where they are being talked about, declined or expired where they were lost. */
export async function makeQuotes(scope: Scope, { drafts, packages, sealer, timezone, taxRate, currency }: Needed): Promise<void> {
  const stories = storiesOf(drafts.filter(({ lead }) => lead.offerId && lead.ownerId && lead.name), scope.now)
    .toSorted((left, right) => left.createdAt.getTime() - right.createdAt.getTime());
  const lastOfYear = new Map<string, number>();
  const quotes: object[] = [];
  const items: object[] = [];
  const events: (DemoEvent & { subject: { type: string; id: string } })[] = [];
  const links: Buffer[] = [];
  for (const { draft: { lead, owner }, status, createdAt, sentAt, openedAt, decidedAt } of stories) {
    const offer = packages.find(({ id }) => id === lead.offerId)!;
    const written = dateIn(timezone, createdAt);
    const next = (lastOfYear.get(written.slice(0, 4)) ?? 0) + 1;
    lastOfYear.set(written.slice(0, 4), next);
    const number = `${written.slice(0, 4)}${String(next).padStart(6, '0')}`;
    const id = idAt(createdAt);
    const lines = linesOf(offer, packages, taxRate).map((line, position) => ({ ...line, id: idAt(createdAt), quoteId: id, position }));
    const { firstBill, monthly } = sumsOf(lines);
    const token = sentAt && randomBytes(32).toString('base64url');
    if (token) links.push(createHash('sha256').update(token).digest());
    quotes.push({
      id, number, revision: 1, leadId: lead.id, status, currency, taxName: 'VAT', terms, expiresOn: addDays(dateIn(timezone, sentAt ?? createdAt), 10),
      recipientName: lead.name, recipientEmail: lead.email, recipientPhone: lead.phone,
      firstSubtotal: firstBill.subtotal, firstTax: firstBill.tax, firstTotal: firstBill.total,
      monthlySubtotal: monthly.subtotal, monthlyTax: monthly.tax, monthlyTotal: monthly.total,
      ...(token ? { tokenHash: `\\x${links.at(-1)!.toString('hex')}`, sealedToken: sealQuoteToken(sealer, id, token) } : {}),
      sentAt, openedAt, decidedAt,
      ...(decidedAt ? { decidedByName: lead.name, confirmedBy: 'sms_code', decisionReason: status === 'denied' ? lead.lostReason : null } : {}),
      ...(status === 'accepted' ? { choices: { alternative: 1, optionalItemIds: [] }, signature: { name: lead.name } } : {}),
      createdById: owner!.id, createdAt, updatedAt: decidedAt ?? openedAt ?? sentAt ?? createdAt, version: 1,
    });
    items.push(...lines);
    const tell = (at: Date | null, type: string, actor: DemoEvent['actor'], changes: object) => {
      if (at) events.push({ at, type, actor, changes: { quoteId: id, number, ...changes }, subject: { type: 'lead', id: lead.id } });
    };
    tell(createdAt, 'quote.created', owner, { total: firstBill.total, currency });
    tell(sentAt, 'quote.sent', owner, { channels: ['sms'], total: firstBill.total, currency, again: false });
    tell(openedAt, 'quote.opened', null, {});
    if (status === 'expired') tell(new Date(sentAt!.getTime() + 11 * day), 'quote.expired', null, {});
    tell(decidedAt, status === 'accepted' ? 'quote.accepted' : 'quote.rejected', null, {
      byName: lead.name, confirmedBy: 'sms_code', total: firstBill.total, monthly: monthly.total, currency, ...(status === 'denied' ? { reason: lead.lostReason } : {}),
    });
  }
  await insertRows(scope, 'quotes', quotes);
  await insertRows(scope, 'quote_items', items);
  for (const [period, last] of lastOfYear) await insertRow(scope, 'quote_numbers', { organizationId: scope.organizationId, period, last });
  for (const hash of links) await rememberQuoteLink(scope, hash);
  await insertEvents(scope, events);
  await scope.rows('update quote_settings set terms = $2 where organization_id = $1', [scope.organizationId, terms]);
}

/** Enough of each to see what a list is for, no more than a desk of this size would have written. */
const most = { won: 24, lost: 12, open: 14, drafts: 4 } as const;

function storiesOf(drafts: readonly LeadDraft[], now: Date): Story[] {
  const newest = (status: string) => drafts.filter(({ lead }) => lead.status === status).toSorted((left, right) => right.lead.stageEnteredAt.getTime() - left.lead.stageEnteredAt.getTime());
  /** A moment between the lead's beginning and when it came to where it stands. */
  const before = ({ lead }: LeadDraft, days: number) => new Date(Math.max(lead.stageEnteredAt.getTime() - days * day, lead.createdAt.getTime() + 60_000));
  // An hour before it was won and converted.
  const won = newest('won').slice(0, most.won).map((draft): Story =>
    ({ draft, status: 'accepted', createdAt: before(draft, 3), sentAt: before(draft, 2.9), openedAt: before(draft, 2), decidedAt: before(draft, 0.04) }));
  const lost = newest('lost').slice(0, most.lost).map((draft, index): Story => {
    const { stageEnteredAt } = draft.lead;
    const expired = index % 3 === 2;
    const sentAt = expired ? new Date(Math.min(before(draft, 12).getTime(), now.getTime() - 12 * day)) : before(draft, 3.9);
    const createdAt = expired ? new Date(sentAt.getTime() - 3_600_000) : before(draft, 4);
    return { draft, status: expired ? 'expired' : 'denied', createdAt, sentAt, openedAt: index % 2 ? new Date(sentAt.getTime() + 7_200_000) : null, decidedAt: expired ? null : stageEnteredAt };
  });
  const open = newest('in_progress').slice(0, most.open).map((draft, index): Story => {
    const sentAt = new Date(Math.min(now.getTime() - (index % 7 + 1) * 0.9 * day, now.getTime() - 3_600_000));
    const opened = index % 2 === 0;
    return {
      draft, status: opened ? 'on_review' : 'sent', createdAt: new Date(sentAt.getTime() - 1_800_000), sentAt,
      openedAt: opened ? new Date(sentAt.getTime() + 2_400_000) : null, decidedAt: null,
    };
  });
  const drafted = newest('in_progress').slice(most.open, most.open + most.drafts).map((draft, index): Story => (
    { draft, status: 'draft', createdAt: new Date(now.getTime() - (index + 1) * 5_400_000), sentAt: null, openedAt: null, decidedAt: null }));
  // A quote is never older than its lead.
  return [...won, ...lost, ...open, ...drafted].filter(({ draft, createdAt }) => createdAt >= draft.lead.createdAt);
}

/** The package, its installation, and the next faster one to choose instead. */
function linesOf(offer: MadePackage, packages: readonly MadePackage[], taxRate: string) {
  const faster = packages.filter(({ isPublic, downloadMbps }) => isPublic && downloadMbps > offer.downloadMbps).toSorted((left, right) => left.downloadMbps - right.downloadMbps)[0];
  const common = { quantity: '1', discountPercent: '0', taxRate, optional: false };
  const monthly = (one: MadePackage, alternative: number | null) => ({
    ...common, offerId: one.id, description: one.name, unitPrice: one.monthlyPrice, offerPrice: one.monthlyPrice, period: 'monthly' as const, alternative,
  });
  const lines = [
    ...(faster ? [monthly(offer, 1), monthly(faster, 2)] : [monthly(offer, null)]),
    { ...common, offerId: offer.id, description: 'Installation', unitPrice: offer.setupFee, offerPrice: offer.setupFee, period: 'once' as const, alternative: null },
  ];
  return lines.map((line) => ({ ...line, ...lineAmounts(line) }));
}
