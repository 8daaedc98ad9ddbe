import styles from './score-mark.module.css';

/** A lead's score where there is room for a number: on cards and in rows. The words are for those who do not see where it stands. */
export function ScoreMark({ score, isOverridden }: { score: number; isOverridden: boolean }) {
  const words = isOverridden ? `Score ${score}, said by a person` : `Score ${score}`;
  const level = score >= 60 ? styles.high : score >= 30 ? styles.middle : styles.low;
  return (
    <span className={`${styles.mark} ${level}`} title={words}>
      <span className={styles.hidden}>Score </span>{score}{isOverridden && <span aria-hidden>*</span>}
      {isOverridden && <span className={styles.hidden}>, said by a person</span>}
    </span>
  );
}
