import { useId, type ReactNode } from 'react';
import styles from './section.module.css';

interface SectionProps {
  title: string;
  /** How many are in it, after the title. */
  count?: number | string;
  /** A sentence beside the title. */
  hint?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  /** `late` turns the title red. */
  tone?: 'late';
  /** Rows reach the card's edges and bring their own padding. */
  flush?: boolean;
}

/** A card with a head. */
export function Section({ title, count, hint, actions, children, tone, flush = false }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={tone === 'late' ? `${styles.title} ${styles.late}` : styles.title}>{title}</h2>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        {hint && <span className={styles.hint}>{hint}</span>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}

/** What is known of a record: words on the left, values on the right. Facts without a value are left out. */
export function Facts({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {facts.filter(({ value }) => value !== null && value !== undefined && value !== '').map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
