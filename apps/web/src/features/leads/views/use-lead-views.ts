import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { builtInLeadViews, countLeadViews, listLeadViews, type LeadView } from '@lastmile/contracts';
import { api } from '../../../lib/api.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { useLater } from '../../../lib/use-later.ts';

/** The views there are: those built in at once, the shared ones and one’s own as soon as they are known. */
export function useLeadViews(): { all: readonly LeadView[]; isPending: boolean } {
  const { data, isPending } = useEndpoint(listLeadViews);
  return { all: data?.data ?? builtInLeadViews, isPending };
}

/** How often the counts are asked for again at most while leads change: counting looks at more than a page does. */
const patience = 20_000;

/** How many leads each view has, by its id. */
export function useLeadViewCounts(pipelineId: string | undefined): ReadonlyMap<string, number | null> {
  const { data } = useQuery({
    queryKey: ['lead-view-counts', pipelineId],
    queryFn: ({ signal }) => api(countLeadViews, { query: pipelineId ? { pipelineId } : {} }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: patience,
    enabled: useLater(),
  });
  return new Map(data?.data.map(({ id, count }) => [id, count]));
}
