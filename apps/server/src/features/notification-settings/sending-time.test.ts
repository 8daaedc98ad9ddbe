import fc from 'fast-check';
import { nextSendingTime, type SendingRule } from './sending-time.ts';

const zones = ['Africa/Lagos', 'America/New_York', 'Europe/Madrid', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const working: Omit<SendingRule, 'timezone'> = { delayHours: 0, days: [1, 2, 3, 4, 5], hours: [9, 10, 11, 12, 13, 14, 15, 16, 17] };
const at = (now: string, rule: Partial<SendingRule>) => nextSendingTime(new Date(now), { ...working, timezone: 'Africa/Nairobi', ...rule }).toISOString();

test('within an allowed hour it is at once, and after the delay', () => {
  expect(at('2026-11-27T08:30:00Z', {})).toBe('2026-11-27T08:30:00.000Z');
  expect(at('2026-11-27T08:30:00Z', { delayHours: 3 })).toBe('2026-11-27T11:30:00.000Z');
});

test('what would come in the evening, at night or on a weekend waits for the next working morning', () => {
  expect(at('2026-11-26T15:01:00Z', {})).toBe('2026-11-27T06:00:00.000Z');
  expect(at('2026-11-26T21:30:00Z', {})).toBe('2026-11-27T06:00:00.000Z');
  expect(at('2026-11-27T13:00:00Z', { delayHours: 3 })).toBe('2026-11-30T06:00:00.000Z');
});

test('midnight is the organization’s, on both sides', () => {
  const nightly = { days: [5], hours: [0, 23] };
  expect(at('2026-11-26T20:59:00Z', nightly)).toBe('2026-11-26T21:00:00.000Z');
  expect(at('2026-11-27T19:59:59Z', nightly)).toBe('2026-11-27T20:00:00.000Z');
  expect(at('2026-11-27T21:00:00Z', nightly)).toBe('2026-12-03T21:00:00.000Z');
});

test('an hour that the clock skips is not there that day; one it repeats counts twice', () => {
  const lateNight = { timezone: 'America/New_York', days: [7], hours: [2] };
  // On 14 March 2027 the clock goes from 01:59 to 03:00.
  expect(at('2027-03-14T05:00:00Z', lateNight)).toBe('2027-03-21T06:00:00.000Z');
  // On 7 November 2027 it goes from 01:59 back to 01:00.
  expect(at('2027-11-07T06:30:00Z', { ...lateNight, hours: [1] })).toBe('2027-11-07T06:30:00.000Z');
});

/** What a wall clock shows, minute after minute, asked of the runtime and nothing else. */
function byLooking(now: Date, { delayHours, days, hours, timezone }: SendingRule): Date {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: timezone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' });
  const allowed = (time: number) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return days.includes(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday!) + 1) && hours.includes(Number(parts.hour));
  };
  let time = now.getTime() + delayHours * 3_600_000;
  if (allowed(time)) return new Date(time);
  const quarter = 15 * 60_000;
  for (time = Math.floor(time / quarter) * quarter + quarter; !allowed(time);) time += quarter;
  return new Date(time);
}

test('agrees with looking at the clock quarter by quarter, at random instants and clock changes in five time zones', () => {
  const changes = ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z', '2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'].map((text) => Date.parse(text));
  fc.assert(fc.property(
    fc.oneof(fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') }),
      fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -90_000_000, max: 90_000_000 })).map(([change, away]) => change + away)),
    fc.constantFrom(...zones), fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), fc.subarray(Array.from({ length: 24 }, (_, hour) => hour), { minLength: 1 }),
    fc.integer({ min: 0, max: 30 }),
    (time, timezone, days, hours, delayHours) => {
      const rule = { timezone, days, hours, delayHours };
      expect(nextSendingTime(new Date(time), rule)).toEqual(byLooking(new Date(time), rule));
    }), { numRuns: 1500 });
});
