import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './choice-fields.module.css';

interface Props<Value extends string> {
  label: string;
  hideLabel?: boolean;
  value: unknown;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; hint?: ReactNode }[];
  error?: string | undefined;
  disabled?: boolean;
}

/** One of a few that need a sentence each. */
export function RadioField<Value extends string>({
  label, hideLabel = false, value, onChange, options, error, disabled = false,
}: Props<Value>) {
  return (
    <Radio.Group
      value={typeof value === 'string' ? value : null} onChange={(chosen) => onChange(chosen as Value)}
      aria-label={label}
      {...(hideLabel ? {} : { label })} {...(error ? { error } : {})}
    >
      <div className={styles.radios}>
        {options.map((option) => (
          <Radio
            key={option.value} value={option.value} label={option.label} disabled={disabled} size="sm"
            {...(option.hint ? { description: option.hint } : {})}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
