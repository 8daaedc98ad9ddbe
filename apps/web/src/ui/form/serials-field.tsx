import { useState } from 'react';
import { serialsIn } from '../../lib/serials.ts';
import { TextField } from './fields.tsx';

interface Props {
  label: string;
  hint: string;
  /** What the form says of any of them. */
  errors: Readonly<Record<string, string | undefined>>;
  onChange: (text: string) => void;
  /** Where something else writes serials into it too. */
  value?: string;
  rows?: number;
}

/** Serial numbers as they come from a scanner, a list or the keyboard: one a line, counted while they come in. */
export function SerialsField({ label, hint, errors, onChange, value, rows = 4 }: Props) {
  const [own, setOwn] = useState('');
  const text = value ?? own;
  const many = serialsIn(text).length;
  const error = Object.entries(errors).find(([name]) => /^(units|serials|quantity)/.test(name))?.[1];
  return (
    <TextField
      label={many > 0 ? `${label}: ${many}` : label} hint={hint} rows={rows} monospace name="serials" required={false} maxLength={undefined} value={text} error={error}
      onChange={(typed) => {
        setOwn(String(typed));
        onChange(String(typed));
      }}
    />
  );
}
