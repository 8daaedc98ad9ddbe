import { useMemo } from 'react';
import { leadSorts, type StageType } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';

export type LeadSort = (typeof leadSorts)[number];
export type LeadView = 'board' | 'table';

/** What the leads are narrowed down to, as it stands in the address. Lists are empty where nothing narrows. */
export interface LeadFilters {
  view: LeadView;
  pipelineId: string | null;
  q: string;
  /** `me`, `none` for the unclaimed, or a person’s id. */
  owner: string | null;
  stages: readonly string[];
  statuses: readonly StageType[];
  sources: readonly string[];
  sort: LeadSort | null;
}

/** What the filters are as the API is asked; the board and the table understand these alike. */
export interface SharedQuery {
  pipelineId?: string;
  ownerId?: string;
  q?: string;
}

/** The filters in the address, what they mean to the API, and how to change them by their names there. */
export function useLeadFilters() {
  const [query, change] = useUrlState();
  const { user } = useSession();
  const search = query.toString();

  const filters = useMemo((): LeadFilters => {
    const words = new URLSearchParams(search);
    const sort = words.get('sort') as LeadSort | null;
    return {
      view: words.get('view') === 'table' ? 'table' : 'board',
      pipelineId: words.get('pipeline'),
      q: words.get('q') ?? '',
      owner: words.get('owner'),
      stages: listOf(words.get('stage')),
      statuses: listOf(words.get('status')) as StageType[],
      sources: listOf(words.get('source')),
      sort: sort && leadSorts.includes(sort) ? sort : null,
    };
  }, [search]);

  const shared = useMemo((): SharedQuery => ({
    ...(filters.pipelineId ? { pipelineId: filters.pipelineId } : {}),
    ...(filters.owner ? { ownerId: filters.owner === 'me' ? user.id : filters.owner } : {}),
    ...(filters.q ? { q: filters.q } : {}),
  }), [filters, user.id]);

  return { filters, shared, change };
}

function listOf(words: string | null): string[] {
  return words?.split(',').filter(Boolean) ?? [];
}
