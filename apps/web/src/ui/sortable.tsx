// Not passed on by the door to the kit, so that only the pages with something to put in order load what drags.
import {
  closestCenter, DndContext, PointerSensor, TouchSensor, useSensor, useSensors, type DragEndEvent,
} from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { VisuallyHidden } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import styles from './sortable.module.css';

/** Where an item can go from its place; null where it cannot go further. */
export interface Moves {
  up: (() => void) | null;
  down: (() => void) | null;
}

interface Props<Item extends { id: string }> {
  items: readonly Item[];
  /** What is said of an item that was moved. */
  nameOf: (item: Item) => string;
  /** Left out where the order cannot be changed, as while only a part of the list is shown. */
  move?: ((id: string, to: number) => void) | undefined;
  children: (movesOf: (id: string, index: number) => Moves) => ReactNode;
}

/** Items below each other that are put in order by dragging a handle, or with the arrow keys on it; it is said where each went. */
export function Sortable<Item extends { id: string }>({ items, nameOf, move, children }: Props<Item>) {
  const [said, setSaid] = useState('');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { distance: 4 } }),
  );
  const moveAndSay = (id: string, to: number) => {
    const item = items.find((one) => one.id === id);
    if (!move || !item || to < 0 || to >= items.length) return;
    move(id, to);
    setSaid(`${nameOf(item)}, ${to + 1} of ${items.length}`);
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (over) moveAndSay(String(active.id), items.findIndex(({ id }) => id === over.id));
  };
  return (
    <>
      <DndContext
        sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}
        accessibility={{ screenReaderInstructions: instructions, announcements: silent }}
      >
        <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          {children((id, index) => ({
            up: move && index > 0 ? () => moveAndSay(id, index - 1) : null,
            down: move && index < items.length - 1 ? () => moveAndSay(id, index + 1) : null,
          }))}
        </SortableContext>
      </DndContext>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

/** What an item of a `Sortable` takes on: where it is while it is dragged, and its handle, which there is none where it cannot go anywhere. */
export function useSortableItem({ id, name, moves }: { id: string; name: string; moves: Moves }): {
  ref: (element: HTMLElement | null) => void; className: string; style: CSSProperties; handle: ReactNode;
} {
  const canMove = moves.up !== null || moves.down !== null;
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({ id, disabled: !canMove });
  const moveWithKeys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    // The page would scroll, and what the item is in may have keys of its own.
    event.preventDefault();
    event.stopPropagation();
    (event.key === 'ArrowUp' ? moves.up : moves.down)?.();
  };
  return {
    ref: setNodeRef,
    className: isDragging ? styles.dragged! : '',
    style: { transform: CSS.Translate.toString(transform), ...(transition ? { transition } : {}) },
    handle: canMove && (
      <IconButton ref={setActivatorNodeRef} label={`Reorder ${name}`} className={styles.handle!} {...listeners} onKeyDown={moveWithKeys}>
        <IconGripVertical size={16} stroke={1.75} aria-hidden />
      </IconButton>
    ),
  };
}

/** It is said here where an item went; the library would say the same with ids. */
const nothing = () => undefined;
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
const instructions = { draggable: 'Use the up and down arrow keys to move it.' };
