import styles from './mark.module.css';

/** A drop line falling to a lit house. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8.5" fill="var(--lm-primary)" />
      <path
        d="M7 8.5c8.2 0 6.3 13.4 14.2 13.4" fill="none" stroke="var(--lm-on-primary)" strokeWidth="2.6" strokeLinecap="round"
      />
      <circle cx="23.6" cy="21.9" r="3.3" fill="var(--lm-spark)" />
    </svg>
  );
}

export function Wordmark({ large = false }: { large?: boolean }) {
  return <span className={large ? styles.large : styles.word}>Lastmile</span>;
}
