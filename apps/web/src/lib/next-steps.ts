import { calendarDay, formatDay } from './format.ts';
import { addDays, hourAt, instantAt } from './zoned-time.ts';

export interface NextStep {
  label: string;
  /** An instant, or a date where the hour does not matter. */
  at: string;
}

/** After this hour, five o'clock today is no longer a plan. */
const lastHourForToday = 16;

/** When people mostly do the next thing, for a press instead of a calendar. */
export function nextSteps(now: number, timezone: string): NextStep[] {
  const today = calendarDay(now, timezone);
  const tomorrow = addDays(today, 1);
  const soon = workingDay(addDays(today, 3));
  return [
    ...(hourAt(now, timezone) < lastHourForToday
      ? [{ label: 'Today, 17:00', at: instantAt(today, '17:00', timezone) }]
      : []),
    { label: 'Tomorrow, 09:00', at: instantAt(tomorrow, '09:00', timezone) },
    { label: `${weekday(soon)}, ${formatDay(soon, timezone, now)}`, at: soon },
    { label: 'In a week', at: addDays(today, 7) },
  ];
}

/** Nobody plans a call for a Sunday without meaning it. */
function workingDay(date: string): string {
  return weekday(date) === 'Sun' ? addDays(date, 1) : date;
}

function weekday(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${date}T12:00:00Z`),
  );
}
