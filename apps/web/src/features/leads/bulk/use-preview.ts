import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { previewBulkChange, type BulkAction, type BulkPreview, type LeadFilters } from '@lastmile/contracts';
import { api } from '../../../lib/api.ts';
import type { Problem } from '../../../lib/problem.ts';

export type Chosen = { ids: string[] } | { filter: LeadFilters };

/** Long enough for a word to be typed, short enough to feel like an answer. */
const patience = 350;

/**
 * What a change of many leads would come to, asked again whenever the action rests for a moment; nothing while there is no whole action. It is not
 * under its noun: each answer fixes which leads are meant, and a change of one of them elsewhere must not fix others.
 */
export function usePreview(chosen: Chosen, action: BulkAction | null) {
  const written = JSON.stringify(action && { ...chosen, action });
  const [asked] = useDebouncedValue(written, patience);
  const answer = useQuery<BulkPreview, Problem>({
    queryKey: ['bulk-previews', asked],
    queryFn: () => api(previewBulkChange, { body: JSON.parse(asked) as Chosen & { action: BulkAction } }),
    enabled: action !== null && asked !== 'null', staleTime: Infinity, gcTime: 0, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false,
  });
  const isCurrent = action !== null && asked === written;
  return { preview: isCurrent ? answer.data : undefined, problem: isCurrent ? answer.error : null, again: () => void answer.refetch() };
}
