import type { ReactNode } from 'react';
import styles from './skeletons.module.css';

/** One grey line in the place of words. */
export function SkeletonLine({ width = '100%', height = 12 }: { width?: string; height?: number }) {
  return <span className={styles.line} style={{ width, height }} />;
}

function Loading({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={className} role="status" aria-label="Loading">{children}</div>;
}

const widths = ['70%', '55%', '63%', '48%', '74%', '58%'];
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const width = (index: number) => widths[index % widths.length]!;

/** Rows in a card, 44 px each, as a list or a table will stand there. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <Loading className={styles.card}>
      {upTo(rows).map((row) => (
        <div key={row} className={styles.row}>
          <SkeletonLine width={width(row)} />
          <SkeletonLine width="64px" height={10} />
        </div>
      ))}
    </Loading>
  );
}

/** Columns of cards that share the width, one column on a phone. */
export function BoardSkeleton({ columns = 4, cards = 3 }: { columns?: number; cards?: number }) {
  return (
    <Loading className={styles.board}>
      {upTo(columns).map((column) => (
        <div key={column} className={styles.column}>
          <SkeletonLine width="52%" />
          {upTo(Math.max(1, cards - (column % 2))).map((card) => <CardSkeleton key={card} index={card + column} />)}
        </div>
      ))}
    </Loading>
  );
}

export function CardSkeleton({ index = 0 }: { index?: number }) {
  return (
    <div className={styles.boardCard}>
      <SkeletonLine width={width(index)} />
      <SkeletonLine width={width(index + 4)} height={10} />
      <SkeletonLine width="46%" height={10} />
    </div>
  );
}

/** A head, then a timeline beside a rail of facts. */
export function RecordSkeleton() {
  return (
    <Loading className={styles.record}>
      <div className={styles.head}>
        <span className={styles.round} />
        <div className={styles.lines}>
          <SkeletonLine width="220px" height={18} />
          <SkeletonLine width="320px" height={10} />
        </div>
      </div>
      <div className={styles.sides}>
        <div className={styles.panel}>{upTo(6).map((row) => <SkeletonLine key={row} width={width(row)} />)}</div>
        <div className={styles.panel}>{upTo(5).map((row) => <SkeletonLine key={row} width={width(row + 2)} />)}</div>
      </div>
    </Loading>
  );
}

/** Labels above fields. */
export function FormSkeleton({ fields = 4 }: { fields?: number }) {
  return (
    <Loading className={styles.form}>
      {upTo(fields).map((field) => (
        <div key={field} className={styles.field}>
          <SkeletonLine width="96px" height={10} />
          <SkeletonLine height={36} />
        </div>
      ))}
    </Loading>
  );
}
