import { calendarDay, formatDay } from '../../lib/format.ts';
import { addDays } from '../../lib/zoned-time.ts';

export interface DateRange {
  from: string | null;
  to: string | null;
}

export interface DatePreset extends DateRange {
  label: string;
}

/** The ranges people ask for most, as days where they are. A week begins on Monday. */
export function datePresets(now: number, timezone: string): DatePreset[] {
  const today = calendarDay(now, timezone);
  const monday = addDays(today, -((new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7));
  const first = `${today.slice(0, 7)}-01`;
  const lastOfMonthBefore = addDays(first, -1);
  return [
    { label: 'Today', from: today, to: today },
    { label: 'Yesterday', from: addDays(today, -1), to: addDays(today, -1) },
    { label: 'This week', from: monday, to: addDays(monday, 6) },
    { label: 'Last 7 days', from: addDays(today, -6), to: today },
    { label: 'This month', from: first, to: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) },
    { label: 'Last month', from: `${lastOfMonthBefore.slice(0, 7)}-01`, to: lastOfMonthBefore },
  ];
}

/** A range in words: its preset’s name, `18 – 24 May`-like otherwise; undefined for all of time. */
export function rangeName({ from, to }: DateRange, now: number, timezone: string): string | undefined {
  if (!from && !to) return undefined;
  const preset = datePresets(now, timezone).find((one) => one.from === from && one.to === to);
  if (preset) return preset.label;
  const day = (date: string) => formatDay(date, timezone, now);
  if (from && to) return from === to ? day(from) : `${day(from)} – ${day(to)}`;
  return from ? `From ${day(from)}` : `Until ${day(to!)}`;
}
