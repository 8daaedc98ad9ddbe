import { IconCheck } from '@tabler/icons-react';
import styles from './check-circle.module.css';

interface Props {
  /** What is done with it: “Done: Call back about installation day”. */
  label: string;
  onClick: () => void;
  disabled?: boolean;
}

/** The round mark that finishes a task. */
export function CheckCircle({ label, ...button }: Props) {
  return (
    <button type="button" className={styles.target} aria-label={label} title={label} {...button}>
      <span className={styles.circle}><IconCheck size={13} stroke={3} aria-hidden /></span>
    </button>
  );
}
