import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useId, type ComponentPropsWithRef, type ReactNode } from 'react';
import styles from './chips.module.css';

interface FilterChipProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'value'> {
  icon?: ReactNode;
  /** What is filtered: “Owner”. */
  label: string;
  /** What it is filtered to: “Anyone”. */
  value?: string;
  /** It narrows the list now. */
  active?: boolean;
  /** Adds a cross that takes the filter away. */
  onClear?: () => void;
  /** Dashed: adds a filter. */
  adds?: boolean;
  /** Shows that it opens a menu. */
  opens?: boolean;
}

/** One filter of a list, as the target of a `ResponsiveMenu` or a toggle of its own. */
export function FilterChip({
  icon, label, value, active = false, onClear, adds = false, opens = false, className = '', ...button
}: FilterChipProps) {
  const look = [styles.chip, active && styles.active, adds && styles.adds, onClear && styles.clearable, className];
  const words = (
    <button type="button" className={look.filter(Boolean).join(' ')} {...button}>
      {icon}
      <span>{label}</span>
      {value && <span className={styles.value}>{value}</span>}
      {opens && <IconChevronDown size={14} stroke={1.75} aria-hidden />}
    </button>
  );
  if (!onClear) return words;
  return (
    <span className={styles.pair}>
      {words}
      <button type="button" className={styles.clear} aria-label={`Remove the filter ${label} ${value ?? ''}`} onClick={onClear}>
        <IconX size={14} stroke={1.75} aria-hidden />
      </button>
    </span>
  );
}

interface ChoicesProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  value: Value | null;
  onChange: (value: Value) => void;
  choices: readonly { value: Value; label: string; icon?: ReactNode }[];
  /** Two equal columns, as in a sheet. */
  grid?: boolean;
}

/** One of a few, all in sight: quicker under a thumb than a drop-down. Arrow keys move, as in any radio group. */
export function Choices<Value extends string>({ label, hideLabel = false, value, onChange, choices, grid }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend className={hideLabel ? styles.hidden : styles.legend}>{label}</legend>
      <div className={grid ? styles.grid : styles.wrap}>
        {choices.map((choice) => (
          <label key={choice.value} className={`${styles.chip} ${styles.choice}`}>
            <input
              type="radio" name={name} className={styles.hidden} value={choice.value}
              checked={choice.value === value} onChange={() => onChange(choice.value)}
            />
            {choice.icon}
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
