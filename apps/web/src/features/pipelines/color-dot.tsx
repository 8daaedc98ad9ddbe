import type { Stage } from '@lastmile/contracts';
import styles from './color-dot.module.css';

/** A colour to look at, beside its name. */
export function ColorDot({ color }: { color: Stage['color'] }) {
  return <span className={styles.dot} style={{ background: `var(--mantine-color-${color}-6)` }} aria-hidden />;
}
