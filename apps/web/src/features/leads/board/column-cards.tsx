import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { useLater } from '../../../lib/use-later.ts';
import { useBoardShared, type Stage } from './board-context.tsx';
import { slotHeight, type CardSize } from './card-size.ts';
import { ColumnFoot } from './column-foot.tsx';
import styles from './column-cards.module.css';
import { DraggableCard } from './draggable-card.tsx';
import { DropSlot } from './drop-slot.tsx';
import { useDrag, type Drag } from './drag-state.ts';
import { useMoreCards } from './use-board.ts';

/** How near the end of what was fetched one scrolls before the next cards are asked for. */
const nearTheEnd = 5;

/** So much of the window, in pixels, is above the cards of a column. */
const aboveColumns = 260;

interface Props {
  stage: Stage;
  size: CardSize;
  /** The column around the cards: what a dragged card has to be over. */
  element: RefObject<HTMLElement | null>;
}

/** The cards of a stage, of which only those in sight are drawn; where a dragged card would land, they make room. */
export function ColumnCards({ stage, size, element }: Props) {
  const { drag, columns, query } = useBoardShared();
  const list = useRef<HTMLDivElement>(null);
  const more = useMoreCards(query, stage);
  const { leads, id: stageId } = stage;
  const settled = useLater();
  const unit = size.height + size.gap;
  const taken = useDrag(drag, (current) => (current?.from.stageId === stageId ? current.from.index : -1));
  const slot = useDrag(drag, (current) => slotIndex(current, stageId));
  const room = slot < 0 ? 0 : slotHeight + size.gap;

  const virtualizer = useVirtualizer({
    count: leads.length,
    getScrollElement: () => list.current,
    estimateSize: () => unit,
    getItemKey: (index) => leads[index]!.id,
    // The window's height stands in for the list's until it is known: cards are then drawn at once and not after measuring.
    initialRect: { width: 0, height: window.innerHeight - aboveColumns },
    overscan: settled ? 4 : 0,
    useFlushSync: false,
    // The card that is being moved stays, however far one scrolls: it has the keyboard, or the finger.
    rangeExtractor: useCallback((range: Range) => {
      const seen = defaultRangeExtractor(range);
      return taken < 0 || taken >= range.count || seen.includes(taken) ? seen : [...seen, taken].sort((a, b) => a - b);
    }, [taken]),
  });

  useEffect(() => columns.add(stageId, {
    element: element.current!,
    list: list.current,
    indexAt: (clientY) => {
      const { top } = list.current!.getBoundingClientRect();
      const among = Math.round((clientY - top + list.current!.scrollTop) / unit);
      const index = Math.min(Math.max(among, 0), leads.length);
      return taken >= 0 && index > taken ? index - 1 : index;
    },
    scrollTo: (index) => virtualizer.scrollToIndex(Math.min(index, Math.max(leads.length - 1, 0))),
  }), [columns, stageId, element, unit, leads.length, taken, virtualizer]);

  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  const isNearTheEnd = last >= leads.length - nearTheEnd && (virtualizer.scrollOffset ?? 0) > 0;
  const wantsMore = isNearTheEnd && more.next > 0 && !more.problem && !more.isLoading;
  const { load } = more;
  useEffect(() => {
    if (wantsMore) void load();
  }, [wantsMore, load]);

  return (
    <div ref={list} className={styles.list}>
      <ul
        className={styles.cards} style={{ height: Math.max(0, leads.length * unit - size.gap) + room }}
        aria-label={`Leads in ${stage.name}`}
      >
        {rows.map(({ index, key, start }) => {
          const lead = leads[index];
          if (!lead) return null;
          const shift = slot >= 0 && index >= slot ? room : 0;
          return (
            <li
              key={key} className={slot >= 0 || taken >= 0 ? `${styles.place} ${styles.shifting}` : styles.place}
              style={{ transform: `translateY(${start + shift}px)` }} aria-setsize={stage.count}
              aria-posinset={index + 1}
            >
              <DraggableCard card={lead} />
            </li>
          );
        })}
        {slot >= 0 && <DropSlot stage={stage} top={slot * unit} />}
      </ul>
      <ColumnFoot stage={stage} more={more} />
    </div>
  );
}

/**
 * Before which of a column’s cards the room opens, counted with the dragged one; -1 for none, as where it already is.
 */
function slotIndex(drag: Drag | null, stageId: string): number {
  if (!drag?.to || drag.to.stageId !== stageId) return -1;
  const { from, to } = drag;
  if (from.stageId !== stageId) return to.index;
  if (from.index === to.index) return -1;
  return to.index < from.index ? to.index : to.index + 1;
}
