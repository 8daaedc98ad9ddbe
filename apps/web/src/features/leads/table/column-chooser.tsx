import { IconColumns3 } from '@tabler/icons-react';
import { Checkbox, IconButton, Popover } from '../../../ui/index.ts';
import { columns } from './columns.tsx';
import styles from './column-chooser.module.css';

interface Props {
  names: readonly string[];
  onChoose: (names: readonly string[]) => void;
}

/** Which columns the table shows. */
export function ColumnChooser({ names, onChoose }: Props) {
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <IconButton label="Choose columns"><IconColumns3 size={18} stroke={1.75} aria-hidden /></IconButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Checkbox.Group value={[...names]} onChange={onChoose} aria-label="Columns">
          <div className={styles.boxes}>
            {columns.map(({ name, label }) => <Checkbox key={name} value={name} label={label} size="sm" />)}
          </div>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
