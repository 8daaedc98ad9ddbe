import { addDays, dateIn, startOfDay } from '../core/zoned-time.ts';

const minute = 60_000;
const day = 1440 * minute;

/** Demo data is dated from the moment it is made: yesterday is always yesterday. */
export interface Calendar {
  now: Date;
  ago(amount: { days?: number; hours?: number; minutes?: number }): Date;
  /** A wall-clock time, `days` from today. */
  at(days: number, time: string): Date;
  /** `YYYY-MM-DD`, `days` from today. */
  date(days: number): string;
  /** The same moment moved into working hours, keeping the order of any two; today's moments stay as they are. */
  atWork(moment: Date): Date;
}

/** How working hours lie in a day. */
const opensAt = 8 * 60 * minute;
const workingDay = 10 * 60 * minute;

export function calendarOf(timezone: string, now: Date): Calendar {
  const today = dateIn(timezone, now);
  const midnight = startOfDay(today, timezone);
  const date = (days: number) => addDays(today, days);
  return {
    now,
    date,
    ago: ({ days = 0, hours = 0, minutes = 0 }) => new Date(now.getTime() - days * day - (hours * 60 + minutes) * minute),
    at(days, time) {
      const [hours, minutes] = time.split(':').map(Number);
      return new Date(startOfDay(date(days), timezone).getTime() + (hours! * 60 + minutes!) * minute);
    },
    atWork(moment) {
      if (moment >= midnight) return moment;
      const begins = startOfDay(dateIn(timezone, moment), timezone).getTime();
      const share = Math.min((moment.getTime() - begins) / day, 0.999);
      return new Date(begins + opensAt + share * workingDay);
    },
  };
}
