import { formatCount, formatDay } from '../../../lib/format.ts';
import type { Choice, FilterField } from './filter-field.ts';

const dayNames: Readonly<Record<string, string>> = {
  today: 'Today', yesterday: 'Yesterday', tomorrow: 'Tomorrow', this_week: 'This week', last_week: 'Last week', next_week: 'Next week',
  this_month: 'This month', last_month: 'Last month', next_month: 'Next month', this_year: 'This year',
};

/** What the days of a filter are called: “This month”, “from 1 May”, “over 30 days ago”. */
export function daysInWords(text: string, timezone: string, now: number): string {
  const known = dayNames[text];
  if (known) return known;
  const [, way, count] = /^(last|next|over)_(\d+)_days/.exec(text) ?? [];
  if (way === 'over') return `Over ${count} days ago`;
  if (way) return `${way === 'last' ? 'Last' : 'Next'} ${count} days`;
  const [first, end = first] = text.split('..');
  // Instants are those at which days begin somewhere else; the last of them is the first that is not meant.
  const last = end?.includes('T') ? new Date(Date.parse(end) - 1).toISOString() : end;
  const day = (date: string) => formatDay(date, timezone, now);
  if (!first) return `until ${day(last!)}`;
  if (!last) return `from ${day(first)}`;
  return first === last ? day(first) : `${day(first)} – ${day(last)}`;
}

/** `1,000 – 2,500`, `from 1,000`, `up to 2,500`. */
export function amountsInWords(text: string, locale: string): string {
  const [from, to = from] = text.split('..');
  const number = (amount: string) => formatCount(Number(amount), locale);
  if (!from) return `up to ${number(to!)}`;
  if (!to) return `from ${number(from)}`;
  return from === to ? number(from) : `${number(from)} – ${number(to)}`;
}

interface Where { timezone: string; locale: string; now: number }

/** What a filter is set to, as its chip says it. */
export function valueInWords({ kind, choices = [], none, people = [] }: FilterField, value: string, { timezone, locale, now }: Where): string {
  if (kind === 'told') {
    const [key, days, whose] = value.split(';');
    const what = choices.find((choice) => choice.value === key)?.label;
    return [what, daysInWords(days!, timezone, now), whose && `by ${namesOf(whose, people)}`].filter(Boolean).join(', ');
  }
  if (kind === 'yesNo') return value === 'true' ? 'Yes' : 'No';
  if (kind === 'text') return `“${value.replace(/^=/, '')}”`;
  if (value === 'none' && none) return none;
  if (kind === 'days') return daysInWords(value, timezone, now);
  if (kind === 'amounts') return amountsInWords(value, locale);
  return choices.find((choice) => choice.value === value)?.label ?? namesOf(value, choices, none);
}

/** `Amina, Otieno +3`. */
function namesOf(values: string, choices: readonly Choice[], none?: string): string {
  const names = values.split(',').map((one) => (one === 'none' ? none : choices.find((choice) => choice.value === one)?.label) ?? '…');
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} +${names.length - 2}` : names.join(', ');
}
