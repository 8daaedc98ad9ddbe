import { SearchField } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { BoardTotals } from './board-totals.tsx';
import styles from './filter-bar.module.css';
import { OwnerFilter } from './owner-filter.tsx';
import { TableFilters } from './table-filters.tsx';

/** What narrows the leads down, and what is left: above the board or the table at a desk. */
export function FilterBar() {
  const { filters, change } = useLeadFilters();
  return (
    <div className={styles.bar}>
      <SearchField
        label="Find in leads" value={filters.q} onChange={(q) => change({ q: q || null }, { replace: true })}
      />
      <OwnerFilter />
      {filters.view === 'board' ? <BoardTotals /> : <TableFilters />}
    </div>
  );
}
