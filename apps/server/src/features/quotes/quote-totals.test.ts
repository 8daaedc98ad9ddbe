import fc from 'fast-check';
import { chosenLines, knownChoices, lineAmounts, sumsOf, usualChoices, type CountedLine } from './quote-totals.ts';

/** Hundredths as whole numbers: nothing here rounds but where it says so. */
const hundredths = (text: string): bigint => {
  const [whole = '0', part = ''] = text.split('.');
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
};
const written = (amount: bigint): string => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;
const half = (amount: bigint, by: bigint): bigint => (2n * amount + by) / (2n * by);

const decimal = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((value) => written(BigInt(value)));
const line = fc.record({
  quantity: fc.integer({ min: 1, max: 99_999 }).map((value) => written(BigInt(value))),
  unitPrice: decimal(2_000_000), discountPercent: decimal(100), taxRate: decimal(30),
  period: fc.constantFrom('once' as const, 'monthly' as const), optional: fc.boolean(), alternative: fc.option(fc.integer({ min: 1, max: 3 })), ticked: fc.boolean(),
});

test('totals agree with an independent computation over 10,000 random quotes', () => {
  fc.assert(fc.property(fc.array(line, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (terms, wanted) => {
    const lines = terms.map((one, index) => ({ ...one, ...lineAmounts(one), id: `0000000${index}` }));
    const numbers = lines.flatMap(({ alternative }) => alternative ?? []);
    const choices = knownChoices(lines, {
      ...(numbers.includes(wanted) ? { alternative: wanted } : {}), optionalItemIds: lines.filter((one) => one.optional && one.ticked).map(({ id }) => id),
    });
    const chosen = numbers.includes(wanted) ? wanted : Math.min(...numbers);
    const sums = { first: [0n, 0n], monthly: [0n, 0n] };
    for (const one of lines) {
      const total = half(hundredths(one.quantity) * hundredths(one.unitPrice) * (10_000n - hundredths(one.discountPercent)), 1_000_000n);
      const tax = half(total * hundredths(one.taxRate), 10_000n);
      expect([one.lineTotal, one.lineTax]).toEqual([written(total), written(tax)]);
      if (one.alternative !== null && one.alternative !== chosen) continue;
      if (one.optional && !one.ticked) continue;
      for (const bill of one.period === 'monthly' ? [sums.first, sums.monthly] : [sums.first]) {
        bill[0]! += total;
        bill[1]! += tax;
      }
    }
    const asText = ([subtotal = 0n, tax = 0n]: bigint[]) => ({ subtotal: written(subtotal), tax: written(tax), total: written(subtotal + tax) });
    expect(sumsOf(lines, choices)).toEqual({ firstBill: asText(sums.first), monthly: asText(sums.monthly) });
  }), { numRuns: 10_000 });
});

const counted = (more: Partial<CountedLine> & { id: string }): CountedLine =>
  ({ period: 'monthly', optional: false, alternative: null, lineTotal: '100.00', lineTax: '16.00', ...more });

test('halves are rounded away from zero, once for the line and once for its tax', () => {
  expect(lineAmounts({ quantity: '1', unitPrice: '0.05', discountPercent: '50', taxRate: '50' })).toEqual({ lineTotal: '0.03', lineTax: '0.02' });
  expect(lineAmounts({ quantity: '2.5', unitPrice: '19.99', discountPercent: '0', taxRate: '7.7' })).toEqual({ lineTotal: '49.98', lineTax: '3.85' });
});

test('where nothing is said the suggestion counts and no option does', () => {
  const lines = [counted({ id: 'a', alternative: 2 }), counted({ id: 'b', alternative: 1 }), counted({ id: 'c', optional: true }), counted({ id: 'd' })];
  expect(chosenLines(lines, usualChoices(lines)).map(({ id }) => id)).toEqual(['b', 'd']);
});

test('an option that belongs to another alternative falls away with it, and one that the quote does not have is refused by its place', () => {
  const lines = [counted({ id: 'a', alternative: 1 }), counted({ id: 'b', alternative: 2 }), counted({ id: 'c', alternative: 1, optional: true })];
  expect(knownChoices(lines, { alternative: 2, optionalItemIds: ['c'] })).toEqual({ alternative: 2, optionalItemIds: [] });
  expect(() => knownChoices(lines, { alternative: 3 })).toThrow('no such alternative');
  expect(() => knownChoices(lines, { optionalItemIds: ['c', 'b'] })).toThrow('no such optional line');
});
