import Big from 'big.js';

/** What an item's stock is worth, and how many make it up: those on hand and in transit. */
export interface Worth { value: string; quantity: number; unitCost: string | null }

/**
 * The one rounding rule of the moving average: the value of the stock is kept, to the cent; a movement changes it by its own value, rounded half up once;
 * and the last one to go takes what is left. The average is value by quantity and is never kept.
 */
const cents = (amount: Big): string => amount.round(2, Big.roundHalfUp).toFixed(2);

/** What one costs on average; where there are none, what it is taken to cost. Not rounded. */
export const averageOf = ({ value, quantity, unitCost }: Worth): Big => (quantity > 0 ? new Big(value).div(quantity) : new Big(unitCost ?? 0));

/** What so many add to the value when they come in, at their cost or else at the average. */
export const valueIn = (worth: Worth, quantity: number, unitCost: string | null): string =>
  cents((unitCost === null ? averageOf(worth) : new Big(unitCost)).times(quantity));

/** What so many take from it when they go, as a negative amount. */
export function valueOut(worth: Worth, quantity: number): string {
  if (quantity >= worth.quantity) return negated(worth.value);
  return negated(cents(averageOf(worth).times(quantity)));
}

/** What undoing takes out again: what it brought, as far as that is still there. What nothing is left of is worth nothing. */
export function valueUndone(worth: Worth, quantity: number, brought: string): string {
  if (quantity >= worth.quantity) return negated(worth.value);
  return negated(new Big(brought).gt(worth.value) ? worth.value : brought);
}

export const plus = (left: string, right: string): string => new Big(left).plus(right).toFixed(2);

/** The other way round, without a minus in front of nothing. */
export const negated = (amount: string): string => new Big(0).minus(amount).toFixed(2);
