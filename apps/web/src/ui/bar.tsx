import styles from './bar.module.css';

/** How much of the most something is, beside its number. */
export function Bar({ part, of, tone = 'primary' }: { part: number; of: number; tone?: 'primary' | 'won' }) {
  const percent = of > 0 ? Math.min(100, (part / of) * 100) : 0;
  return (
    <span className={styles.track} aria-hidden>
      <span className={tone === 'won' ? `${styles.fill} ${styles.won}` : styles.fill} style={{ width: `${percent}%` }} />
    </span>
  );
}
