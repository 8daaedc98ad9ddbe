import { IconHistory, IconPencil } from '@tabler/icons-react';
import { useMemo } from 'react';
import { getLeadTimeline, listLeadFields, listLeadSources, listMerges, listOffers, type LeadTimelineEntry, type TimelineKind } from '@lastmile/contracts';
import { useLocale } from '../../../lib/locale.tsx';
import { useNow } from '../../../lib/now.ts';
import { useUndoMerge } from '../../../lib/use-undo-merge.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { useEndpoint, usePages } from '../../../lib/use-endpoint.ts';
import { Button, EmptyState, ErrorState, History, IconButton, ListSkeleton, ShowMore, VisuallyHidden } from '../../../ui/index.ts';
import { tell } from './sentences.tsx';
import { StageTimes } from './stage-times.tsx';
import { TimelineFilters, useTimelineKinds } from './timeline-filters.tsx';

/** Everything that happened to a lead, newest first. */
export function LeadTimeline({ leadId }: { leadId: string }) {
  const kinds = useTimelineKinds();
  return (
    <>
      <VisuallyHidden component="h2">What happened</VisuallyHidden>
      <TimelineFilters {...kinds} />
      <StageTimes leadId={leadId} />
      <Entries leadId={leadId} kinds={kinds.shown} onAll={() => kinds.show([])} />
    </>
  );
}

function Entries({ leadId, kinds, onAll }: { leadId: string; kinds: readonly TimelineKind[]; onAll: () => void }) {
  const [, change] = useUrlState();
  const query = { limit: 30, ...(kinds.length > 0 ? { kinds: kinds.join(',') } : {}) };
  const pages = usePages(getLeadTimeline, { params: { id: leadId }, query }, { keepPrevious: true });
  const names = useNames();
  const undoing = useUndoing(leadId, pages.items);
  const locale = useLocale();
  const now = useNow();
  if (pages.isPending) return <ListSkeleton rows={5} />;
  if (pages.error && pages.items.length === 0) {
    return <ErrorState title="The timeline did not load." problem={pages.error} again={() => void pages.refetch()} />;
  }
  if (pages.items.length === 0 && kinds.length > 0) {
    return (
      <EmptyState
        icon={<IconHistory size={24} stroke={1.75} />} title="Nothing of this kind happened"
        actions={<Button onClick={onAll}>Show everything</Button>}
      />
    );
  }
  if (pages.items.length === 0) {
    return (
      <EmptyState icon={<IconHistory size={24} stroke={1.75} />} title="Nothing happened yet">
        Calls, notes and moves stand here.
      </EmptyState>
    );
  }
  const entries = pages.items.map((event) => ({
    id: event.id, at: event.at, ...tell(event, { names, locale, now }), ...editing(event, (id) => change({ activity: id })), ...undoing(event),
  }));
  return (
    <>
      <History label="Timeline" entries={entries} />
      <ShowMore pages={pages}>Show older</ShowMore>
    </>
  );
}

/** The way to mend what was written; once for each activity, where it is told first. */
function editing({ type, activity }: LeadTimelineEntry, edit: (id: string) => void) {
  if (!activity?.canEdit || type === 'activity.updated') return {};
  return {
    action: (
      <IconButton label={`Edit: ${(activity.subject ?? activity.body ?? activity.type).slice(0, 60)}`} onClick={() => edit(activity.id)}>
        <IconPencil size={15} stroke={1.75} aria-hidden />
      </IconButton>
    ),
  };
}

/** The way back from a merge, as long as it can be undone. */
function useUndoing(leadId: string, events: readonly LeadTimelineEntry[]) {
  const merges = useEndpoint(listMerges, { query: { leadId } }, { enabled: events.some(({ type }) => type === 'lead.merged') });
  const undo = useUndoMerge();
  return ({ type, changes: { mergeId } }: LeadTimelineEntry) => {
    const merge = type === 'lead.merged' ? merges.data?.data.find(({ id }) => id === mergeId) : undefined;
    if (!merge?.canUndo) return {};
    return { action: <Button size="xs" loading={undo.isRunning} onClick={() => undo.run(merge.id)}>Undo the merge</Button> };
  };
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
