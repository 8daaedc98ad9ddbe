import { periodQuery } from './stock-periods.ts';

const on = (word: string | null, now = '2026-03-01T21:30:00Z') => periodQuery(word, 'Africa/Nairobi', new Date(now));

test('periods are days of the organization’s clock', () => {
  expect(on(null)).toEqual({ from: '2026-02-01', to: '2026-03-02' });
  expect(on('this_month')).toEqual({ from: '2026-03-01', to: '2026-03-02' });
  expect(on('last_month')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(on('last_month', '2026-01-10T00:00:00Z')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(on('last_year')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(on('2026-01-05..2026-01-09')).toEqual({ from: '2026-01-05', to: '2026-01-09' });
  expect(on('whenever')).toEqual(on(null));
});
