import Big from 'big.js';
import type { PaperLine } from '../../ports/paper.ts';

export interface TaxOfRate { rate: string; base: string; tax: string }

/** What is taxed at each rate, lowest first: sums of rounded lines (D17), as the totals are. */
export function taxSummary(lines: readonly PaperLine[], period?: 'monthly'): TaxOfRate[] {
  const rates = new Map<string, { base: Big; tax: Big }>();
  for (const { taxRate, lineTotal, lineTax, counts, period: of } of lines) {
    if (!counts || (period && of !== period)) continue;
    const rate = new Big(taxRate).toString();
    const sum = rates.get(rate) ?? { base: new Big(0), tax: new Big(0) };
    rates.set(rate, { base: sum.base.plus(lineTotal), tax: sum.tax.plus(lineTax) });
  }
  return [...rates].sort(([one], [other]) => Number(one) - Number(other)).map(([rate, { base, tax }]) => ({ rate, base: base.toFixed(2), tax: tax.toFixed(2) }));
}
