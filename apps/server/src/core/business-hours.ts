import { addDays, dateIn, instantAt } from './zoned-time.ts';

/** When people work: ISO days (1 is Monday) and clock times `HH:MM` in a time zone. */
export interface BusinessHours {
  days: readonly number[];
  from: string;
  to: string;
  timezone: string;
}

const hour = 3_600_000;
/** So many days are gone back at most: a working day has an hour at least, and nobody waits more than 500 hours for anything. */
const farthest = 500 * 7 + 7;

/**
 * The latest instant from which until `now` this many business hours have passed: what began then or earlier has waited so long. Hours are those
 * that really pass, so that a working day in which the clocks change is an hour longer or shorter.
 */
export function businessHoursAgo(hours: BusinessHours, now: Date, count: number): Date {
  let left = count * hour;
  let date = dateIn(hours.timezone, now);
  for (let day = 0; day < farthest; day += 1, date = addDays(date, -1)) {
    const open = openOn(hours, date);
    if (!open) continue;
    const until = Math.min(open.to, now.getTime());
    const passed = until - open.from;
    if (passed >= left) return new Date(until - left);
    left -= Math.max(0, passed);
  }
  return new Date(0);
}

/** From when to when people work on a day of the zone, in milliseconds; null where they do not. */
function openOn({ days, from, to, timezone }: BusinessHours, date: string): { from: number; to: number } | null {
  if (!days.includes(isoWeekday(date))) return null;
  return { from: instantAt(date, from, timezone).getTime(), to: instantAt(date, to, timezone).getTime() };
}

/** 1 for Monday to 7 for Sunday. */
function isoWeekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
