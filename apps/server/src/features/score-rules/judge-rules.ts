import type { ScoreRule, ScoreTrial } from '@lastmile/contracts';
import { mostScore } from '@lastmile/contracts';

/** A lead that was decided, with what rules came to for it before. */
export interface Judged { won: boolean; score: number; ruleIds: readonly string[] }

const bandWidth = 20;

/** How well scores told those that were won from those that were lost. Pure. */
export function judgeRules(rules: readonly ScoreRule[], leads: readonly Judged[]): ScoreTrial {
  const [won, lost] = [leads.filter((lead) => lead.won), leads.filter((lead) => !lead.won)];
  const both = (fits: (lead: Judged) => boolean) => ({ won: won.filter(fits).length, lost: lost.filter(fits).length });
  const bands = Array.from({ length: mostScore / bandWidth }, (_, index) => {
    const from = index * bandWidth;
    const to = index === mostScore / bandWidth - 1 ? mostScore : from + bandWidth - 1;
    return { from, to, ...both(({ score }) => score >= from && score <= to) };
  });
  return {
    won: won.length, lost: lost.length, separation: separation(won, lost), wonAverage: average(won), lostAverage: average(lost), bands,
    rules: rules.map(({ id }) => ({ id, ...both(({ ruleIds }) => ruleIds.includes(id)) })),
  };
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
const average = (leads: readonly Judged[]): number | null =>
  (leads.length === 0 ? null : round(leads.reduce((sum, { score }) => sum + score, 0) / leads.length, 1));

/** The area under the ROC curve: of all pairs of a won and a lost lead, in how many the won one scores higher; a draw counts half. */
function separation(won: readonly Judged[], lost: readonly Judged[]): number | null {
  if (won.length === 0 || lost.length === 0) return null;
  const lostAt = Array.from({ length: mostScore + 1 }, () => 0);
  for (const { score } of lost) lostAt[score]! += 1;
  const lostBelow = lostAt.map((_, score) => lostAt.slice(0, score).reduce((sum, count) => sum + count, 0));
  const higher = won.reduce((sum, { score }) => sum + lostBelow[score]! + lostAt[score]! / 2, 0);
  return round(higher / (won.length * lost.length), 3);
}
