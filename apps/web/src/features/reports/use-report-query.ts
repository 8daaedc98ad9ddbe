import { useUrlState } from '../../lib/url-state.ts';

export type ReportQuery = { period: string; pipelineId?: string; ownerId?: string; teamId?: string };

/** Compared with a quarter before, a figure says more than compared with a year in which much else was different. */
export const usualPeriod = 'this_quarter';

/** What the address asks about: a period, a pipeline, and whose leads. */
export function useReportQuery() {
  const [words, change] = useUrlState();
  const query: ReportQuery = { period: words.get('period') ?? usualPeriod };
  for (const name of ['pipelineId', 'ownerId', 'teamId'] as const) {
    const value = words.get(name);
    if (value) query[name] = value;
  }
  const { period: _, ...whose } = query;
  const rankBy = words.get('rankBy') === 'wonValue' ? 'wonValue' as const : 'conversionRate' as const;
  return { query, whose, rankBy, words, change };
}
