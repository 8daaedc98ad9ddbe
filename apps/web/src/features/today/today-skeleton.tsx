import { ListSkeleton } from '../../ui/index.ts';
import styles from './today-sections.module.css';

/** The day before it is known: figures, a list, and the leads to claim beside it. */
export function TodaySkeleton() {
  return (
    <div className={styles.day}>
      <div className={styles.figures}><ListSkeleton rows={1} /></div>
      <div className={styles.column}><ListSkeleton rows={3} /><ListSkeleton rows={4} /></div>
      <div className={styles.column}><ListSkeleton rows={4} /></div>
    </div>
  );
}
