import type { EquipmentInput, Quote as QuoteView } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { Refusal } from '../../core/problems.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { equipmentOfMany } from '../offers/index.ts';
import { heldFor, holdWhatThereIs, NothingToHold, releaseFor } from '../stock-movements/index.ts';
import { lockQuote } from './lock-quote.ts';
import { linesOf, type QuoteLine } from './quote-items.ts';
import { chosenLines, usualChoices } from './quote-totals.ts';
import { endOfQuote, type Quote } from './quote.entity.ts';
import { QuoteClosed } from './quote.errors.ts';

class NoEquipment extends Refusal {
  constructor(label: string) {
    super({ status: 409, code: 'no_equipment', detail: `The packages of ${label} come with no equipment. Say under Packages what is installed with them.` });
  }
}

/** Whatever was accepted waits for its conversion this long at most. */
const daysAfterAcceptance = 30;

/** What is held for a quote, by item; `q` is the quote. */
export const heldStockSql = `
  (select coalesce(json_agg(json_build_object('itemId', i.id, 'itemName', i.name, 'unit', i.unit, 'quantity', x.quantity) order by i.name), '[]')
     from (select r.item_id, sum(r.quantity)::int as quantity from stock_reservations r
            where r.organization_id = $1 and r.quote_id = q.id and r.state = 'held' group by 1) x
     join items i on i.organization_id = $1 and i.id = x.item_id)`;

/** Whether any of its packages comes with something that could be held. */
export const equippedSql = `exists (select from quote_items i join offer_equipment e on e.organization_id = $1 and e.offer_id = i.offer_id
   where i.organization_id = $1 and i.quote_id = q.id)`;

/** Holds what the suggested packages need until the quote's last day, as far as it is there. Throws what says that nothing could be held. */
export async function holdStockFor(scope: Scope, id: string): Promise<void> {
  const { quote, lead } = await lockQuote(scope, id, 'quotes:write');
  lead.mustBeChangeable();
  const { timezone } = await organizationSettings(scope);
  const today = dateIn(timezone, scope.now);
  if (quote.status !== 'draft' || quote.hasRunOutOn(today)) quote.mustBeOpenOn(today);
  if (quote.hasRunOutOn(today)) throw new QuoteClosed(quote.label, 'expired');
  const needs = await needsOf(scope, await linesOf(scope, id));
  if (needs.length === 0) throw new NoEquipment(quote.label);
  const missing = lacking(needs, await heldFor(scope, { quoteId: id }));
  if (missing.length === 0) return;
  const now = await holdWhatThereIs(scope, missing, { quoteId: id, expiresAt: endOfQuote(quote, timezone) });
  if (now.every(({ from }) => from.length === 0)) throw await NothingToHold.of(scope, missing, { quoteId: id });
  await scope.record('quote.stock_held', { type: 'lead', id: lead.id }, { quoteId: id, number: quote.label });
}

/** What the suggested packages of a quote come with and is not held for it, as the contract shows it. */
export async function missingStockOf(scope: Scope, id: string, held: readonly EquipmentInput[]): Promise<QuoteView['missingStock']> {
  const missing = lacking(await needsOf(scope, await linesOf(scope, id)), held);
  if (missing.length === 0) return [];
  const items = await scope.rows<{ itemId: string; itemName: string; unit: string }>(
    'select id as "itemId", name as "itemName", unit from items where organization_id = $1 and id = any ($2::uuid[]) order by name', [scope.organizationId, missing.map(({ itemId }) => itemId)]);
  return items.map((item) => ({ ...item, quantity: missing.find(({ itemId }) => itemId === item.itemId)!.quantity }));
}

const lacking = (needs: readonly EquipmentInput[], held: readonly EquipmentInput[]): EquipmentInput[] => needs.flatMap(({ itemId, quantity }) => {
  const left = quantity - held.filter((one) => one.itemId === itemId).reduce((total, one) => total + one.quantity, 0);
  return left > 0 ? [{ itemId, quantity: left }] : [];
});

/** What the lines that count come with, packages by their number. */
async function needsOf(scope: Scope, lines: readonly QuoteLine[]): Promise<EquipmentInput[]> {
  const packages = chosenLines(lines, usualChoices(lines)).flatMap(({ offerId, period, quantity }) => (offerId && period === 'monthly' ? [{ offerId, times: Math.ceil(Number(quantity)) }] : []));
  const equipment = await equipmentOfMany(scope, packages.map(({ offerId }) => offerId));
  const needs = new Map<string, number>();
  for (const { offerId, times } of packages) {
    for (const one of equipment.filter((each) => each.offerId === offerId)) needs.set(one.itemId, (needs.get(one.itemId) ?? 0) + one.quantity * times);
  }
  return [...needs].map(([itemId, quantity]) => ({ itemId, quantity }));
}

export async function letStockGo(scope: Scope, id: string): Promise<void> {
  const { quote, lead } = await lockQuote(scope, id, 'quotes:write');
  await releaseFor(scope, { quoteId: id });
  await scope.record('quote.stock_released', { type: 'lead', id: lead.id }, { quoteId: id, number: quote.label });
}

/** As long as the quote can be accepted, and a while after it was. */
export async function holdUntil(scope: Scope, quote: Pick<Quote, 'id' | 'expiresOn' | 'status'>): Promise<void> {
  const { rows, organizationId, now } = scope;
  const { timezone } = await organizationSettings(scope);
  const end = quote.status === 'accepted' ? new Date(now.getTime() + daysAfterAcceptance * 86_400_000) : endOfQuote(quote, timezone);
  await rows(`update stock_reservations set expires_at = $3 where organization_id = $1 and quote_id = $2 and state = 'held'`, [organizationId, quote.id, end]);
}

/** What is held for a quote is held for the revision that replaces it. */
export async function handStockOver(scope: Scope, from: string, to: Quote): Promise<void> {
  await scope.rows('update stock_reservations set quote_id = $3 where organization_id = $1 and quote_id = $2', [scope.organizationId, from, to.id]);
  await holdUntil(scope, to);
}

/** The quotes of each of these leads for which something is held. */
export async function quotesWithStock({ rows, organizationId }: Scope, leadIds: readonly string[]): Promise<string[][]> {
  const quotes = await rows<{ id: string; leadId: string }>(
    `select q.id, q.lead_id as "leadId" from quotes q where q.organization_id = $1 and q.lead_id = any ($2::uuid[])
        and exists (select from stock_reservations r where r.organization_id = $1 and r.quote_id = q.id and r.state = 'held') order by q.id`, [organizationId, leadIds]);
  const byLead = Map.groupBy(quotes, ({ leadId }) => leadId);
  return leadIds.map((leadId) => (byLead.get(leadId) ?? []).map(({ id }) => id));
}

/** Of a lead that goes for good nothing is held any more. */
export async function forgetStockOf(scope: Scope, leadId: string): Promise<void> {
  for (const quoteId of (await quotesWithStock(scope, [leadId])).flat()) await releaseFor(scope, { quoteId });
  await scope.rows(
    `update stock_reservations r set quote_id = null, reference = coalesce(r.reference, 'Quote ' || q.number) from quotes q
      where r.organization_id = $1 and q.organization_id = $1 and q.id = r.quote_id and q.lead_id = $2`, [scope.organizationId, leadId]);
}
