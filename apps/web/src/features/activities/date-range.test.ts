import { datePresets, rangeName } from './date-range.ts';

const nairobi = 'Africa/Nairobi';
// Sunday, 31 May 2026, 23:30 in Nairobi; still the same day in UTC.
const now = Date.parse('2026-05-31T20:30:00Z');
const named = (label: string, at = now, timezone = nairobi) => {
  const { from, to } = datePresets(at, timezone).find((preset) => preset.label === label)!;
  return `${from} ${to}`;
};

test('presets are days where the person is', () => {
  expect(named('Today')).toBe('2026-05-31 2026-05-31');
  expect(named('Today', now, 'Asia/Kathmandu')).toBe('2026-06-01 2026-06-01');
  expect(named('This week')).toBe('2026-05-25 2026-05-31');
  expect(named('This week', Date.parse('2026-05-25T10:00:00Z'))).toBe('2026-05-25 2026-05-31');
  expect(named('Last 7 days')).toBe('2026-05-25 2026-05-31');
});

test('months have the days they have', () => {
  expect(named('This month')).toBe('2026-05-01 2026-05-31');
  expect(named('Last month')).toBe('2026-04-01 2026-04-30');
  expect(named('This month', Date.parse('2028-02-10T10:00:00Z'))).toBe('2028-02-01 2028-02-29');
  expect(named('Last month', Date.parse('2026-01-10T10:00:00Z'))).toBe('2025-12-01 2025-12-31');
});

test('a range is called by its preset, else by its days', () => {
  const name = (from: string | null, to: string | null) => rangeName({ from, to }, now, nairobi);
  expect([name('2026-05-31', '2026-05-31'), name('2026-05-02', '2026-05-09'), name('2026-05-02', null), name(null, '2026-05-09'), name(null, null)])
    .toEqual(['Today', '2 May – 9 May', 'From 2 May', 'Until 9 May', undefined]);
});
