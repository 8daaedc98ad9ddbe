import { VisuallyHidden } from '@mantine/core';
import styles from './score-mark.module.css';

/** A lead's score where there is room for a number: on cards and in rows. The words are for those who do not see where it stands. */
export function ScoreMark({ score, isOverridden }: { score: number; isOverridden: boolean }) {
  const words = isOverridden ? `Score ${score}, said by a person` : `Score ${score}`;
  const level = score >= 60 ? styles.high : score >= 30 ? styles.middle : '';
  return (
    <span className={`${styles.mark} ${level}`} title={words}>
      <VisuallyHidden>Score </VisuallyHidden>{score}{isOverridden && <span aria-hidden>*</span>}
      {isOverridden && <VisuallyHidden>, said by a person</VisuallyHidden>}
    </span>
  );
}
