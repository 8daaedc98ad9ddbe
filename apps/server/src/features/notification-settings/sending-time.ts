import { addDays, instantAt, zonedText } from '../../core/zoned-time.ts';

export interface SendingRule {
  delayHours: number;
  /** ISO 8601 weekdays, at least one. */
  days: readonly number[];
  /** Hours of the clock, 0 to 23, at least one. */
  hours: readonly number[];
  timezone: string;
}

/** Every weekday comes by within a week; an hour that a clock change skips comes by the week after. */
const farthestDays = 15;

/**
 * S0-10.4-c: the first instant from the delay on at which the zone's clock shows an allowed hour of an allowed day. An hour that a clock change skips is not
 * there that day; one that it repeats counts both times.
 */
export function nextSendingTime(now: Date, { delayHours, days, hours, timezone }: SendingRule): Date {
  const earliest = new Date(now.getTime() + delayHours * 3_600_000);
  const isAllowed = (at: Date): boolean => {
    const { date, hour } = clockAt(at, timezone);
    return days.includes(weekdayOf(date)) && hours.includes(hour);
  };
  if (isAllowed(earliest)) return earliest;
  const { date: first } = clockAt(earliest, timezone);
  const inOrder = hours.toSorted((left, right) => left - right);
  for (let day = 0; day <= farthestDays; day += 1) {
    const date = addDays(first, day);
    if (!days.includes(weekdayOf(date))) continue;
    for (const hour of inOrder) {
      const at = instantAt(date, `${String(hour).padStart(2, '0')}:00`, timezone);
      if (at > earliest && isAllowed(at)) return at;
    }
  }
  throw new Error('A rule for sending has to allow at least one hour of one day.');
}

function clockAt(at: Date, timezone: string): { date: string; hour: number } {
  const { wall } = zonedText(timezone, at);
  return { date: wall.slice(0, 10), hour: Number(wall.slice(11, 13)) };
}

/** 1 is Monday. */
const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
