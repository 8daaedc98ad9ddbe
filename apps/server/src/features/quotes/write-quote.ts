import type { NewQuote, QuoteChanges, QuoteItemInput } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { requirePhone } from '../../core/phone.ts';
import { InvalidFields } from '../../core/problems.ts';
import { applyChanges, expectVersion } from '../../core/records.ts';
import { addDays, dateIn, isDate } from '../../core/zoned-time.ts';
import { lockLead, type Lead } from '../leads/index.ts';
import { lockQuote } from './lock-quote.ts';
import { moveLeadOf } from './move-lead-of.ts';
import { asInputs, linesOf, replaceLines, writtenLines, type QuoteLine } from './quote-items.ts';
import { takeQuoteNumber } from './quote-number.ts';
import { quoteSettings } from './quote-settings.ts';
import { Quote, QuoteEntity } from './quote.entity.ts';
import { scheduleByItself } from './send-quote.ts';
import { handStockOver, holdUntil } from './quote-stock.ts';
import { sumsOf } from './quote-totals.ts';
import { withdrawQuotes } from './withdraw-quotes.ts';

/** Drafts a quote for a lead and returns its id. Throws a 404 for a lead the actor may not see, and a 422 naming what cannot be so. */
export async function createQuote(scope: Scope, { leadId, items, ...header }: NewQuote): Promise<string> {
  const lead = await lockLead(scope, leadId, 'quotes:write');
  return draftQuote(scope, lead, items, header);
}

/** Drafts a quote with the lines of another one at the prices they have there, for the same lead or another. */
export async function duplicateQuote(scope: Scope, id: string, leadId?: string): Promise<string> {
  const { quote, lead } = await lockQuote(scope, id, 'quotes:read');
  const lines = await linesOf(scope, id);
  const target = await lockLead(scope, leadId ?? lead.id, 'quotes:write');
  const { notes, terms } = quote;
  return draftQuote(scope, target, asInputs(lines), { notes, terms }, lines);
}

type Header = Omit<QuoteChanges, 'items'>;

async function draftQuote(scope: Scope, lead: Lead, items: readonly QuoteItemInput[], header: Header, before: readonly QuoteLine[] = []): Promise<string> {
  lead.mustBeChangeable();
  const { actor, organizationId, now } = scope;
  const [settings, { timezone, currency, taxName }] = [await quoteSettings(scope), await organizationSettings(scope)];
  const lines = await writtenLines(scope, items, before);
  const written = await writtenHeader(scope, header);
  const today = dateIn(timezone, now);
  const number = await takeQuoteNumber(scope, settings, { date: today, leadNumber: lead.number, partner: lead.partner, location: lead.location ?? lead.city });
  const quote = Object.assign(new Quote(), {
    terms: settings.terms, notes: null,
    recipientName: lead.name ?? lead.contactName ?? lead.companyName, recipientEmail: lead.email, recipientPhone: lead.phone,
    ...written,
    expiresOn: written.expiresOn ?? addDays(today, settings.expiryDays),
    organizationId, id: newId(), number, revision: 1, leadId: lead.id, status: 'draft', currency, taxName, ...sumColumns(lines),
    createdById: actor.userId, createdAt: now, updatedAt: now, version: 1,
  } satisfies Partial<Quote>);
  await scope.tx.insert(QuoteEntity, quote);
  await replaceLines(scope, quote.id, lines);
  await scope.record('quote.created', { type: 'lead', id: lead.id }, { quoteId: quote.id, number: quote.label, total: quote.firstTotal, currency });
  await moveLeadOf(scope, quote, lead, 'draft');
  await scheduleByItself(scope, quote, lines.length > 0);
  return quote.id;
}

/** Changes a draft. Throws what its invariants and {@link writtenLines} throw, and `Stale`. */
export async function updateQuote(scope: Scope, id: string, { items, ...header }: QuoteChanges, ifMatch: number | null, current: () => Promise<unknown>): Promise<void> {
  const { quote, lead } = await lockQuote(scope, id, 'quotes:write');
  await expectVersion(quote, ifMatch, current);
  lead.mustBeChangeable();
  quote.mustBeDraft();
  const before = await linesOf(scope, id);
  const lines = items && await writtenLines(scope, items, before);
  const changesLines = lines !== undefined && JSON.stringify(asInputs(lines)) !== JSON.stringify(asInputs(before));
  const written = await writtenHeader(scope, header);
  const changed = await applyChanges(scope, QuoteEntity, quote, { ...written, ...(changesLines ? { ...sumColumns(lines), updatedAt: scope.now } : {}) });
  if (changesLines) await replaceLines(scope, id, lines);
  if (changed.expiresOn) await holdUntil(scope, quote);
  if (Object.keys(changed).length === 0) return;
  await scope.record('quote.updated', { type: 'lead', id: lead.id }, { quoteId: id, number: quote.label, total: quote.firstTotal, currency: quote.currency });
}

/** Drafts the next revision and returns its id. The link of the one before says from now on that it was replaced. */
export async function reviseQuote(scope: Scope, id: string): Promise<string> {
  const { quote, lead } = await lockQuote(scope, id, 'quotes:write');
  lead.mustBeChangeable();
  quote.mustBeRevisable();
  const { timezone } = await organizationSettings(scope);
  const { expiryDays } = await quoteSettings(scope);
  const lines = (await linesOf(scope, id)).map((line) => ({ ...line, id: newId() }));
  const revision = Object.assign(new Quote(), quote, {
    id: newId(), revision: await nextRevision(scope, quote.number), previousId: id, status: 'draft', expiresOn: addDays(dateIn(timezone, scope.now), expiryDays),
    tokenHash: null, sealedToken: null, sendAt: null, sendChannels: null, sendTemplates: null, sentAt: null, openedAt: null, decidedAt: null, decidedByName: null, confirmedBy: null, decisionReason: null,
    choices: null, signature: null, ...sumColumns(lines), createdById: scope.actor.userId, createdAt: scope.now, updatedAt: scope.now, version: 1,
  } satisfies Partial<Quote>);
  await scope.tx.insert(QuoteEntity, revision);
  await replaceLines(scope, revision.id, lines);
  await applyChanges(scope, QuoteEntity, quote, { status: 'superseded', sendAt: null, sendChannels: null });
  await withdrawQuotes(scope, [id]);
  await handStockOver(scope, id, revision);
  await scope.record('quote.revised', { type: 'lead', id: lead.id }, { quoteId: revision.id, number: revision.label, previousId: id });
  return revision.id;
}

/** A revision that was deleted keeps its number. */
async function nextRevision({ rows, organizationId }: Scope, number: string): Promise<number> {
  const [row] = await rows<{ last: number }>('select max(revision) as last from quotes where organization_id = $1 and number = $2', [organizationId, number]);
  return row!.last + 1;
}

/** The columns that follow from the lines. */
export function sumColumns(lines: readonly QuoteLine[], sums = sumsOf(lines)) {
  const { firstBill, monthly } = sums;
  return {
    firstSubtotal: firstBill.subtotal, firstTax: firstBill.tax, firstTotal: firstBill.total,
    monthlySubtotal: monthly.subtotal, monthlyTax: monthly.tax, monthlyTotal: monthly.total,
  };
}

/** The header as it is kept. Throws a 422 for a phone that is none and a last day that is past or does not exist. */
async function writtenHeader(scope: Scope, header: Header): Promise<Partial<Quote>> {
  const { country, timezone } = await organizationSettings(scope);
  const written: Partial<Quote> = {};
  for (const field of ['notes', 'terms', 'recipientName'] as const) {
    const text = header[field];
    if (text !== undefined) written[field] = text?.trim() || null;
  }
  if (header.recipientEmail !== undefined) written.recipientEmail = header.recipientEmail?.trim().toLowerCase() || null;
  if (header.recipientPhone !== undefined) written.recipientPhone = header.recipientPhone && requirePhone(header.recipientPhone, country, '/recipientPhone');
  if (header.expiresOn) {
    if (!isDate(header.expiresOn)) throw new InvalidFields([{ pointer: '/expiresOn', detail: 'There is no such day.' }]);
    if (header.expiresOn < dateIn(timezone, scope.now)) throw new InvalidFields([{ pointer: '/expiresOn', detail: 'This day is past. Choose today or a later one.' }]);
    written.expiresOn = header.expiresOn;
  } else if (header.expiresOn === null) {
    written.expiresOn = addDays(dateIn(timezone, scope.now), (await quoteSettings(scope)).expiryDays);
  }
  return written;
}
