import { ErrorState } from '../../../ui/index.ts';
import type { Stage } from './board-context.tsx';
import styles from './column-foot.module.css';
import type { useMoreCards } from './use-board.ts';

/** Below the last card: the way to the next ones, or that there are none. */
export function ColumnFoot({ stage, more }: { stage: Stage; more: ReturnType<typeof useMoreCards> }) {
  if (more.problem) {
    return <ErrorState title="The next leads did not load." problem={more.problem} again={() => void more.load()} />;
  }
  if (more.next > 0) {
    return (
      <button type="button" className={styles.more} disabled={more.isLoading} onClick={() => void more.load()}>
        {more.isLoading ? 'Loading …' : `Show ${more.next} more`}
      </button>
    );
  }
  if (stage.leads.length === 0) return <p className={styles.none}>No leads here.</p>;
  return null;
}
