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
  const date = (days: number) => addDays(today, days);
  const midnights = new Map<number, number>();
  const midnight = (days: number): number => {
    let at = midnights.get(days);
    if (at === undefined) midnights.set(days, (at = startOfDay(date(days), timezone).getTime()));
    return at;
  };
  /**
   * Counted, not formatted: a hundred thousand leads ask for half a million days. A clock change makes the guess one
   * off.
   */
  const dayOf = (moment: number): number => {
    const guess = Math.floor((moment - midnight(0)) / day);
    return moment < midnight(guess) ? guess - 1 : moment >= midnight(guess + 1) ? guess + 1 : guess;
  };
  return {
    now,
    date,
    ago: ({ days = 0, hours = 0, minutes = 0 }) =>
      new Date(now.getTime() - days * day - (hours * 60 + minutes) * minute),
    at(days, time) {
      const [hours, minutes] = time.split(':').map(Number);
      return new Date(midnight(days) + (hours! * 60 + minutes!) * minute);
    },
    atWork(moment) {
      const time = moment.getTime();
      if (time >= midnight(0)) return moment;
      const begins = midnight(dayOf(time));
      return new Date(begins + opensAt + Math.min((time - begins) / day, 0.999) * workingDay);
    },
  };
}
