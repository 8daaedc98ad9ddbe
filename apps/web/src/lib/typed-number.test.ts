import { ambiguityIn, readNumber } from './typed-number.ts';

test.each([
  ['2500', '2500'], [' 2500 ', '2500'], ['2500.50', '2500.50'], ['0', '0'], ['12.', '12'], ['12,', '12'],
  // A comma before one or two last digits is the decimal sign.
  ['2500,50', '2500.50'], ['2500,5', '2500.5'], ['0,5', '0.5'], [',5', '0.5'], ['.75', '0.75'], ['2,50', '2.50'],
  // Groups of three are thousands.
  ['2,500', '2500'], ['250,000', '250000'], ['1,250,000', '1250000'], ['1.250.000', '1250000'], ['1 250 000', '1250000'], ['1\u00a0250\u202f000', null],
  ['12\u00a0500', '12500'], ['1’250', '1250'],
  // Of two signs the last one is the decimal sign.
  ['1,250.50', '1250.50'], ['1.250,50', '1250.50'], ['1 250,5', '1250.5'], ['1,250,000.5', '1250000.5'],
])('“%s” is the amount %s', (typed, amount) => {
  expect(readNumber(typed, 2)).toBe(amount);
});

test.each(['2.500', '250.000', '1 250,000', '1,25,000', '12,34,56', '1.2.3', '1,250.50.5', '1.250,5,0', '25 00', '1,2 500', 'ten', '1e5', '0x1F', '', ' ', '-', ',', '.', '2500,505', '1 , 5'])(
  '“%s” is no amount, and never another one', (typed) => {
    expect(readNumber(typed, 2)).toBeNull();
  });

test('where more decimals are written a point begins them, and a comma before three digits still groups', () => {
  expect(readNumber('-1.286')).toBe('-1.286');
  expect(readNumber('−36,8172')).toBe('-36.8172');
  expect(readNumber('0,125')).toBe('0.125');
  expect(readNumber('1,024')).toBe('1024');
});

test('of what is counted there are no parts', () => {
  expect([readNumber('1,024', 0), readNumber('1,5', 0), readNumber('1.5', 0), readNumber('1.024', 0)]).toEqual(['1024', null, null, null]);
});

test('what could be two numbers is said with both', () => {
  expect(ambiguityIn('2.500', 2)).toBe('This could be two numbers. Write 2500, or 2.50.');
  expect(ambiguityIn('2.500', 0)).toBe('Write 2500 without the point.');
  expect(['2500', '2,500', '2500.50', 'ten', ''].map((typed) => ambiguityIn(typed, 2))).toEqual([null, null, null, null, null]);
});

test.each(['en', 'en-ZA', 'de', 'fr', 'pl', 'pt-BR', 'de-CH', 'sv', 'sw'])('an amount as it is written in %s is read back or complained about, and never another one', (locale) => {
  for (const cents of [0, 5, 50, 99, 1250, 250_000, 250_050, 1_234_567, 123_456_789, 99_999_999_999]) {
    for (const digits of cents % 100 === 0 ? [0, 2] : [2]) {
      const typed = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(cents / 100);
      const read = readNumber(typed, 2);
      expect([typed, read === null ? ambiguityIn(typed, 2) !== null : Number(read) === cents / 100]).toEqual([typed, true]);
    }
  }
});
