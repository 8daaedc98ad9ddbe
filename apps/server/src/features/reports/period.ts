import { addDays, dateIn, isDate } from '../../core/zoned-time.ts';
import { daysOf } from '../leads/index.ts';

/** Days from the first to the last, both included. */
export interface Span { first: string; last: string }

export interface Period extends Span { previous: Span }

/** The first of the month so many months away from the one this day is in. */
export function monthOf(day: string, away = 0): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + away, 1)).toISOString().slice(0, 10);
}

export const lastOfMonth = (day: string): string => addDays(monthOf(day, 1), -1);

/**
 * What a period means today, and the one before it: whole months are compared with as many whole months, anything else with as many days. What is not over
 * yet goes until today and is compared with as much of the one before. Undefined for days that do not exist.
 */
export function periodOf(text: string, timezone: string, now: Date): Period | undefined {
  const today = dateIn(timezone, now);
  const whole = wholeOf(text, timezone, now, today);
  if (!whole || whole.first > whole.last || daysBetween(whole.first, whole.last) > 36_600) return undefined;
  const { first } = whole;
  const last = first <= today && today < whole.last ? today : whole.last;
  const months = whole.first === monthOf(whole.first) && whole.last === lastOfMonth(whole.last) ? monthsBetween(whole.first, whole.last) + 1 : 0;
  if (months === 0) {
    // A running week is compared with as much of the week before.
    const days = daysBetween(first, whole.last) + 1;
    return { first, last, previous: { first: addDays(first, -days), last: addDays(last, -days) } };
  }
  const before = monthOf(first, -months);
  return { first, last, previous: { first: before, last: last === whole.last ? addDays(first, -1) : sameDay(last, -months) } };
}

function wholeOf(text: string, timezone: string, now: Date, today: string): Span | undefined {
  const months = /^last_(\d{1,3})_months$/.exec(text)?.[1];
  if (months) return Number(months) > 0 ? { first: monthOf(today, 1 - Number(months)), last: lastOfMonth(today) } : undefined;
  const quarter = { this_quarter: 0, last_quarter: -3 }[text];
  if (quarter !== undefined) {
    const first = monthOf(today, quarter - ((Number(today.slice(5, 7)) - 1) % 3));
    return { first, last: lastOfMonth(monthOf(first, 2)) };
  }
  if (text === 'last_year') {
    const year = Number(today.slice(0, 4)) - 1;
    return { first: `${year}-01-01`, last: `${year}-12-31` };
  }
  const explicit = text.split('..');
  if (explicit.length === 2) return explicit.every(isDate) ? { first: explicit[0]!, last: explicit[1]! } : undefined;
  const days = daysOf(text, timezone, now);
  return days?.first && days.last ? { first: days.first, last: days.last } : undefined;
}

/** The same day of a month so many away, or its last one. */
function sameDay(day: string, away: number): string {
  const month = monthOf(day, away);
  const last = lastOfMonth(month);
  const wanted = `${month.slice(0, 8)}${day.slice(8)}`;
  return wanted < last ? wanted : last;
}

const daysBetween = (first: string, last: string): number => Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
const monthsBetween = (first: string, last: string): number =>
  (Number(last.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(last.slice(5, 7)) - Number(first.slice(5, 7));

/** Every month that a span touches, as its first. */
export function monthsIn({ first, last }: Span): string[] {
  return Array.from({ length: monthsBetween(first, last) + 1 }, (_, index) => monthOf(first, index));
}
