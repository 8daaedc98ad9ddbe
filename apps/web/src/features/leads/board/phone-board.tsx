import { memo, useRef, type TouchEvent } from 'react';
import { count } from '../../../lib/format.ts';
import { useUrlState } from '../../../lib/url-state.ts';
import { Money } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { useBoardShared, type Stage } from './board-context.tsx';
import { phoneCard } from './card-size.ts';
import { ColumnCards } from './column-cards.tsx';
import { OrderMenu } from './order-menu.tsx';
import { OrderedCards } from './ordered-cards.tsx';
import styles from './phone-board.module.css';
import { StageChips } from './stage-chips.tsx';

/** How far a finger goes sideways, in pixels, and how much more than up or down, to mean the next stage. */
const swipe = 56;
const steepness = 2;

/** One stage at a time, for a thumb: chips or a swipe lead to the others. */
export const PhoneBoard = memo(function PhoneBoard({ stages }: { stages: readonly Stage[] }) {
  const [query, change] = useUrlState();
  const { sort } = useLeadFilters();
  const { drag } = useBoardShared();
  const section = useRef<HTMLElement>(null);
  const touch = useRef<{ x: number; y: number } | null>(null);
  const asked = stages.findIndex(({ id }) => id === query.get('at'));
  const at = Math.max(0, asked);
  const stage = stages[at];
  if (!stage) return null;

  const goTo = (index: number) => {
    const next = stages[index];
    if (next) change({ at: next.id }, { replace: true });
  };
  const touched = ({ touches }: TouchEvent) => {
    touch.current = touches.length === 1 ? { x: touches[0]!.clientX, y: touches[0]!.clientY } : null;
  };
  const swiped = ({ changedTouches }: TouchEvent) => {
    const [from, to] = [touch.current, changedTouches[0]];
    touch.current = null;
    if (!from || !to || drag.current) return;
    const [across, down] = [to.clientX - from.x, to.clientY - from.y];
    if (Math.abs(across) > swipe && Math.abs(across) > steepness * Math.abs(down)) goTo(at + (across < 0 ? 1 : -1));
  };

  return (
    <div className={styles.board}>
      <StageChips stages={stages} at={at} onGo={goTo} />
      <div className={styles.line}>
        <span className={styles.total}>{count(stage.count, 'lead')} · <Money amount={stage.value} monthly /></span>
        <OrderMenu />
      </div>
      <section
        key={stage.id} ref={section} className={styles.stage} aria-label={stage.name} data-stage={stage.name}
        onTouchStart={touched} onTouchEnd={swiped}
      >
        {sort
          ? <OrderedCards stage={stage} sort={sort} />
          : <ColumnCards stage={stage} size={phoneCard} element={section} />}
      </section>
      <div className={styles.dots} aria-hidden>
        {stages.map(({ id }, index) => (
          <span key={id} className={index === at ? `${styles.dot} ${styles.here}` : styles.dot} />
        ))}
      </div>
    </div>
  );
});
