import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './list-table.module.css';

interface ListTableProps {
  /** What is listed, for those who do not see it: “Quotes”. */
  label: string;
  heads: readonly (string | { label: string; end: true })[];
  children: ReactNode;
}

/** A long list of records at a desk: a row each, all columns on one line. On a phone it is {@link ListBlocks}. */
export function ListTable({ label, heads, children }: ListTableProps) {
  return (
    <div className={styles.card}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {heads.map((head) => (typeof head === 'string'
              ? <th key={head} scope="col">{head}</th> : <th key={head.label} scope="col" className={styles.end}>{head.label}</th>))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

interface ListCellProps {
  end?: boolean;
  /** Said more quietly than the rest. */
  dim?: boolean;
  /** Cut off with … where it is too long; `title` then says the whole. */
  cut?: boolean;
  code?: boolean;
  title?: string | null | undefined;
  children?: ReactNode;
}

export function ListCell({ end = false, dim = false, cut = false, code = false, title, children }: ListCellProps) {
  const look = [end && styles.end, dim && styles.dim, cut && styles.cut, code && styles.code].filter(Boolean).join(' ');
  return <td {...(look ? { className: look } : {})} {...(title ? { title } : {})}>{children}</td>;
}

/** What a record is called, leading to its page; `quiet` for a record beside the one that is listed. */
export function ListLink({ to, title, quiet = false, children }: { to: string; title?: string; quiet?: boolean; children: ReactNode }) {
  return <Link to={to} className={quiet ? styles.link : `${styles.link} ${styles.name}`} {...(title ? { title } : {})}>{children}</Link>;
}

/** The same list on a phone: a block each. */
export function ListBlocks({ label, children }: { label: string; children: ReactNode }) {
  return <ul className={styles.list} aria-label={label}>{children}</ul>;
}

interface ListBlockProps {
  to: string;
  name: string;
  title?: string;
  about: ReactNode;
  /** Its state and what one does with it, at its end. */
  children?: ReactNode;
}

export function ListBlock({ to, name, title = name, about, children }: ListBlockProps) {
  return (
    <li className={styles.block}>
      <Link to={to} className={styles.words}>
        <span className={styles.blockName} title={title}>{name}</span>
        <span className={styles.about}>{about}</span>
      </Link>
      {children}
    </li>
  );
}
