import { addDays, dateIn, isDate, startOfDay } from '../../../core/zoned-time.ts';

/** Days from the first to the last, both included; null on the side that is open. */
export interface Days { first: string | null; last: string | null }

/** What a filter by day means today, where the person is. Undefined where it names a day that does not exist. */
export function daysOf(text: string, timezone: string, now: Date): Days | undefined {
  const today = dateIn(timezone, now);
  const [, way, count] = /^(last|next|over)_(\d+)_days/.exec(text) ?? [];
  const many = Number(count);
  if (way === 'last') return { first: addDays(today, 1 - many), last: today };
  if (way === 'next') return { first: today, last: addDays(today, many - 1) };
  if (way === 'over') return { first: null, last: addDays(today, -many - 1) };
  const word = /^(last|this|next)_(week|month|year)$/.exec(text);
  if (word) return period(today, word[2]!, { last: -1, this: 0, next: 1 }[word[1]!]!);
  const beside = { yesterday: -1, today: 0, tomorrow: 1 }[text];
  if (beside !== undefined) return { first: addDays(today, beside), last: addDays(today, beside) };
  const [first, last = first] = text.split('..');
  const days = { first: first || null, last: last || null };
  return [days.first, days.last].every((date) => date === null || isDate(date)) ? days : undefined;
}

/** The instants of those days: from the first on, and before the day after the last. */
export function instantsOf({ first, last }: Days, timezone: string): { from: Date | null; before: Date | null } {
  return { from: first === null ? null : startOfDay(first, timezone), before: last === null ? null : startOfDay(addDays(last, 1), timezone) };
}

/** A week from Monday on, a month or a year, so many of them away from this one. */
function period(today: string, unit: string, away: number): Days {
  if (unit === 'week') {
    const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
    const first = addDays(today, 7 * away - weekday);
    return { first, last: addDays(first, 6) };
  }
  const [year = 0, month = 0] = today.split('-').map(Number);
  const begins = (more: number) =>
    new Date(Date.UTC(unit === 'year' ? year + more : year, unit === 'year' ? 0 : month - 1 + more, 1)).toISOString().slice(0, 10);
  return { first: begins(away), last: addDays(begins(away + 1), -1) };
}
