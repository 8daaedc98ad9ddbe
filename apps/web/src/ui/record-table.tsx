import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './record-table.module.css';

interface TableProps {
  /** What is listed, for those who do not see it: “Packages”. */
  label: string;
  /** Column heads; an empty one is for a column that needs none, such as the actions. */
  heads: readonly (string | { label: string; end: true })[];
  /** Of many columns, each as wide as what is in it: it is moved sideways where it has no room. */
  wide?: boolean;
  children: ReactNode;
}

/**
 * A short list of records in columns; where they have no room each becomes a block: name and actions, facts below.
 * The roles are written out because a browser forgets them when a table is not laid out as one.
 */
export function RecordTable({ label, heads, wide = false, children }: TableProps) {
  return (
    <div className={wide ? `${styles.place} ${styles.wide}` : styles.place} {...(wide ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})}>
      <table role="table" aria-label={label} className={styles.table}>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            {heads.map((head, index) => {
              const [words, end] = typeof head === 'string' ? [head, false] : [head.label, true];
              return (
                <th key={words || index} role="columnheader" scope="col" className={end ? styles.end : undefined}>
                  {words || <span className={styles.hidden}>{index === 0 ? 'Order' : 'Actions'}</span>}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles.body}>{children}</tbody>
      </table>
    </div>
  );
}

/** One record. `muted` for what is not in use any more. */
export function RecordRow({
  muted = false, className = '', ...row
}: ComponentPropsWithRef<'tr'> & { muted?: boolean }) {
  return (
    <tr role="row" className={[styles.row, muted && styles.muted, className].filter(Boolean).join(' ')} {...row} />
  );
}

interface CellProps {
  /** `name` what it is called, `actions` its buttons, `handle` what it is dragged by, `brief` a fact that gives way to others; all else is a fact. */
  part?: 'name' | 'actions' | 'handle' | 'brief';
  /** The column's name, which stands before the fact where there are no columns. */
  label?: string;
  end?: boolean;
  children?: ReactNode;
}

export function RecordCell({ part, label, end = false, children }: CellProps) {
  const isEmpty = children === null || children === undefined || children === '' || children === false;
  const look = [styles.cell, part && styles[part], (!part || part === 'brief') && styles.fact, end && styles.end, isEmpty && styles.empty];
  return (
    <td role="cell" className={look.filter(Boolean).join(' ')}>
      {label && !isEmpty && <span className={styles.label} aria-hidden>{label} </span>}
      {part === 'actions' ? <span className={styles.buttons}>{children}</span> : children}
    </td>
  );
}

/** What a record is called, with a line below; both end in … where they are too long, and say the whole on hover. */
export function RecordName({ name, detail, leading, beside }: {
  name: string; detail?: string | null | undefined; leading?: ReactNode; beside?: ReactNode;
}) {
  return (
    <span className={styles.names}>
      {leading}
      <span className={styles.words}>
        <span className={styles.line}>
          <span className={styles.title} title={name}>{name}</span>
          {beside}
        </span>
        {detail && <span className={styles.detail} title={detail}>{detail}</span>}
      </span>
    </span>
  );
}
