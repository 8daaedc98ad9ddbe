import { IconHistory } from '@tabler/icons-react';
import { useMemo } from 'react';
import { getLeadTimeline, listLeadFields, listLeadSources, listOffers } from '@lastmile/contracts';
import { useLocale } from '../../../lib/locale.tsx';
import { useNow } from '../../../lib/now.ts';
import { useEndpoint, usePages } from '../../../lib/use-endpoint.ts';
import { EmptyState, ErrorState, History, ListSkeleton, ShowMore, VisuallyHidden } from '../../../ui/index.ts';
import { tell } from './sentences.tsx';

/** Everything that happened to a lead, newest first. */
export function LeadTimeline({ leadId }: { leadId: string }) {
  const pages = usePages(getLeadTimeline, { params: { id: leadId }, query: { limit: 30 } });
  const names = useNames();
  const locale = useLocale();
  const now = useNow();
  if (pages.isPending) return <ListSkeleton rows={5} />;
  if (pages.error && pages.items.length === 0) {
    return <ErrorState title="The timeline did not load." problem={pages.error} again={() => void pages.refetch()} />;
  }
  if (pages.items.length === 0) {
    return (
      <EmptyState icon={<IconHistory size={24} stroke={1.75} />} title="Nothing happened yet">
        Calls, notes and moves stand here.
      </EmptyState>
    );
  }
  const entries = pages.items.map((event) => ({ id: event.id, at: event.at, ...tell(event, { names, locale, now }) }));
  return (
    <>
      <VisuallyHidden component="h2">What happened</VisuallyHidden>
      <History label="Timeline" entries={entries} />
      <ShowMore pages={pages}>Show older</ShowMore>
    </>
  );
}

/** What packages, sources and choices are called; an id stays an id only until they are known. */
function useNames() {
  const offers = useEndpoint(listOffers, { query: { limit: 200 } });
  const sources = useEndpoint(listLeadSources);
  const fields = useEndpoint(listLeadFields);
  return useMemo(
    () => ({
      offers: new Map(offers.data?.data.map(({ id, name }) => [id, name])),
      sources: new Map(sources.data?.data.map(({ code, name }) => [code, name])),
      options: new Map(fields.data?.data.flatMap(({ name, options }) => options.map(({ value, label }) => [`${name}/${value}`, label]))),
    }),
    [offers.data, sources.data, fields.data],
  );
}
