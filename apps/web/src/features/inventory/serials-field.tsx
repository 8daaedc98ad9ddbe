import { useState } from 'react';
import { TextField } from '../../ui/index.ts';
import { serialsIn } from './serials.ts';

interface Props {
  label: string;
  hint: string;
  /** What the form says of any of them. */
  errors: Readonly<Record<string, string | undefined>>;
  onChange: (text: string) => void;
}

/** Serial numbers as they come from a scanner, a list or the keyboard: one a line, counted while they come in. */
export function SerialsField({ label, hint, errors, onChange }: Props) {
  const [text, setText] = useState('');
  const many = serialsIn(text).length;
  const error = Object.entries(errors).find(([name]) => /^(units|serials|quantity)/.test(name))?.[1];
  return (
    <TextField
      label={many > 0 ? `${label}: ${many}` : label} hint={hint} rows={4} monospace name="serials" required={false} maxLength={undefined} value={text} error={error}
      onChange={(typed) => {
        setText(String(typed));
        onChange(String(typed));
      }}
    />
  );
}
