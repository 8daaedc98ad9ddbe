import { useId } from 'react';
import { FilterChip } from '../chips.tsx';
import styles from './choice-fields.module.css';
import type { FieldProps } from './use-contract-form.ts';

interface Props extends FieldProps {
  label: string;
  choices: readonly { value: number; short: string; name: string }[];
  disabled?: boolean;
}

/** Several of a few numbers that have short names: days of the week, hours of the day. */
export function ChipsField({ label, choices, value, onChange, error, disabled = false }: Props) {
  const id = useId();
  const chosen = (value ?? []) as readonly number[];
  const toggle = (one: number) => onChange(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one].toSorted((left, right) => left - right));
  return (
    <div role="group" aria-labelledby={id}>
      <span id={id} className={styles.chipsLabel}>{label}</span>
      <div className={styles.chips}>
        {choices.map(({ value: one, short, name }) => (
          <FilterChip
            key={one} label={short} title={name} active={chosen.includes(one)} aria-pressed={chosen.includes(one)} disabled={disabled} onClick={() => toggle(one)}
          />
        ))}
      </div>
      {error && <span className={styles.chipsComplaint} role="alert">{error}</span>}
    </div>
  );
}
