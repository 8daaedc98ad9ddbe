import { businessHoursAgo, type BusinessHours } from './business-hours.ts';
import { instantAt } from './zoned-time.ts';

const nairobi: BusinessHours = { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00', timezone: 'Africa/Nairobi' };
const ago = (hours: BusinessHours, now: string, count: number) => businessHoursAgo(hours, new Date(now), count).toISOString();

// 2026-11-25 is a Wednesday; Nairobi is three hours ahead of UTC all year.
test.each([
  ['within one day', '2026-11-25T14:00:00+03:00', 4, '2026-11-25T10:00:00+03:00'],
  ['to the minute', '2026-11-25T10:30:30+03:00', 1, '2026-11-25T09:30:30+03:00'],
  ['exactly since the morning', '2026-11-25T10:00:00+03:00', 2, '2026-11-25T08:00:00+03:00'],
  ['over a night', '2026-11-25T09:00:00+03:00', 4, '2026-11-24T14:00:00+03:00'],
  ['from the evening on', '2026-11-25T22:00:00+03:00', 2, '2026-11-25T15:00:00+03:00'],
  ['from before the morning on', '2026-11-25T05:00:00+03:00', 2, '2026-11-24T15:00:00+03:00'],
  ['over a weekend', '2026-11-23T09:00:00+03:00', 4, '2026-11-20T14:00:00+03:00'],
  ['from within a weekend on', '2026-11-22T12:00:00+03:00', 9, '2026-11-20T08:00:00+03:00'],
  ['over two weeks', '2026-11-25T08:00:00+03:00', 90, '2026-11-11T08:00:00+03:00'],
])('business hours go back %s', (_, now, count, since) => {
  expect(ago(nairobi, now, count)).toBe(new Date(since).toISOString());
});

test('the hours are those of the organization, whichever zone the server is in', () => {
  const apia = { ...nairobi, timezone: 'Pacific/Apia' };
  expect(ago(apia, '2026-11-25T10:00:00+13:00', 4)).toBe(new Date('2026-11-24T15:00:00+13:00').toISOString());
  const weekend = { ...nairobi, days: [6, 7], from: '10:00', to: '14:00' };
  expect(ago(weekend, '2026-11-25T10:00:00+03:00', 6)).toBe(new Date('2026-11-21T12:00:00+03:00').toISOString());
});

describe('where the clocks change', () => {
  // Berlin goes from +02:00 to +01:00 on Sunday, 25 October 2026 at 03:00, and from +01:00 to +02:00 on Sunday, 28 March 2027 at 02:00.
  const berlin = { ...nairobi, timezone: 'Europe/Berlin' };
  const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', timezone: 'Europe/Berlin' };

  test('a working day begins at the same time of the clock before and after', () => {
    expect(ago(berlin, '2026-10-26T10:00:00+01:00', 4)).toBe(new Date('2026-10-23T15:00:00+02:00').toISOString());
    expect(ago(berlin, '2027-03-29T10:00:00+02:00', 4)).toBe(new Date('2027-03-26T15:00:00+01:00').toISOString());
  });

  test('a day that is worked through has 25 and 23 hours', () => {
    expect(ago(always, '2026-10-26T00:00:00+01:00', 25)).toBe(new Date('2026-10-25T00:00:00+02:00').toISOString());
    expect(ago(always, '2027-03-29T00:00:00+02:00', 23)).toBe(new Date('2027-03-28T00:00:00+01:00').toISOString());
    expect(ago(always, '2027-03-29T00:00:00+02:00', 24)).toBe(new Date('2027-03-27T23:00:00+01:00').toISOString());
  });

  test('around the clock, business hours are hours, over any instant of a year', () => {
    for (let day = 0; day < 365; day += 1) {
      const now = new Date(Date.UTC(2026, 6, 1 + day, day % 24, (day * 7) % 60));
      expect(businessHoursAgo(always, now, 30).getTime()).toBe(now.getTime() - 30 * 3_600_000);
    }
  });

  test('a time that is skipped is as long after the change, one that comes twice is the first', () => {
    expect(instantAt('2027-03-28', '02:30', 'Europe/Berlin').toISOString()).toBe('2027-03-28T01:30:00.000Z');
    expect(instantAt('2026-10-25', '02:30', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(instantAt('2026-10-25', '24:00', 'Europe/Berlin').toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });
});
