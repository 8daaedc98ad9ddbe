import { calendarDay } from '../../lib/format.ts';

const iso = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** Days that are asked about often; the first is what is shown where nobody chose. */
export const stockPeriods: readonly { value: string; label: string; days: (today: string) => { from: string; to: string } }[] = [
  { value: 'last_30_days', label: 'Last 30 days', days: (today) => ({ from: shifted(today, -29), to: today }) },
  { value: 'this_month', label: 'This month', days: (today) => ({ from: `${today.slice(0, 8)}01`, to: today }) },
  { value: 'last_month', label: 'Last month', days: (today) => ({ from: iso(yearOf(today), monthOf(today) - 1, 1), to: iso(yearOf(today), monthOf(today), 0) }) },
  { value: 'last_90_days', label: 'Last 90 days', days: (today) => ({ from: shifted(today, -89), to: today }) },
  { value: 'this_year', label: 'This year', days: (today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }) },
  { value: 'last_year', label: 'Last year', days: (today) => ({ from: iso(yearOf(today) - 1, 0, 1), to: iso(yearOf(today) - 1, 11, 31) }) },
];

const yearOf = (day: string): number => Number(day.slice(0, 4));
const monthOf = (day: string): number => Number(day.slice(5, 7)) - 1;
const shifted = (day: string, by: number): string => iso(yearOf(day), monthOf(day), Number(day.slice(8, 10)) + by);

/** The days behind a word of the address; what cannot be read is the usual ones. */
export function periodQuery(word: string | null, timezone: string, now = new Date()): { from: string; to: string } {
  const [, from, to] = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(word ?? '') ?? [];
  if (from && to) return { from, to };
  const { days } = stockPeriods.find(({ value }) => value === word) ?? stockPeriods[0]!;
  return days(calendarDay(now.toISOString(), timezone));
}
