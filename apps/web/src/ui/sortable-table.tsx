// Not passed on by the door to the kit, so that only the pages with such tables load what drags.
import {
  closestCenter, DndContext, PointerSensor, TouchSensor, useSensor, useSensors, type DragEndEvent,
} from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { VisuallyHidden } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import type { MenuGroup } from './menu.tsx';
import { RecordCell, RecordRow, RecordTable } from './record-table.tsx';
import styles from './sortable-table.module.css';

/** Where a row can go from its place; null where it cannot go further. */
export interface RowMoves {
  up: (() => void) | null;
  down: (() => void) | null;
}

interface Props<Item extends { id: string }> {
  label: string;
  /** Column heads after the handle's. */
  heads: readonly (string | { label: string; end: true })[];
  items: readonly Item[];
  nameOf: (item: Item) => string;
  /** Left out where the order cannot be changed, as while only a part of the list is shown. */
  move?: ((id: string, to: number) => void) | undefined;
  children: (item: Item, moves: RowMoves, index: number) => ReactNode;
}

/** A table whose rows are put in order by dragging a handle, or with the arrow keys on it; it is said where each went. */
export function SortableTable<Item extends { id: string }>({ label, heads, items, nameOf, move, children }: Props<Item>) {
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
  const movesOf = (id: string, index: number): RowMoves => ({
    up: move && index > 0 ? () => moveAndSay(id, index - 1) : null,
    down: move && index < items.length - 1 ? () => moveAndSay(id, index + 1) : null,
  });
  return (
    <>
      <DndContext
        sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}
        accessibility={{ screenReaderInstructions: instructions, announcements: silent }}
      >
        <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <RecordTable label={label} heads={['', ...heads]}>
            {items.map((item, index) => children(item, movesOf(item.id, index), index))}
          </RecordTable>
        </SortableContext>
      </DndContext>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}

interface RowProps {
  id: string;
  name: string;
  moves: RowMoves;
  muted?: boolean;
  children: ReactNode;
}

/** A row of a `SortableTable`: its handle, and then its cells. */
export function SortableRow({ id, name, moves, muted = false, children }: RowProps) {
  const canMove = moves.up !== null || moves.down !== null;
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({ id, disabled: !canMove });
  const moveWithKeys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    // The page would scroll.
    event.preventDefault();
    (event.key === 'ArrowUp' ? moves.up : moves.down)?.();
  };
  return (
    <RecordRow
      ref={setNodeRef} muted={muted} className={isDragging ? styles.dragged! : ''}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <RecordCell part="handle">
        {canMove && (
          <IconButton
            ref={setActivatorNodeRef} label={`Reorder ${name}`} className={styles.handle!} {...listeners}
            onKeyDown={moveWithKeys}
          >
            <IconGripVertical size={16} stroke={1.75} aria-hidden />
          </IconButton>
        )}
      </RecordCell>
      {children}
    </RecordRow>
  );
}

/** The moves as rows of a row's menu: for a thumb, and for who finds no handle. */
export function moveChoices({ up, down }: RowMoves): MenuGroup {
  return {
    choices: [
      { label: 'Move up', disabled: !up, onChoose: () => up?.() },
      { label: 'Move down', disabled: !down, onChoose: () => down?.() },
    ],
  };
}

/** The table says where a row went; the library would say the same with ids. */
const nothing = () => undefined;
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
const instructions = { draggable: 'Use the up and down arrow keys to move the row.' };
