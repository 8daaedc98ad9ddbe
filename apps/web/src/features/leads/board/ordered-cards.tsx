import { listLeads } from '@lastmile/contracts';
import { usePages } from '../../../lib/use-endpoint.ts';
import { CardSkeleton, ErrorState, ShowMore } from '../../../ui/index.ts';
import type { LeadSort } from '../use-lead-filters.ts';
import { useBoardShared, type Stage } from './board-context.tsx';
import { DraggableCard } from './draggable-card.tsx';
import styles from './ordered-cards.module.css';

/** A stage’s cards in another order than the board’s own, in which there are no places to drag a card between. */
export function OrderedCards({ stage, sort }: { stage: Stage; sort: LeadSort }) {
  const { query } = useBoardShared();
  const leads = usePages(listLeads, { query: { ...query, stageId: stage.id, sort } }, { keepPrevious: true });
  if (leads.error) {
    return <ErrorState title="The leads did not load." problem={leads.error} again={() => void leads.refetch()} />;
  }
  if (leads.isPending) return <div role="status" aria-label="Loading"><CardSkeleton /><CardSkeleton index={1} /></div>;
  return (
    <div className={styles.list}>
      <ul className={styles.cards} aria-label={`Leads in ${stage.name}`}>
        {leads.items.map((lead) => <li key={lead.id}><DraggableCard card={lead} fixed /></li>)}
      </ul>
      {leads.items.length === 0 && <p className={styles.none}>No leads here.</p>}
      <ShowMore pages={leads}>Show more leads</ShowMore>
    </div>
  );
}
