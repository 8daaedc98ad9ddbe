import {
  closestCenter, DndContext, PointerSensor, TouchSensor, useSensor, useSensors, type DragEndEvent,
} from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconColumns3, IconGripVertical } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { Button, Checkbox, IconButton, Popover, SearchField, VisuallyHidden } from '../../../ui/index.ts';
import type { Column } from './columns.tsx';
import styles from './column-chooser.module.css';

interface Props {
  all: readonly Column[];
  shown: readonly Column[];
  /** Null for the usual ones. */
  onChoose: (names: readonly string[] | null) => void;
  isUsual: boolean;
}

/** Which columns the table shows, and in which order: by dragging, or by the arrow keys on a handle. */
export function ColumnChooser(props: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <IconButton label="Choose columns" aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <IconColumns3 size={18} stroke={1.75} aria-hidden />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Columns">{opened && <Choosing {...props} />}</Popover.Dropdown>
    </Popover>
  );
}

function Choosing({ all, shown, onChoose, isUsual }: Props) {
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState('');
  const names = shown.map(({ name }) => name);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { distance: 4 } }),
  );
  const move = (name: string, to: number) => {
    const from = names.indexOf(name);
    if (from < 0 || to < 0 || to >= names.length || from === to) return;
    onChoose(names.toSpliced(from, 1).toSpliced(to, 0, name));
    setSaid(`${all.find((column) => column.name === name)?.label}, ${to + 1} of ${names.length}`);
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (over) move(String(active.id), names.indexOf(String(over.id)));
  };
  const others = all.filter(({ name, label }) => !names.includes(name) && label.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <div className={styles.chooser}>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop} accessibility={{ screenReaderInstructions: instructions, announcements: silent }}>
        <SortableContext items={names} strategy={verticalListSortingStrategy}>
          <ul className={styles.list} aria-label="Shown columns">
            {shown.map((column, index) => (
              <ShownColumn
                key={column.name} column={column} onMove={(by) => move(column.name, index + by)}
                onHide={() => onChoose(names.filter((name) => name !== column.name))}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      <SearchField label="Find a column" value={typed} onChange={setTyped} />
      <ul className={`${styles.list} ${styles.others}`} aria-label="Other columns">
        {others.map(({ name, label }) => (
          <li key={name} className={styles.other}>
            <Checkbox size="sm" label={label} checked={false} onChange={() => onChoose([...names, name])} />
          </li>
        ))}
        {others.length === 0 && <li className={styles.nothing}>{typed ? `No column is called “${typed}”.` : 'All columns are shown.'}</li>}
      </ul>
      {!isUsual && <Button look="quiet" size="xs" className={styles.usual!} onClick={() => onChoose(null)}>Usual columns</Button>}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  );
}

function ShownColumn({ column: { name, label }, onMove, onHide }: { column: Column; onMove: (by: number) => void; onHide: () => void }) {
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({ id: name });
  const moveWithKeys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    // The list would scroll.
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li
      ref={setNodeRef} className={isDragging ? `${styles.column} ${styles.dragged}` : styles.column}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <Checkbox size="sm" label={label} checked onChange={onHide} />
      <IconButton ref={setActivatorNodeRef} label={`Reorder ${label}`} size="sm" className={styles.handle!} {...listeners} onKeyDown={moveWithKeys}>
        <IconGripVertical size={16} stroke={1.75} aria-hidden />
      </IconButton>
    </li>
  );
}

/** The chooser says where a column went; the library would say the same with names of code. */
const nothing = () => undefined;
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
const instructions = { draggable: 'Use the up and down arrow keys to move the column.' };
