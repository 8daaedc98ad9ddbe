import { useCallback, useMemo } from 'react';
import { builtInLeadViews, type LeadFilters, type LeadSort, type LeadView } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { saysFilters, wordFor, type Filters } from './filters/filter-words.ts';
import { leadsShownAt, type LeadLayout } from './lead-address.ts';
import { useLeadViews } from './views/use-lead-views.ts';

export type { LeadLayout, LeadSort };

/** The filters as the API is asked; board, table and counts understand them alike. */
export type SharedQuery = LeadFilters;

/** Words of the address that differ from a view and are no filters. */
const otherWords = ['view', 'sort', 'columns'];

/**
 * What the leads are narrowed down to, in which order and how they are shown: a view that the address names, and what
 * the address says beyond it. `put` sets filters by their names, null takes one away.
 */
export function useLeadFilters() {
  const [words, change] = useUrlState();
  const views = useLeadViews();
  const named = words.get('saved');
  const found = named === null ? builtInLeadViews[0] : views.all.find(({ id }) => id === named);
  const saved: LeadView = found ?? builtInLeadViews[0];
  const said = words.toString();

  const state = useMemo(() => leadsShownAt(new URLSearchParams(said), saved), [said, saved]);

  const put = useCallback((changes: Readonly<Record<string, string | null>>, options?: { replace?: boolean }) => {
    change(Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [name, wordFor(name, value, saved.filters)]),
    ), options);
  }, [change, saved]);

  const putSort = useCallback((sort: LeadSort | null) => {
    change({ sort: sort === saved.sort ? null : sort ?? '' }, { replace: true });
  }, [change, saved]);

  /** All filters away, or with `back` to those of the view. */
  const clear = useCallback((back = false) => {
    const written = new URLSearchParams(window.location.search);
    const all = new Set([...Object.keys(saved.filters), ...written.keys()].filter((name) => isFilterWord(name)));
    const cleared = [...all].map((name) => [name, back ? null : wordFor(name, null, saved.filters)] as const);
    change({ ...Object.fromEntries(cleared), ...(back ? Object.fromEntries(otherWords.map((name) => [name, null])) : {}) });
  }, [change, saved]);

  return {
    ...state, saved, put, putSort, clear, change,
    shared: state.filters as SharedQuery,
    isNarrowed: Object.keys(state.filters).some((name) => name !== 'pipelineId'),
    /** The view is not known yet, or is not there (any more). */
    isPending: named !== null && !found && views.isPending,
    isMissing: named !== null && !found && !views.isPending,
  };
}

/** The pipeline is where one looks, and stays when filters are cleared. */
const isFilterWord = (name: string): boolean =>
  name !== 'pipelineId' && saysFilters(new URLSearchParams([[name, '']]));

export type { Filters };
