import { complaintsOf, countOptions, countsAs, countsOf, emptyLine, inputOf, linesOfOffer, moved, placedErrors, standingErrors } from './draft-lines.ts';

const offer = {
  id: 'o', name: 'Home 20', description: null, monthlyPrice: '2500.00', setupFee: '3000.00', taxRate: null, monthlyPriceWithTax: '2900.00', downloadMbps: 20, uploadMbps: 10,
  routerProfile: null, isPublic: true, isActive: true, equipment: [], createdAt: '', version: 1,
};

test('a package brings its month and, where it costs something, its installation', () => {
  expect(linesOfOffer(offer, 2).map(({ description, unitPrice, period, alternative }) => [description, unitPrice, period, alternative])).toEqual([
    ['Home 20', '2500', 'monthly', 2], ['Installation of Home 20', '3000', 'once', 2],
  ]);
  expect(linesOfOffer({ ...offer, setupFee: '0.00' })).toHaveLength(1);
});

test('amounts are taken as people write them', () => {
  expect(inputOf(emptyLine({ description: ' Cable ', quantity: '2,5', unitPrice: '1 250 000', discountPercent: '10%', taxRate: '' })))
    .toMatchObject({ description: 'Cable', quantity: '2.5', unitPrice: '1250000', discountPercent: '10', taxRate: null });
});

test.each([['2500,50', '2500.50'], ['2,500', '2500'], ['2.500,50', '2500.50'], ['1,250,000.5', '1250000.5']])('the price “%s” is %s', (unitPrice, price) => {
  const line = emptyLine({ description: 'x', unitPrice });
  expect(inputOf(line).unitPrice).toBe(price);
  expect(complaintsOf([line])).toEqual({});
});

test('a price that could be two is complained about at its cell', () => {
  expect(complaintsOf([emptyLine({ key: 'a', description: 'x', unitPrice: '2.500' })])).toEqual({ 'a/unitPrice': 'This could be two numbers. Write 2500, or 2.50.' });
});

test('a percentage has no thousands, so too many decimals are no second number', () => {
  const line = emptyLine({ key: 'a', description: 'x', unitPrice: '1', discountPercent: '7,5 %', taxRate: '7.125' });
  expect(inputOf(line)).toMatchObject({ discountPercent: '7.5' });
  expect(complaintsOf([line])).toEqual({ 'a/taxRate': '0 to 100.' });
});

test('what is wrong is said at its cell, and a line that nothing is written in is none', () => {
  const [wrong, blank] = [emptyLine({ key: 'a', description: 'x', quantity: '0', unitPrice: 'ten', discountPercent: '101', taxRate: '-1' }), emptyLine({ key: 'b' })];
  expect(Object.keys(complaintsOf([wrong, blank]))).toEqual(['a/quantity', 'a/unitPrice', 'a/discountPercent', 'a/taxRate']);
});

test('the server’s complaints find the line that was sent', () => {
  const lines = [emptyLine({ key: 'a' }), emptyLine({ key: 'b' })];
  expect(placedErrors([{ pointer: '/items/1/offerId', detail: 'Gone.' }, { pointer: '/recipientPhone', detail: 'No phone.' }], lines)).toEqual({ cells: { 'b/description': 'Gone.' }, rest: ['No phone.'] });
});

test('what was complained about is not any more once something else stands there', () => {
  const about = [emptyLine({ key: 'a', description: 'x', unitPrice: '2.500', quantity: '0' })];
  const errors = complaintsOf(about);
  expect(Object.keys(standingErrors(errors, about, [{ ...about[0]!, unitPrice: '2500' }]))).toEqual(['a/quantity']);
  expect(standingErrors(errors, about, about)).toEqual(errors);
});

test('lines are moved within the list and never out of it', () => {
  const lines = ['a', 'b', 'c'].map((key) => emptyLine({ key }));
  const keys = (list: typeof lines) => list.map(({ key }) => key).join('');
  expect([keys(moved(lines, 'a', 2)), keys(moved(lines, 'c', 0)), keys(moved(lines, 'a', 3)), keys(moved(lines, 'x', 0))]).toEqual(['bca', 'cab', 'abc', 'abc']);
});

test('how a line counts goes to one choice and back, with one number more to choose than there are', () => {
  for (const counts of [{ optional: false, alternative: null }, { optional: true, alternative: null }, { optional: true, alternative: 3 }]) expect(countsOf(countsAs(counts))).toEqual(counts);
  expect(countOptions([emptyLine({ alternative: 1 })], 6).map(({ label }) => label)).toEqual(['Always', 'Optional', 'Choice 1', 'Choice 2', 'Choice 1, optional']);
});
