/** What a quote comes to (D17). Every line is rounded once, its tax once, and sums add what was rounded: no amount is rounded twice. */
import Big from 'big.js';
import type { QuoteChoices, QuoteSum } from '@lastmile/contracts';
import { InvalidFields } from '../../core/problems.ts';

/** The largest amount that a column holds. */
export const largestAmount = '999999999999.99';

export interface LineTerms { quantity: string; unitPrice: string; discountPercent: string; taxRate: string }
export interface LineAmounts { lineTotal: string; lineTax: string }
/** What of a line decides whether it counts, and on which bill. */
export interface CountedLine extends LineAmounts { id: string; period: 'once' | 'monthly'; optional: boolean; alternative: number | null }
export interface QuoteSums { firstBill: QuoteSum; monthly: QuoteSum }

const rounded = (amount: Big): Big => amount.round(2, Big.roundHalfUp);

/** Quantity times price less the discount, and the tax on that; halves are rounded away from zero. */
export function lineAmounts({ quantity, unitPrice, discountPercent, taxRate }: LineTerms): LineAmounts {
  const total = rounded(new Big(quantity).times(unitPrice).times(new Big(100).minus(discountPercent)).div(100));
  return { lineTotal: total.toFixed(2), lineTax: rounded(total.times(taxRate).div(100)).toFixed(2) };
}

/** What is chosen where nothing is said: the suggestion, which is the alternative with the lowest number, and no options. */
export function usualChoices(lines: readonly Pick<CountedLine, 'alternative'>[]): { alternative: number | null; optionalItemIds: string[] } {
  const numbers = lines.flatMap(({ alternative }) => alternative ?? []);
  return { alternative: numbers.length > 0 ? Math.min(...numbers) : null, optionalItemIds: [] };
}

/** Choices in the one form that is compared and kept. Throws a 422 for an alternative or an option that the quote does not have. */
export function knownChoices(lines: readonly CountedLine[], choices: QuoteChoices = {}): { alternative: number | null; optionalItemIds: string[] } {
  const usual = usualChoices(lines);
  const alternative = choices.alternative ?? usual.alternative;
  if (alternative !== usual.alternative && !lines.some((line) => line.alternative === alternative)) {
    throw new InvalidFields([{ pointer: '/choices/alternative', detail: 'This quote has no such alternative.' }]);
  }
  const optional = new Set(lines.filter((line) => line.optional).map(({ id }) => id));
  const ids = (choices.optionalItemIds ?? []).map((id) => id.toLowerCase());
  const unknown = ids.findIndex((id) => !optional.has(id));
  if (unknown >= 0) throw new InvalidFields([{ pointer: `/choices/optionalItemIds/${unknown}`, detail: 'This quote has no such optional line.' }]);
  // An option of another alternative is not part of this one.
  const within = new Set(lines.filter((line) => line.alternative === null || line.alternative === alternative).map(({ id }) => id));
  return { alternative, optionalItemIds: [...new Set(ids)].filter((id) => within.has(id)).toSorted() };
}

/** The lines that count with these choices, in their order. */
export function chosenLines<Line extends CountedLine>(lines: readonly Line[], { alternative, optionalItemIds }: ReturnType<typeof usualChoices>): Line[] {
  return lines.filter((line) =>
    (line.alternative === null || line.alternative === alternative) && (!line.optional || optionalItemIds.includes(line.id)));
}

/** The first bill, which is what is paid once and a month of what is paid monthly, and every month after. */
export function sumsOf(lines: readonly CountedLine[], choices = usualChoices(lines)): QuoteSums {
  const chosen = chosenLines(lines, choices);
  return { firstBill: sumOf(chosen), monthly: sumOf(chosen.filter(({ period }) => period === 'monthly')) };
}

function sumOf(lines: readonly LineAmounts[]): QuoteSum {
  const add = (amounts: string[]) => amounts.reduce((sum, amount) => sum.plus(amount), new Big(0));
  const subtotal = add(lines.map(({ lineTotal }) => lineTotal));
  const tax = add(lines.map(({ lineTax }) => lineTax));
  return { subtotal: subtotal.toFixed(2), tax: tax.toFixed(2), total: subtotal.plus(tax).toFixed(2) };
}
