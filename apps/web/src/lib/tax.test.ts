import { withTax, writePercent } from './tax.ts';

test('a price is shown with its tax, exact to the cent', () => {
  expect(withTax('2500', '16')).toBe('2900.00');
  expect(withTax('1999.99', '16')).toBe('2319.99');
  expect(withTax('0', '16')).toBe('0.00');
});

test('half a cent is rounded up, as the server does', () => {
  expect(withTax('0.10', '5')).toBe('0.11');
  expect(withTax('0.30', '5')).toBe('0.32');
});

test('a rate with a fraction counts', () => {
  expect(withTax('1000', '7.5')).toBe('1075.00');
});

test('what is no amount has no price with tax', () => {
  expect(withTax('', '16')).toBeNull();
  expect(withTax('abc', '16')).toBeNull();
  expect(withTax('10', 'x')).toBeNull();
  expect(withTax('10.123', '16')).toBeNull();
});

test('percent is written without zeros that say nothing', () => {
  expect(writePercent('16.00')).toBe('16');
  expect(writePercent('7.50')).toBe('7.5');
  expect(writePercent('20')).toBe('20');
});
