import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { LeadSort, LeadSortKey } from '@lastmile/contracts';
import styles from './lead-rows.module.css';

interface Props {
  label: string;
  sort?: LeadSortKey;
  end?: boolean;
  current: LeadSort;
  onSort: (sort: LeadSort) => void;
}

/** A column’s name; where leads can be sorted by it, a button that does and says which way. */
export function SortHead({ label, sort, end = false, current, onSort }: Props) {
  const ascends = current === sort;
  const descends = sort !== undefined && current === `-${sort}`;
  const Arrow = descends ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col" className={end ? styles.end : undefined}
      aria-sort={ascends ? 'ascending' : descends ? 'descending' : undefined}
    >
      {sort === undefined ? label : (
        <button
          type="button" className={ascends || descends ? `${styles.sort} ${styles.sorted}` : styles.sort}
          onClick={() => onSort(ascends ? `-${sort}` : sort)}
        >
          {label}
          {(ascends || descends) && <Arrow size={14} stroke={1.75} aria-hidden />}
        </button>
      )}
    </th>
  );
}
