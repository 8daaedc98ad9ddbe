import type { Item, Quote, Sums } from './quote-api.ts';

export interface Choices { alternative: number | null; optionalItemIds: string[] }
type Amounts = Pick<Item, 'lineTotal' | 'lineTax'>;
type Counted = Amounts & Pick<Item, 'id' | 'period' | 'optional' | 'alternative'>;

/**
 * The server has rounded every line and its tax; what is left to do here is to add whole cents, which gives what the server
 * gets. Amounts of fourteen digits are exact as numbers of cents.
 */
const cents = (amount: string): number => Math.round(Number(amount) * 100);
const written = (sum: number): string => (sum / 100).toFixed(2);

/** The numbers of the alternatives, the suggested one first. */
export const alternativesOf = (items: readonly Pick<Item, 'alternative'>[]): number[] =>
  [...new Set(items.flatMap(({ alternative }) => alternative ?? []))].toSorted((one, other) => one - other);

/** What was chosen before, as far as the quote still has it; else the suggestion and nothing optional. */
export function knownChoices({ items }: Pick<Quote, 'items'>, before: Partial<Choices> = {}): Choices {
  const alternatives = alternativesOf(items);
  const alternative = alternatives.find((one) => one === before.alternative) ?? alternatives[0] ?? null;
  const within = items.filter((item) => item.optional && (item.alternative === null || item.alternative === alternative));
  return { alternative, optionalItemIds: within.filter(({ id }) => before.optionalItemIds?.includes(id)).map(({ id }) => id) };
}

/** The lines that count with these choices, in their order. */
export const chosenItems = <One extends Counted>(items: readonly One[], { alternative, optionalItemIds }: Choices): One[] =>
  items.filter((item) => (item.alternative === null || item.alternative === alternative) && (!item.optional || optionalItemIds.includes(item.id)));

export function sumOf(items: readonly Amounts[]): Sums['firstBill'] {
  const add = (amounts: string[]) => amounts.reduce((sum, amount) => sum + cents(amount), 0);
  const subtotal = add(items.map(({ lineTotal }) => lineTotal));
  const tax = add(items.map(({ lineTax }) => lineTax));
  return { subtotal: written(subtotal), tax: written(tax), total: written(subtotal + tax) };
}

/** The first bill and every month after, of lines that were chosen. */
export const sumsOf = (chosen: readonly Counted[]): Sums =>
  ({ firstBill: sumOf(chosen), monthly: sumOf(chosen.filter(({ period }) => period === 'monthly')) });

/** The tax of each rate, the lowest first; rates of nothing are left out. */
export function taxesOf(chosen: readonly (Amounts & Pick<Item, 'taxRate'>)[]): { rate: string; tax: string }[] {
  const rates = [...new Set(chosen.map(({ taxRate }) => taxRate))].toSorted((one, other) => Number(one) - Number(other));
  return rates.map((rate) => ({ rate, tax: sumOf(chosen.filter(({ taxRate }) => taxRate === rate)).tax })).filter(({ tax }) => Number(tax) > 0);
}
