import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './fold.module.css';

interface Props {
  title: string;
  children: ReactNode;
  opened: boolean;
  onToggle: (opened: boolean) => void;
}

/**
 * Fields that are not always needed, behind a line that says which. Their content is made when it is first unfolded.
 */
export function Fold({ title, children, opened, onToggle }: Props) {
  return (
    <details className={styles.fold} open={opened} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary
        className={styles.title}><IconChevronDown size={16} stroke={1.75} aria-hidden className={styles.arrow}
        />{title}</summary
      >
      {opened && <div className={styles.content}>{children}</div>}
    </details>
  );
}
