import { useId, type ReactNode } from 'react';
import styles from './segmented.module.css';

interface Props<Value extends string> {
  /** What is being switched, for those who do not see it: “View”. */
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
}

/** Switches between two or three views of the same thing. */
export function SegmentedControl<Value extends string>({ label, value, onChange, options }: Props<Value>) {
  const name = useId();
  return (
    <div className={styles.control} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio" className={styles.input} name={name} value={option.value}
            checked={option.value === value} onChange={() => onChange(option.value)}
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </div>
  );
}
