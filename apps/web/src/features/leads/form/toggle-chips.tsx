import { useId } from 'react';
import { FilterChip } from '../../../ui/index.ts';
import styles from './toggle-chips.module.css';

interface Props {
  label: string;
  value: string | null;
  options: readonly { value: string; label: string }[];
  /** With null where the chosen one is pressed again. */
  onChange: (value: string | null) => void;
}

/** One of a few, or none of them: a chip that is pressed again lets go. */
export function ToggleChips({ label, value, options, onChange }: Props) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <span id={id} className={styles.label}>{label}</span>
      <div className={styles.chips}>
        {options.map((option) => (
          <FilterChip
            key={option.value} label={option.label} className={styles.chip!} active={option.value === value}
            aria-pressed={option.value === value}
            onClick={() => onChange(option.value === value ? null : option.value)}
          />
        ))}
      </div>
    </div>
  );
}
