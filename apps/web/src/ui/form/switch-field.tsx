import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldProps } from './use-contract-form.ts';
import styles from './choice-fields.module.css';

interface Props extends FieldProps {
  label: string;
  hint?: ReactNode;
  disabled?: boolean;
}

/** Yes or no, saved with the form. */
export function SwitchField({ label, hint, name, value, onChange, error, disabled = false }: Props) {
  return (
    <Switch
      label={label} name={name} disabled={disabled} checked={value === true} className={styles.switch!}
      onChange={(event) => onChange(event.currentTarget.checked)}
      {...(hint ? { description: hint } : {})} {...(error ? { error } : {})}
    />
  );
}
