import fc from 'fast-check';
import { addDays, dateIn, endOfDay, isDate, isInstant, startOfDay } from './zoned-time.ts';

/** Clock changes at midnight (Cairo, Santiago, Havana, Beirut), by half an hour (Lord Howe), around Ramadan (Casablanca), none (Nairobi). */
const timezones = [
  'Africa/Nairobi', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Cairo',
  'America/Santiago', 'America/Havana', 'Asia/Beirut', 'Africa/Casablanca', 'Pacific/Kiritimati', 'Pacific/Chatham', 'UTC',
];

/** What a clock on the wall shows, asked of the runtime in another way than the code does. */
const wallClocks = new Map(timezones.map((timezone) => [timezone, new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' })]));
const dayShown = (timezone: string, time: number) => wallClocks.get(timezone)!.format(time);

const quarterHour = 15 * 60_000;
const day = 86_400_000;

/** Looks at every quarter of an hour around a day: in these years every clock is changed on one. */
function firstMomentOf(date: string, timezone: string): number {
  const noon = Date.parse(`${date}T12:00:00Z`);
  for (let time = noon - 2 * day; time < noon + 2 * day; time += quarterHour) if (dayShown(timezone, time) === date) return time;
  throw new Error(`${date} is never shown in ${timezone}.`);
}

const years = { min: new Date('2012-01-02T00:00:00Z'), max: new Date('2035-12-30T00:00:00Z'), noInvalidDate: true };
const dates = fc.date(years).map((at) => at.toISOString().slice(0, 10));

test('a day begins where its date is first shown and ends a millisecond before the next one does', () => {
  fc.assert(fc.property(fc.constantFrom(...timezones), dates, (timezone, date) => {
    const next = addDays(date, 1);
    expect(startOfDay(date, timezone).getTime()).toBe(firstMomentOf(date, timezone));
    expect(endOfDay(date, timezone).getTime()).toBe(firstMomentOf(next, timezone) - 1);
  }), { numRuns: 200 });
});

test.each([
  ['Africa/Cairo', '2024-04-26', '2024-04-25T22:00:00.000Z', 'midnight is skipped'],
  ['America/Santiago', '2024-09-08', '2024-09-08T04:00:00.000Z', 'midnight is skipped'],
  ['America/Santiago', '2024-04-07', '2024-04-07T04:00:00.000Z', 'the hour before midnight comes twice'],
  ['America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z', 'the hour after midnight comes twice'],
  ['Europe/Berlin', '2024-03-31', '2024-03-30T23:00:00.000Z', 'the clock changes later that day'],
])('in %s %s begins at %s: %s', (timezone, date, begins) => {
  expect(startOfDay(date, timezone).toISOString()).toBe(begins);
});

test('every instant lies within the day that is shown at it', () => {
  fc.assert(fc.property(fc.constantFrom(...timezones), fc.date(years), (timezone, at) => {
    const date = dateIn(timezone, at);
    expect(date).toBe(dayShown(timezone, at.getTime()));
    expect(startOfDay(date, timezone).getTime()).toBeLessThanOrEqual(at.getTime());
    expect(endOfDay(date, timezone).getTime()).toBeGreaterThanOrEqual(at.getTime());
  }), { numRuns: 1000 });
});

test('days are added over the ends of months and years', () => {
  expect(addDays('2027-12-31', 1)).toBe('2028-01-01');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  fc.assert(fc.property(dates, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
    expect(addDays(addDays(date, days), -days)).toBe(date);
  }));
});

test('only days that exist are dates, in years that every part of the system can write', () => {
  for (const date of ['2028-02-29', '1000-01-01', '9998-12-31']) expect(isDate(date)).toBe(true);
  for (const text of ['2027-02-29', '2027-13-01', '2027-00-10', '2027-04-31', '0999-12-31', '9999-01-01', '2027-1-1', '2027-01-01T', '', '+2027-01-01']) {
    expect([text, isDate(text)]).toEqual([text, false]);
  }
});

test('only instants that exist are instants', () => {
  for (const text of ['2028-02-29T23:59:59Z', '2027-01-01t00:00:00z', '2027-01-01 00:00:00.123456789+05:45', '2027-01-01T00:00:00-12:00']) {
    expect([text, isInstant(text)]).toEqual([text, true]);
  }
  for (const text of ['2027-02-29T00:00:00Z', '2027-01-01T24:00:00Z', '2027-06-30T23:59:60Z', '2027-01-01T00:00:00', '2027-01-01', '2027-01-01T00:00Z',
    '2027-01-01T00:00:00+16:00', '2027-01-01T00:00:00.Z', ' 2027-01-01T00:00:00Z', '2027-01-01T00:00:00Z\n']) {
    expect([text, isInstant(text)]).toEqual([text, false]);
  }
});
