// Not passed on by the door to the kit, so that only the pages with such tables load what drags.
import type { ReactNode } from 'react';
import type { MenuGroup } from './menu.tsx';
import { RecordCell, RecordRow, RecordTable } from './record-table.tsx';
import { Sortable, useSortableItem, type Moves } from './sortable.tsx';

export type RowMoves = Moves;

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
  return (
    <Sortable items={items} nameOf={nameOf} move={move}>
      {(movesOf) => (
        <RecordTable label={label} heads={['', ...heads]}>
          {items.map((item, index) => children(item, movesOf(item.id, index), index))}
        </RecordTable>
      )}
    </Sortable>
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
  const { ref, className, style, handle } = useSortableItem({ id, name, moves });
  return (
    <RecordRow ref={ref} muted={muted} className={className} style={style}>
      <RecordCell part="handle">{handle}</RecordCell>
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
