import { amountsInWords, daysInWords, valueInWords } from './filter-words-for-people.ts';

const now = Date.parse('2026-05-18T09:00:00Z');
const where = { timezone: 'Africa/Nairobi', locale: 'en-KE', now };

test.each([
  ['this_month', 'This month'], ['last_7_days', 'Last 7 days'], ['next_7_days', 'Next 7 days'], ['over_30_days_ago', 'Over 30 days ago'],
  ['2026-05-01..', 'from 1 May'], ['..2025-05-09', 'until 9 May 2025'], ['2026-05-01..2026-05-31', '1 May – 31 May'], ['2026-05-01', '1 May'],
])('the days %s are called %s', (text, said) => expect(daysInWords(text, where.timezone, now)).toBe(said));

test.each([['1000..2500', '1,000 – 2,500'], ['1000..', 'from 1,000'], ['..2500.5', 'up to 2,500.5'], ['7', '7']])(
  'the amounts %s are called %s', (text, said) => expect(amountsInWords(text, 'en-KE')).toBe(said));

test('a chip names the first two of many, and what is lacking', () => {
  const choices = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));
  const field = { name: 'x', label: 'X', group: 'The lead' as const, kind: 'choices' as const, choices, none: 'No X' };
  expect(valueInWords(field, 'a,b,c', where)).toBe('A, B +1');
  expect(valueInWords(field, 'none,c', where)).toBe('No X, C');
  expect(valueInWords({ ...field, kind: 'yesNo' }, 'false', where)).toBe('No');
  expect(valueInWords({ ...field, kind: 'text' }, 'nai', where)).toBe('“nai”');
  expect(valueInWords({ ...field, kind: 'days' }, 'none', where)).toBe('No X');
});

test('what a figure leads to is said with its days and people', () => {
  const people = [{ value: 'u1', label: 'Sam' }, { value: 'u2', label: 'Una' }];
  const field = { name: 'leftStage', label: 'Left', group: 'Where it stands' as const, kind: 'told' as const, choices: [{ value: 's1', label: 'Contacted' }], people };
  expect(valueInWords(field, 's1;2026-05-01..2026-05-31;u1,u2', where)).toBe('Contacted, 1 May – 31 May, by Sam, Una');
  expect(valueInWords(field, 'any;2026-05-01', where)).toBe('1 May');
});
