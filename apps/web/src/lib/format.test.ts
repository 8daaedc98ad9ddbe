import {
  calendarDay, formatAge, formatAgo, formatDay, formatDuration, formatExactly, formatLate, formatMoment, formatMoney, formatNear, moneyParts,
} from './format.ts';

const nairobi = 'Africa/Nairobi';
// Monday, 18 May 2026, 12:04 in Nairobi.
const now = Date.parse('2026-05-18T09:04:00Z');

test('a whole amount is written without decimals', () => {
  expect(formatMoney('2500.00', 'KES')).toBe('KES\u00a02,500');
});

test('an amount keeps its cents, and every digit of a sum too large for a float', () => {
  expect(formatMoney('2500.5', 'KES')).toBe('KES\u00a02,500.50');
  expect(formatMoney('999999999999.99', 'KES')).toBe('KES\u00a0999,999,999,999.99');
  expect(formatMoney('-7100.00', 'KES')).toBe('KES\u00a0−7,100');
});

test.each(['en-ZA', 'pl', 'ru', 'sv', 'fr'])('an amount in %s is whole, although its digits are grouped with the space that follows the currency', (locale) => {
  const { unit, number } = moneyParts('12500.00', 'ZAR', locale);
  expect(unit).toBe('ZAR');
  expect(number).toMatch(/^12\s500$/);
  expect(formatMoney('12500.00', 'ZAR', locale)).toBe(`ZAR\u00a0${number}`);
});

test('a locale that does not exist falls back instead of failing', () => {
  expect(formatMoney('1200', 'KES', 'not a locale')).toBe('KES\u00a01,200');
});

test('a moment is written in the time zone it is given, not the machine’s', () => {
  expect(formatMoment('2026-05-18T15:44:00Z', nairobi, now)).toBe('18 May, 18:44');
  expect(formatMoment('2026-05-18T21:30:00Z', nairobi, now)).toBe('19 May, 00:30');
});

test('another year is named', () => {
  expect(formatDay('2025-12-31T22:00:00Z', 'UTC', now)).toBe('31 Dec 2025');
});

test('a date without an hour stays that date in every time zone', () => {
  expect(formatMoment('2026-05-20', 'Pacific/Kiritimati', now)).toBe('20 May');
  expect(formatMoment('2026-05-20', 'Pacific/Pago_Pago', now)).toBe('20 May');
});

test.each([
  ['2026-05-18T11:00:00Z', 'Today, 14:00'],
  ['2026-05-19T06:00:00Z', 'Tomorrow, 09:00'],
  ['2026-05-21T07:00:00Z', 'Thu, 10:00'],
  ['2026-05-25T07:00:00Z', '25 May, 10:00'],
  ['2026-05-19', 'Tomorrow'],
])('%s is written as “%s”', (at, words) => {
  expect(formatNear(at, nairobi, now)).toBe(words);
});

test.each([
  ['2026-05-18T06:04:00Z', '3 h late'],
  ['2026-05-18T08:50:00Z', '14 min late'],
  ['2026-05-16T15:00:00Z', '2 days late'],
  ['2026-05-17T09:00:00Z', '1 day late'],
  ['2026-05-17', '1 day late'],
])('what was due at %s is “%s”', (at, words) => {
  expect(formatLate(at, nairobi, now)).toBe(words);
});

test.each([
  ['2026-05-18T09:03:40Z', 'just now'],
  ['2026-05-18T08:56:00Z', '8 min ago'],
  ['2026-05-18T04:00:00Z', '5 h ago'],
  ['2026-05-15T09:00:00Z', '3 days ago'],
  ['2026-01-02T09:00:00Z', '2 Jan'],
])('what happened at %s was “%s”', (at, words) => {
  expect(formatAgo(at, nairobi, now)).toBe(words);
});

test('the age of a card takes little room', () => {
  expect(formatAge('2026-05-16T09:00:00Z', now)).toBe('2 d');
  expect(formatAge('2026-05-18T08:44:00Z', now)).toBe('20 min');
});

test('hovering over a moment shows all of it', () => {
  expect(formatExactly('2026-05-18T15:44:00Z', nairobi)).toBe('Monday, 18 May 2026, 18:44 (Africa/Nairobi)');
});

test('the day begins at midnight there, not here', () => {
  expect(calendarDay('2026-05-18T22:00:00Z', nairobi)).toBe('2026-05-19');
});

test('a duration is told in its largest unit', () => {
  expect([20, 125, 3_600, 90_000, 200_000].map(formatDuration)).toEqual(['1 min', '2 min', '1 h', '1 day', '2 days']);
});
