import { ListSkeleton, SkeletonLine } from '../ui/skeletons.tsx';
import styles from './app-shell.module.css';

/** The shape of the product while it is not yet known who is there. */
export function ShellSkeleton() {
  return (
    <div className={styles.shell}>
      <div className={styles.sidebarPlace} />
      <main className={styles.waiting}>
        <SkeletonLine width="160px" height={20} />
        <ListSkeleton rows={6} />
      </main>
    </div>
  );
}
