import Big from 'big.js';
import { mostQuoteItems, type QuoteItemInput } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields, type FieldProblem } from '../../core/problems.ts';
import { insertRows } from '../../core/rows.ts';
import { largestAmount, lineAmounts, sumsOf, type CountedLine, type LineTerms } from './quote-totals.ts';

/** A line as it is kept. */
export interface QuoteLine extends CountedLine, LineTerms {
  position: number;
  offerId: string | null;
  description: string;
  details: string | null;
  /** The package's price when it was put on the quote; null where there is none. */
  offerPrice: string | null;
}

interface KnownOffer { id: string; name: string; description: string | null; monthlyPrice: string; setupFee: string; taxRate: string; isActive: boolean }

/**
 * Lines as they are to be kept, of what was written: with a package's words, price and tax where nothing else was said (S0-10.5-h), and with their amounts.
 * `before` are the lines they replace: a package that stays at its price keeps what it cost then. Throws a 422 naming every line that cannot be so.
 */
export function writtenLines(scope: Scope, inputs: readonly QuoteItemInput[], before: readonly QuoteLine[] = []): Promise<QuoteLine[]> {
  return readLines(scope, inputs, before, ({ id, isActive }) => isActive || before.some(({ offerId }) => offerId === id));
}

/** The same of lines that are only added up: whether a package may still be put on a quote is asked when they are kept. */
export const addedUpLines = (scope: Scope, inputs: readonly QuoteItemInput[]): Promise<QuoteLine[]> => readLines(scope, inputs, [], () => true);

async function readLines(scope: Scope, inputs: readonly QuoteItemInput[], before: readonly QuoteLine[], isOnOffer: (offer: KnownOffer) => boolean): Promise<QuoteLine[]> {
  const { taxRate: usualRate } = await organizationSettings(scope);
  const offers = await offersOf(scope, inputs);
  const problems: FieldProblem[] = [];
  const lines = inputs.map((input, index) => {
    const at = (field: string, detail: string) => problems.push({ pointer: `/items/${index}/${field}`, detail });
    const offer = input.offerId ? offers.get(input.offerId.toLowerCase()) : undefined;
    if (input.offerId && !offer) at('offerId', 'There is no such package.');
    if (offer && !isOnOffer(offer)) at('offerId', `${offer.name} is no longer sold.`);
    const period = input.period ?? (offer ? 'monthly' : 'once');
    const listed = offer ? (period === 'monthly' ? offer.monthlyPrice : offer.setupFee) : null;
    const description = input.description?.trim() ?? offer?.name;
    if (!description && !input.offerId) at('description', 'Say what it is, or choose a package.');
    const price = input.unitPrice ?? listed;
    if (price === null && !input.offerId) at('unitPrice', 'Say what it costs.');
    const quantity = input.quantity ?? '1';
    if (Number(quantity) === 0) at('quantity', 'Expected more than 0.');
    const terms = {
      quantity: plain(quantity), unitPrice: new Big(price ?? 0).toFixed(2), discountPercent: plain(input.discountPercent ?? '0'),
      taxRate: plain(input.taxRate ?? offer?.taxRate ?? usualRate),
    };
    const amounts = lineAmounts(terms);
    if (new Big(amounts.lineTotal).plus(amounts.lineTax).gt(largestAmount)) at('unitPrice', `This line comes to more than ${largestAmount}.`);
    const kept = before.find((line) => line.offerId !== null && line.offerId === offer?.id && line.period === period && line.unitPrice === terms.unitPrice);
    return {
      id: newId(), position: index, offerId: offer?.id ?? null, description: description ?? '', details: input.details?.trim() || null, ...terms, period,
      optional: input.optional ?? false, alternative: input.alternative ?? null, offerPrice: kept ? kept.offerPrice : listed, ...amounts,
    } satisfies QuoteLine;
  });
  if (problems.length === 0 && lines.length > 0) {
    const everything = sumsOf(lines.map((line) => ({ ...line, optional: false, alternative: null })));
    if (new Big(everything.firstBill.total).gt(largestAmount)) problems.push({ pointer: '/items', detail: `Together the lines come to more than ${largestAmount}.` });
  }
  if (problems.length > 0) throw new InvalidFields(problems);
  return lines;
}

/** As columns are read back, so that “2.50” is no change of “2.5”. */
const plain = (decimal: string): string => new Big(decimal).toString();

async function offersOf({ rows, organizationId }: Scope, inputs: readonly QuoteItemInput[]): Promise<Map<string, KnownOffer>> {
  const ids = [...new Set(inputs.flatMap(({ offerId }) => offerId?.toLowerCase() ?? []))];
  if (ids.length === 0) return new Map();
  const found = await rows<KnownOffer>(
    `select o.id, o.name, o.description, o.monthly_price::text as "monthlyPrice", o.setup_fee::text as "setupFee",
            trim_scale(coalesce(o.tax_rate, s.tax_rate))::text as "taxRate", o.is_active as "isActive"
       from offers o join organization_settings s on s.organization_id = $1 where o.organization_id = $1 and o.id = any ($2::uuid[])`, [organizationId, ids]);
  return new Map(found.map((offer) => [offer.id, offer]));
}

/** Puts lines in the place of those a quote has. */
export async function replaceLines(scope: Scope, quoteId: string, lines: readonly QuoteLine[]): Promise<void> {
  await scope.rows('delete from quote_items where organization_id = $1 and quote_id = $2', [scope.organizationId, quoteId]);
  await insertRows(scope, 'quote_items', lines.map((line) => ({ ...line, quoteId })));
}

/** A quote's lines in their order, fifty at most. */
export function linesOf({ rows, organizationId }: Scope, quoteId: string): Promise<QuoteLine[]> {
  return rows<QuoteLine>(
    `select i.id, i.position, i.offer_id as "offerId", i.description, i.details, trim_scale(i.quantity)::text as quantity, i.unit_price::text as "unitPrice",
            trim_scale(i.discount_percent)::text as "discountPercent", trim_scale(i.tax_rate)::text as "taxRate", i.period, i.optional, i.alternative,
            i.offer_price::text as "offerPrice", i.line_total::text as "lineTotal", i.line_tax::text as "lineTax"
       from quote_items i where i.organization_id = $1 and i.quote_id = $2 order by i.position limit ${mostQuoteItems}`, [organizationId, quoteId]);
}

/** Lines as somebody would write them, for a copy. */
export const asInputs = (lines: readonly QuoteLine[]): QuoteItemInput[] => lines.map(
  ({ offerId, description, details, quantity, unitPrice, discountPercent, taxRate, period, optional, alternative }) =>
    ({ offerId, description, details, quantity, unitPrice, discountPercent, taxRate, period, optional, alternative }));
