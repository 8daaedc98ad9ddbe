import { useId, type ReactNode } from 'react';
import styles from './field-group.module.css';

/** Fields about one thing, under its name. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.group}>
      <h3 id={id} className={styles.title}>{title}</h3>
      {children}
    </div>
  );
}
