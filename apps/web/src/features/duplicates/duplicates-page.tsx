import { IconArrowsJoin2, IconHistory } from '@tabler/icons-react';
import { listDuplicatePairs, listMerges } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, QueryTabs, Section, ShowMore } from '../../ui/index.ts';
import styles from './duplicates.module.css';
import { MergeTable } from './merge-table.tsx';
import { PairCard } from './pair-card.tsx';

/** `/leads/duplicates`: which leads are likely the same, and what was merged. */
export function DuplicatesPage() {
  const [query] = useUrlState();
  const shows = query.get('show') === 'merged' ? 'merged' : 'pairs';
  return (
    <Page
      title="Duplicates" back="/leads" subtitle="Leads that are likely the same person. A merge keeps everything, and can be undone for 30 days."
      actions={<Button to="/leads">All leads</Button>} phoneActions={null}
      tabs={(
        <QueryTabs label="Duplicates" name="show" current={shows} tabs={[{ value: 'pairs', label: 'Likely pairs' }, { value: 'merged', label: 'Merged' }]} />
      )}
    >
      {shows === 'merged' ? <Merges /> : <Pairs />}
    </Page>
  );
}

/** Pairs are found a moment after what happened, so they are asked for again. */
const searchMilliseconds = 15_000;

function Pairs() {
  const pairs = usePages(listDuplicatePairs, { query: { limit: 20, count: true } }, { refetchInterval: searchMilliseconds });
  if (pairs.isPending) return <ListSkeleton rows={6} />;
  if (pairs.error && pairs.items.length === 0) {
    return <ErrorState title="The duplicates did not load." problem={pairs.error} again={() => void pairs.refetch()} />;
  }
  if (pairs.items.length === 0) {
    return (
      <EmptyState icon={<IconArrowsJoin2 size={24} stroke={1.75} />} title="No two leads look the same" actions={<Button to="/leads">See the leads</Button>}>
        Leads with the same phone or email, or a similar name at the same place, stand here a moment after they come in.
      </EmptyState>
    );
  }
  return (
    <>
      <p className={styles.count}>{pairs.count !== undefined && (pairs.count > 1000 ? 'More than 1,000 pairs' : pairs.count === 1 ? '1 pair' : `${pairs.count} pairs`)}, the likeliest first</p>
      <ul className={styles.pairs} aria-label="Likely pairs">
        {pairs.items.map((pair) => <PairCard key={pair.leads.map(({ id }) => id).join()} pair={pair} />)}
      </ul>
      <ShowMore pages={pairs}>Show more pairs</ShowMore>
    </>
  );
}

function Merges() {
  const merges = usePages(listMerges);
  if (merges.isPending) return <ListSkeleton rows={6} />;
  if (merges.error && merges.items.length === 0) {
    return <ErrorState title="The merges did not load." problem={merges.error} again={() => void merges.refetch()} />;
  }
  if (merges.items.length === 0) {
    return (
      <EmptyState icon={<IconHistory size={24} stroke={1.75} />} title="Nothing was merged yet">
        What was merged stands here, with who did it and the way back.
      </EmptyState>
    );
  }
  return (
    <>
      <Section title="Merged leads" hint="Latest first" flush><MergeTable merges={merges.items} /></Section>
      <ShowMore pages={merges}>Show older merges</ShowMore>
    </>
  );
}
