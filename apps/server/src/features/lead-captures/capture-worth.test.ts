import { totalIn } from './capture-worth.ts';

test.each([
  [{ total: 1234.5 }, '1234.50'],
  [{ total_cost: '99.999' }, '100.00'],
  [{ note: 'x', amount: ' 7 ' }, '7.00'],
  [{ total: 'about 500', orderTotal: 20 }, '20.00'],
])('the total in %j is %s', (data, total) => {
  expect(totalIn(data)).toBe(total);
});

test.each([[{}], [{ total: -5 }], [{ total: '1e9' }], [{ total: 1e21 }], [{ total: '999999999999.999' }], [{ total: Number.NaN }], [{ total: { value: 5 } }]])(
  'in %j there is none that an amount can hold', (data) => {
    expect(totalIn(data)).toBeNull();
  });
