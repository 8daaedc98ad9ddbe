import type { AmountFigure, CountFigure, RateFigure, SecondsFigure } from '@lastmile/contracts';
import type { Sums } from './read-facts.ts';

type Link = { [filter: string]: string } | null;

export const countFigure = (now: number, before: number | null, leads: Link): CountFigure => ({ value: now, previous: before, leads });
export const amountFigure = (now: string, before: string | null, leads: Link): AmountFigure => ({ value: now, previous: before, leads });

/** Per cent with one decimal; null of nothing. */
export const percentOf = (part: number, whole: number): number | null => (whole > 0 ? Math.round((part / whole) * 1000) / 10 : null);

export const rateFigure = (now: { part: number; whole: number }, before: { part: number; whole: number } | null, leads: Link): RateFigure => ({
  value: percentOf(now.part, now.whole), previous: before && percentOf(before.part, before.whole), ...now, leads,
});

const averageSeconds = (seconds: number, times: number): number | null => (times > 0 ? Math.round(seconds / times) : null);
export const secondsFigure = (now: { seconds: number; times: number }, before: { seconds: number; times: number } | null, leads: Link): SecondsFigure => ({
  value: averageSeconds(now.seconds, now.times), previous: before && averageSeconds(before.seconds, before.times), leads,
});

export const conversionOf = ({ won, leads }: Sums) => ({ part: won, whole: leads });
export const replyOf = ({ seconds, replied }: Sums) => ({ seconds, times: replied });
export const eachOf = ({ seconds, leads }: Sums) => ({ seconds, times: leads });
