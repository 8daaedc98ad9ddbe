/** Days where people are, by the zone rules of the runtime's own `Intl`: right across clock changes. */

/** Whether `YYYY-MM-DD` is a day that exists, in a year that every part of the system can write: 1000 to 9998, so that the day after has one too. */
export function isDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) || text >= '9999') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** Whether an RFC 3339 text is an instant that exists: on a day that does, without leap seconds, which neither JavaScript nor PostgreSQL keeps. */
export function isInstant(text: string): boolean {
  const [date = '', time] = text.split(/[Tt ]/);
  return isDate(date) && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-](0\d|1[0-5]):[0-5]\d)$/.test(time ?? '');
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(timezone: string, at: Date): { [part: string]: string } {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
    formats.set(timezone, format);
  }
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** The date it is in a time zone at an instant, as `YYYY-MM-DD`. */
export function dateIn(timezone: string, at: Date): string {
  const { year, month, day } = partsIn(timezone, at);
  return `${year}-${month}-${day}`;
}

/** What a zone's clock shows at an instant, `YYYY-MM-DD HH:MM` and its seconds where there are any; and whether {@link instantAt} would say the same instant of it. */
export function zonedText(timezone: string, at: Date): { wall: string; isExact: boolean } {
  const { year, month, day, hour, minute, second } = partsIn(timezone, at);
  const date = `${year}-${month}-${day}`;
  const isExact = at.getTime() === instantAt(date, `${hour}:${minute}`, timezone).getTime() + Number(second) * 1000;
  return { wall: `${date} ${hour}:${minute}${second === '00' ? '' : `:${second}`}`, isExact };
}

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(timezone: string, at: Date): number {
  const { year, month, day, hour, minute, second } = partsIn(timezone, at);
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return wall - Math.floor(at.getTime() / 1000) * 1000;
}

/** The first instant of a day in a time zone; where midnight is skipped by a clock change, the first that exists. */
export function startOfDay(date: string, timezone: string): Date {
  const wall = new Date(`${date}T00:00:00Z`).getTime();
  // A guess with the offset of a day before and of a day after; a clock change lies between at most two of them.
  const candidates = [wall - offsetAt(timezone, new Date(wall - 86_400_000)), wall - offsetAt(timezone, new Date(wall + 86_400_000))]
    .map((time) => new Date(time))
    .sort((a, b) => a.getTime() - b.getTime());
  const exact = candidates.find((at) => dateIn(timezone, at) === date && dateIn(timezone, new Date(at.getTime() - 1)) < date);
  return exact ?? candidates.at(-1)!;
}

/**
 * The instant at which a zone's clock shows this time of a day, `HH:MM`, where 24:00 is the end of the day. What a clock change skips is the
 * same distance after the change; of what it repeats it is the first.
 */
export function instantAt(date: string, time: string, timezone: string): Date {
  if (time === '24:00') return startOfDay(addDays(date, 1), timezone);
  if (time === '00:00') return startOfDay(date, timezone);
  const wall = new Date(`${date}T${time}:00Z`).getTime();
  // With the offset of before a change that is near, and if the clock does not show the time then, with that of after it.
  const before = wall - offsetAt(timezone, new Date(wall - 86_400_000));
  const after = wall - offsetAt(timezone, new Date(wall + 86_400_000));
  return new Date(before + offsetAt(timezone, new Date(before)) === wall || after + offsetAt(timezone, new Date(after)) !== wall ? before : after);
}

/** The last millisecond of a day in a time zone. */
export function endOfDay(date: string, timezone: string): Date {
  return new Date(startOfDay(addDays(date, 1), timezone).getTime() - 1);
}

export function addDays(date: string, days: number): string {
  return new Date(new Date(`${date}T00:00:00Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
