import { alternativesOf, chosenItems, knownChoices, sumOf, sumsOf, taxesOf } from './quote-sums.ts';

const line = (id: string, lineTotal: string, lineTax: string, more: Partial<Parameters<typeof chosenItems>[0][number]> = {}) =>
  ({ id, lineTotal, lineTax, taxRate: '16', period: 'once' as const, optional: false, alternative: null, ...more });
const items = [
  line('installation', '3000.00', '480.00'),
  line('home', '2500.00', '400.00', { period: 'monthly', alternative: 1 }),
  line('fast', '3600.00', '576.00', { period: 'monthly', alternative: 2 }),
  line('wifi', '500.00', '80.00', { period: 'monthly', optional: true }),
  line('static', '10.10', '0.20', { period: 'monthly', optional: true, alternative: 2 }),
] as Parameters<typeof knownChoices>[0]['items'];

const totalsOf = (choices: Parameters<typeof chosenItems>[1]) => {
  const { firstBill, monthly } = sumsOf(chosenItems(items, choices));
  return [firstBill.total, monthly.total];
};

test('the suggestion without options is what counts first', () => {
  expect(alternativesOf(items)).toEqual([1, 2]);
  expect(knownChoices({ items })).toEqual({ alternative: 1, optionalItemIds: [] });
  expect(totalsOf({ alternative: 1, optionalItemIds: [] })).toEqual(['6380.00', '2900.00']);
});

test('another package and what is added to it are on both bills', () => {
  expect(totalsOf({ alternative: 2, optionalItemIds: ['wifi', 'static'] })).toEqual(['8246.30', '4766.30']);
});

test('what was chosen before counts as far as the quote still has it', () => {
  expect(knownChoices({ items }, { alternative: 2, optionalItemIds: ['static', 'gone'] })).toEqual({ alternative: 2, optionalItemIds: ['static'] });
  expect(knownChoices({ items }, { alternative: 7, optionalItemIds: ['static', 'wifi'] })).toEqual({ alternative: 1, optionalItemIds: ['wifi'] });
});

test('cents are added exactly, up to the largest amounts there are', () => {
  expect(sumOf([line('a', '0.10', '0.01'), line('b', '0.20', '0.02')])).toEqual({ subtotal: '0.30', tax: '0.03', total: '0.33' });
  expect(sumOf([line('a', '999999999999.98', '0.00'), line('b', '0.01', '0.00')]).total).toBe('999999999999.99');
});

test('tax is told by its rate, and not where there is none', () => {
  const taxed = [...items, { ...items[0]!, taxRate: '8', lineTax: '240.00' }, { ...items[0]!, taxRate: '0', lineTax: '0.00' }];
  expect(taxesOf(taxed)).toEqual([{ rate: '8', tax: '240.00' }, { rate: '16', tax: '1536.20' }]);
});
