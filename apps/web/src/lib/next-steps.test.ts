import { nextSteps } from './next-steps.ts';
import { addDays, hourAt, instantAt } from './zoned-time.ts';

const labels = (now: string, timezone: string) => nextSteps(Date.parse(now), timezone).map(({ label }) => label);

test('on a morning everything is a press away, each in the person’s own time zone', () => {
  expect(nextSteps(Date.parse('2026-05-18T06:00:00Z'), 'Africa/Nairobi')).toEqual([
    { label: 'Today, 17:00', at: '2026-05-18T14:00:00.000Z' },
    { label: 'Tomorrow, 09:00', at: '2026-05-19T06:00:00.000Z' },
    { label: 'Thu, 21 May', at: '2026-05-21' },
    { label: 'In a week', at: '2026-05-25' },
  ]);
});

test('late in the day nothing is planned for the same day', () => {
  expect(labels('2026-05-18T13:30:00Z', 'Africa/Nairobi')).not.toContain('Today, 17:00');
  expect(labels('2026-05-18T13:30:00Z', 'UTC')).toContain('Today, 17:00');
});

test('a Sunday is not offered', () => {
  expect(labels('2026-05-21T06:00:00Z', 'Africa/Nairobi')).toContain('Mon, 25 May');
});

test('nine o’clock is nine o’clock on the days when the clocks change', () => {
  expect(instantAt('2026-03-28', '09:00', 'Europe/Berlin')).toBe('2026-03-28T08:00:00.000Z');
  expect(instantAt('2026-03-29', '09:00', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
  expect(instantAt('2026-10-25', '01:30', 'America/New_York')).toBe('2026-10-25T05:30:00.000Z');
});

test('a date and an hour are those of the time zone, whatever the date is in Greenwich', () => {
  expect(hourAt(Date.parse('2026-05-18T22:30:00Z'), 'Asia/Kolkata')).toBe(4);
  expect(addDays('2026-02-27', 3)).toBe('2026-03-02');
});
