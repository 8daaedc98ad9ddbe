import { codeFor } from './code-for.ts';

test('a code is made of the letters and digits of a name', () => {
  expect(codeFor('Field sales (west)')).toBe('field_sales_west');
  expect(codeFor('Café Ünal')).toBe('cafe_unal');
});

test('a code begins with a letter and is at most forty long', () => {
  expect(codeFor('24 hours')).toBe('hours');
  expect(codeFor('x'.repeat(60))).toHaveLength(40);
});
