import { count } from '../../../lib/format.ts';
import { Money } from '../../../ui/index.ts';
import { openTotals } from '../board/board-changes.ts';
import { useBoard } from '../board/use-board.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import styles from './board-totals.module.css';

/** How many leads are being worked on, and what they would bring a month. */
export function BoardTotals() {
  const { shared } = useLeadFilters();
  const { data: board } = useBoard(shared);
  if (!board) return null;
  const { count: leads, value } = openTotals(board);
  return <span className={styles.totals}>{count(leads, 'lead')} · <Money amount={value} monthly /></span>;
}
