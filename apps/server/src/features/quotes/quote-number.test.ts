import { readPattern, writeNumber } from './quote-number.ts';

const facts = { date: '2026-03-09', next: 42, leadNumber: 7, partner: 'Café Net!', location: null };
const written = (pattern: string, resetsYearly = false): string => {
  const parts = readPattern(pattern, { resetsYearly });
  if ('problem' in parts) throw new Error(parts.problem);
  return writeNumber(parts, facts);
};

test('a pattern is written with what its variables stand for', () => {
  expect(written('{year}{next|6}', true)).toBe('2026000042');
  expect(written('Q-{year}/{month}/{day}-{next}')).toBe('Q-2026/03/09-42');
  expect(written('{lead_id|4}.{partner_id}.{location_id}.{next|2}')).toBe('0007.CAFENET.0.42');
  expect(written('{next|1}')).toBe('42');
});

test('chance is as long as it is asked for and never mistaken when it is read out', () => {
  expect(written('{rand_string|12}')).toMatch(/^[A-HJ-NP-Z2-9]{12}$/);
  expect(written('{rand_number}')).toMatch(/^\d{6}$/);
  expect(new Set(Array.from({ length: 50 }, () => written('{rand_string|10}'))).size).toBe(50);
});

test.each([
  ['{year}', 'same number'],
  ['{next|6', 'is not closed'],
  ['next}', 'without its {'],
  ['{nexxt}', 'is not known'],
  ['{}', 'is not known'],
  ['{next|}', 'a width from 1 to 12'],
  ['{next|13}', 'a width from 1 to 12'],
  ['{next|2|3}', 'a width from 1 to 12'],
  ['{year|4}{next}', 'take a width'],
  ['<b>{next}', 'not “<b>”'],
  [`${'A'.repeat(60)}{next}`, 'characters long'],
])('%s is refused: %s', (pattern, reason) => {
  expect(readPattern(pattern, { resetsYearly: false })).toEqual({ problem: expect.stringContaining(reason) });
});

test('a number that begins again with the year has to tell which', () => {
  expect(readPattern('Q{next}', { resetsYearly: true })).toEqual({ problem: expect.stringContaining('needs {year}') });
  expect(written('Q{next}{rand_string}', true)).toMatch(/^Q42/);
});
