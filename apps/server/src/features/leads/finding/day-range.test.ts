import { daysOf, instantsOf } from './day-range.ts';

/** A Monday, early in the morning in Nairobi and still Sunday in Bogotá. */
const now = new Date('2026-05-17T22:30:00Z');

test.each([
  ['today', '2026-05-18', '2026-05-18'], ['yesterday', '2026-05-17', '2026-05-17'], ['tomorrow', '2026-05-19', '2026-05-19'],
  ['this_week', '2026-05-18', '2026-05-24'], ['last_week', '2026-05-11', '2026-05-17'], ['next_week', '2026-05-25', '2026-05-31'],
  ['this_month', '2026-05-01', '2026-05-31'], ['last_month', '2026-04-01', '2026-04-30'], ['next_month', '2026-06-01', '2026-06-30'],
  ['this_year', '2026-01-01', '2026-12-31'],
  ['last_7_days', '2026-05-12', '2026-05-18'], ['next_7_days', '2026-05-18', '2026-05-24'], ['over_30_days_ago', null, '2026-04-17'],
  ['2026-05-03', '2026-05-03', '2026-05-03'], ['2026-05-03..2026-05-09', '2026-05-03', '2026-05-09'],
  ['2026-05-03..', '2026-05-03', null], ['..2026-05-09', null, '2026-05-09'],
])('%s in Nairobi', (text, first, last) => {
  expect(daysOf(text, 'Africa/Nairobi', now)).toEqual({ first, last });
});

test('the day is the one it is where the person is', () => {
  expect(daysOf('today', 'America/Bogota', now)).toEqual({ first: '2026-05-17', last: '2026-05-17' });
  expect(daysOf('this_week', 'America/Bogota', now)).toEqual({ first: '2026-05-11', last: '2026-05-17' });
});

test.each(['2026-02-30', '2026-05-01..2026-13-01', '0000-01-01..'])('%s is no range of days', (text) => {
  expect(daysOf(text, 'UTC', now)).toBeUndefined();
});

test('a day is as long as it is there: an hour less where clocks go forward', () => {
  expect(instantsOf({ first: '2026-03-29', last: '2026-03-29' }, 'Europe/Berlin'))
    .toEqual({ from: new Date('2026-03-28T23:00:00Z'), before: new Date('2026-03-29T22:00:00Z') });
  expect(instantsOf({ first: null, last: '2026-05-18' }, 'Africa/Nairobi')).toEqual({ from: null, before: new Date('2026-05-18T21:00:00Z') });
});
