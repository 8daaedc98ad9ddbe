import type { AmountFigure, CountFigure, RateFigure, SecondsFigure } from '@lastmile/contracts';
import { formatDay } from '../../lib/format.ts';

/** How a figure differs from the period before: in which direction, whether that is welcome, and in words. */
export interface Change { direction: 'up' | 'down' | 'same'; welcome: boolean | null; words: string }

/** A figure is better when it is higher, lower, or neither. */
export type Better = 'higher' | 'lower' | 'neither';

const same: Change = { direction: 'same', welcome: null, words: 'as before' };

function changeBy(difference: number, better: Better, words: string): Change {
  if (difference === 0) return same;
  const up = difference > 0;
  return { direction: up ? 'up' : 'down', welcome: better === 'neither' ? null : up === (better === 'higher'), words };
}

/** `15% more`; of few, how many: `2 more`. Null where there is nothing to compare with. */
export function changeOfCount({ value, previous }: CountFigure, better: Better = 'higher'): Change | null {
  if (previous === null) return null;
  const difference = value - previous;
  const size = Math.abs(difference);
  const words = previous >= 10 ? `${Math.max(1, Math.round((size / previous) * 100))}%` : String(size);
  return changeBy(difference, better, `${words} ${difference > 0 ? 'more' : 'fewer'}`);
}

export function changeOfAmount({ value, previous }: AmountFigure): Change | null {
  const [now, before] = [Number(value), Number(previous ?? 0)];
  if (previous === null || before === 0) return null;
  const difference = now - before;
  return changeBy(difference, 'higher', `${Math.max(1, Math.round((Math.abs(difference) / before) * 100))}% ${difference > 0 ? 'more' : 'less'}`);
}

/** In points, for per cent of per cent means something else. */
export function changeOfRate({ value, previous }: RateFigure): Change | null {
  if (value === null || previous === null) return null;
  const difference = Math.round((value - previous) * 10) / 10;
  const size = Math.abs(difference);
  return changeBy(difference, 'higher', `${size} ${size === 1 ? 'point' : 'points'} ${difference > 0 ? 'more' : 'less'}`);
}

export function changeOfSeconds({ value, previous }: SecondsFigure): Change | null {
  if (value === null || previous === null) return null;
  const difference = value - previous;
  return changeBy(difference, 'lower', `${lasting(Math.abs(difference))} ${difference > 0 ? 'slower' : 'faster'}`);
}

/** `38 min`, `4.5 h`, `3.2 days`: an average, so with its first decimal where it is small. */
export function lasting(seconds: number): string {
  const few = (number: number) => (number < 10 ? String(Math.round(number * 10) / 10) : String(Math.round(number)));
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} min`;
  if (seconds < 86_400) return `${few(seconds / 3600)} h`;
  const days = few(seconds / 86_400);
  return `${days} ${days === '1' ? 'day' : 'days'}`;
}

const monthNames = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `May 2026` of a `2026-05`. */
export const monthInWords = (month: string): string => monthNames.format(Date.parse(`${month.slice(0, 7)}-01T12:00:00Z`));

/** `May 2026`, `Jun 2025 – May 2026` for whole months; else `1 May – 18 May`. */
export function daysInWords(first: string, last: string, now: number): string {
  const endsMonth = new Date(Date.parse(`${last}T12:00:00Z`) + 86_400_000).getUTCDate() === 1;
  if (first.endsWith('-01') && endsMonth) {
    return first.slice(0, 7) === last.slice(0, 7) ? monthInWords(first) : `${monthInWords(first)} – ${monthInWords(last)}`;
  }
  const day = (date: string) => formatDay(date, 'UTC', now);
  return first === last ? day(first) : `${day(first)} – ${day(last)}`;
}

/** The leads that a figure counted, as a page: the table, narrowed down by the figure's own filters. */
export const leadsAt = (filters: { [filter: string]: string } | null): string | undefined =>
  (filters ? `/leads?${new URLSearchParams({ view: 'table', ...filters }).toString()}` : undefined);
