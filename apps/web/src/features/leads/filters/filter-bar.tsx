import { SearchField } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { BoardTotals } from './board-totals.tsx';
import styles from './filter-bar.module.css';
import { FilterChips } from './filter-chips.tsx';
import { WhoseLeads } from './whose-leads.tsx';

/** What narrows the leads down, and what is left: above the board or the table at a desk. */
export function FilterBar() {
  const { filters, layout, put } = useLeadFilters();
  return (
    <div className={styles.bar}>
      <SearchField
        label="Find in leads" value={filters.q ?? ''} onChange={(q) => put({ q: q || null }, { replace: true })}
      />
      <WhoseLeads />
      <FilterChips />
      {layout === 'board' && <BoardTotals />}
    </div>
  );
}
