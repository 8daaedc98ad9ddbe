import type { Due, Today } from '@lastmile/contracts';
import { calendarDay, formatDay, formatNearDay, formatTime, isDate } from '../../lib/format.ts';
import { hourAt } from '../../lib/zoned-time.ts';

/** Good morning until noon, good evening from five, by the person's own clock. */
export function greeting(name: string, timezone: string, now: number): string {
  const hour = hourAt(now, timezone);
  const time = hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
  return `Good ${time}, ${name.trim().split(/\s+/)[0]}`;
}

const numerals = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const inWords = (count: number): string => (count > 1000 ? 'more than 1,000' : (numerals[count] ?? String(count)));
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const things = (count: number, thing: string) => `${inWords(count)} ${thing}${count === 1 ? ' is' : 's are'}`;

/** The day in one sentence: what is late before what is due, and what waits to be claimed only where nothing else does. */
export function dayInASentence({ overdue, due, unclaimed }: Pick<Today, 'overdue' | 'due' | 'unclaimed'>): string {
  const late = overdue.count > 0 ? `${things(overdue.count, 'follow-up')} overdue` : null;
  const today =
    due.count > 0
      ? late
        ? `${inWords(due.count)} ${due.count === 1 ? 'is' : 'are'} due today`
        : `${things(due.count, 'follow-up')} due today`
      : null;
  const parts = [late, today].filter((part) => part !== null);
  if (parts.length > 0) return `${upperFirst(parts.join('; '))}.`;
  return unclaimed.count > 0
    ? `Nothing is due; ${things(unclaimed.count, 'new lead')} waiting to be claimed.`
    : 'Nothing is due today.';
}

/** When a step of a day's list is due, in the room of a column: `09:00`, `Sat`, `12 May`, `All day`. */
export function dueTime({ at, state }: Due, timezone: string, now: number): string {
  if (!at) return '';
  const today = calendarDay(now, timezone);
  const day = calendarDay(at, timezone);
  if (day === today) return isDate(at) ? 'All day' : formatTime(at, timezone);
  if (state !== 'late') return formatNearDay(at, timezone, now);
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return days < 7
    ? new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`))
    : formatDay(at, timezone, now);
}
