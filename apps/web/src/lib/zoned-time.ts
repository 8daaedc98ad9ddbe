const day = 24 * 60 * 60_000;

/** The date so many days after another, both as YYYY-MM-DD. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/**
 * The instant at which the clocks of a time zone show a date and time (`2026-05-18`, `17:00`), as RFC 3339 in UTC.
 * A time that the clocks skip on that day becomes the one an hour later.
 */
export function instantAt(date: string, time: string, timezone: string): string {
  const shown = Date.parse(`${date}T${time}:00Z`);
  // The offset depends on the instant that is being looked for; the second look is right on days when clocks change.
  const guess = shown - offsetAt(shown, timezone);
  return new Date(shown - offsetAt(guess, timezone)).toISOString();
}

/** The hour of the day there, from 0 to 23. */
export function hourAt(instant: number, timezone: string): number {
  return new Date(instant + offsetAt(instant, timezone)).getUTCHours();
}

/** How far the clocks of a time zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)!.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}
