import { monthsIn, periodOf } from './period.ts';

const at = (text: string, now = '2026-05-18T12:00:00Z', timezone = 'Africa/Nairobi') => {
  const period = periodOf(text, timezone, new Date(now));
  return period && [`${period.first}..${period.last}`, `${period.previous.first}..${period.previous.last}`];
};

test.each([
  ['today', '2026-05-18..2026-05-18', '2026-05-17..2026-05-17'],
  ['this_week', '2026-05-18..2026-05-18', '2026-05-11..2026-05-11'],
  ['this_month', '2026-05-01..2026-05-18', '2026-04-01..2026-04-18'],
  ['last_month', '2026-04-01..2026-04-30', '2026-03-01..2026-03-31'],
  ['this_quarter', '2026-04-01..2026-05-18', '2026-01-01..2026-02-18'],
  ['last_quarter', '2026-01-01..2026-03-31', '2025-10-01..2025-12-31'],
  ['this_year', '2026-01-01..2026-05-18', '2025-01-01..2025-05-18'],
  ['last_year', '2025-01-01..2025-12-31', '2024-01-01..2024-12-31'],
  ['last_7_days', '2026-05-12..2026-05-18', '2026-05-05..2026-05-11'],
  ['last_12_months', '2025-06-01..2026-05-18', '2024-06-01..2025-05-18'],
  ['2026-02-01..2026-03-31', '2026-02-01..2026-03-31', '2025-12-01..2026-01-31'],
  ['2026-02-10..2026-02-19', '2026-02-10..2026-02-19', '2026-01-31..2026-02-09'],
])('%s is %s and is compared with %s', (text, period, previous) => {
  expect(at(text)).toEqual([period, previous]);
});

test('a month that is not as long is compared until its end, and the day is that of the organization', () => {
  expect(at('this_month', '2026-03-31T12:00:00Z')).toEqual(['2026-03-01..2026-03-31', '2026-02-01..2026-02-28']);
  expect(at('this_month', '2026-03-30T12:00:00Z')).toEqual(['2026-03-01..2026-03-30', '2026-02-01..2026-02-28']);
  expect(at('today', '2026-05-31T22:00:00Z')).toEqual(['2026-06-01..2026-06-01', '2026-05-31..2026-05-31']);
  expect(at('today', '2026-05-31T22:00:00Z', 'America/New_York')).toEqual(['2026-05-31..2026-05-31', '2026-05-30..2026-05-30']);
});

test('days that do not exist, or end before they begin, are no period', () => {
  for (const text of ['2026-02-30..2026-03-01', '2026-03-02..2026-03-01', 'last_0_months']) expect(at(text)).toBeUndefined();
  expect(monthsIn({ first: '2025-12-15', last: '2026-02-01' })).toEqual(['2025-12-01', '2026-01-01', '2026-02-01']);
});
