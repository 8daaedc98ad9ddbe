import {
  DndContext, DragOverlay, MeasuringStrategy, MouseSensor, TouchSensor, useSensor, useSensors, type DragStartEvent,
} from '@dnd-kit/core';
import { useCallback, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { VisuallyHidden } from '../../../ui/index.ts';
import type { LeadCard } from '@lastmile/contracts';
import { placeOf } from './board-changes.ts';
import { useBoardShared } from './board-context.tsx';
import { scrollAtEdges } from './drag-scroll.ts';
import { cardKeysId, LeadCardFace } from './lead-card.tsx';

/** Our own words say what happens, and only to those who move cards by keys. */
const unsaid = () => undefined;
const silent = { onDragStart: unsaid, onDragOver: unsaid, onDragEnd: unsaid, onDragCancel: unsaid };
const accessibility = { announcements: silent, screenReaderInstructions: { draggable: '' } };
// Where a card lands is reckoned from its column's geometry, so nothing has to be measured.
const measuring = { droppable: { strategy: MeasuringStrategy.BeforeDragging } };
const nothing = () => [];

/**
 * Lets cards be dragged by a mouse, or by a finger that rests on one for a moment; a finger that moves at once scrolls.
 */
export function BoardDrag({ children }: { children: ReactNode }) {
  const { drag, columns, move, stages } = useBoardShared();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
  );
  const following = useRef<AbortController | null>(null);
  useEffect(() => () => following.current?.abort(), []);

  const begin = useCallback(({ active }: DragStartEvent) => {
    const card = (active.data.current as { card: LeadCard }).card;
    const from = placeOf(stages(), card.id);
    if (!from) return;
    drag.begin({ card, from, to: from, by: 'pointer' });
    following.current = new AbortController();
    const { signal } = following.current;
    const scroll = scrollAtEdges(columns, signal);
    followPointer((x, y) => {
      drag.goTo(columns.placeAt(x, y));
      scroll(x, y);
    }, signal);
  }, [drag, columns, stages]);

  const finish = useCallback(() => {
    following.current?.abort();
    const ended = drag.end();
    if (ended?.to) move(ended.card, ended.to);
  }, [drag, move]);

  const cancel = useCallback(() => {
    following.current?.abort();
    drag.end();
  }, [drag]);

  return (
    <DndContext
      sensors={sensors} collisionDetection={nothing} measuring={measuring} accessibility={accessibility}
      autoScroll={false}
      onDragStart={begin} onDragEnd={finish} onDragCancel={cancel}
    >
      {children}
      <DragOverlay dropAnimation={null}><LiftedCard /></DragOverlay>
      <VisuallyHidden id={cardKeysId}>Space lifts this card, so that the arrow keys move it.</VisuallyHidden>
      <Announcer />
    </DndContext>
  );
}

function LiftedCard() {
  const { drag } = useBoardShared();
  const card = useSyncExternalStore(drag.subscribe, () => (drag.current?.by === 'pointer' ? drag.current.card : null));
  return card && <LeadCardFace card={card} lifted />;
}

function Announcer() {
  const { drag } = useBoardShared();
  const words = useSyncExternalStore(drag.subscribe, () => drag.words);
  return <VisuallyHidden role="status" aria-live="assertive">{words}</VisuallyHidden>;
}

/** Says where the pointer is, at most once a frame, also when what is below it scrolls. */
function followPointer(tell: (x: number, y: number) => void, signal: AbortSignal) {
  let at: { x: number; y: number } | null = null;
  let frame = 0;
  const look = () => {
    frame = 0;
    if (at && !signal.aborted) tell(at.x, at.y);
  };
  const soon = () => {
    frame ||= requestAnimationFrame(look);
  };
  const moved = (event: PointerEvent | TouchEvent) => {
    const point = 'touches' in event ? event.touches[0] : event;
    if (point) at = { x: point.clientX, y: point.clientY };
    soon();
  };
  window.addEventListener('pointermove', moved, { signal, passive: true });
  window.addEventListener('touchmove', moved, { signal, passive: true });
  window.addEventListener('scroll', soon, { signal, passive: true, capture: true });
  signal.addEventListener('abort', () => cancelAnimationFrame(frame));
}
