import { lessAmount, sumAmounts } from './amount.ts';

test('amounts add up exactly where floats would not', () => {
  expect(sumAmounts('0.10', '0.20')).toBe('0.30');
  expect(sumAmounts('999999999999.99', '0.01')).toBe('1000000000000.00');
});

test('amounts of any number of decimals line up', () => {
  expect(sumAmounts('2500', '3000.5', '0.05')).toBe('5500.55');
});

test('what is missing or still being typed counts as nothing', () => {
  expect(sumAmounts(null, undefined, '', 'abc', '12.')).toBe('12.00');
});

test('a part is taken out of a total, which never falls below nothing', () => {
  expect(lessAmount('100.00', '0.05')).toBe('99.95');
  expect(lessAmount('1.00', '2.00')).toBe('0.00');
});
