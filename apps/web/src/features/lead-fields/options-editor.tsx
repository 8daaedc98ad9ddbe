import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Button, IconButton, TextField, type FieldProps } from '../../ui/index.ts';
import styles from './lead-fields.module.css';

interface Row {
  key: number;
  /** Of an option that leads may hold: it stays when the option is renamed. */
  value?: string;
  label: string;
}

/** The choices of a field: added, renamed and taken away. The form holds those that say something. */
export function OptionsEditor({ value, onChange, error }: FieldProps) {
  const next = useRef(0);
  const fresh = (row: Omit<Row, 'key'>): Row => ({ ...row, key: (next.current += 1) });
  const [rows, setRows] = useState<readonly Row[]>(() => {
    const known = (value ?? []) as { value?: string; label: string }[];
    return known.length > 0 ? known.map(fresh) : [fresh({ label: '' }), fresh({ label: '' })];
  });
  const put = (after: readonly Row[]) => {
    setRows(after);
    onChange(after.filter(({ label }) => label.trim()).map(({ key: _, ...option }) => option));
  };
  return (
    <fieldset className={styles.options}>
      <legend className={styles.label}>Choices</legend>
      {rows.map((row, index) => (
        <div key={row.key} className={styles.option}>
          <TextField
            label={`Choice ${index + 1}`} hideLabel name={`option-${row.key}`} value={row.label} required={false} maxLength={80} error={undefined}
            onChange={(label) => put(rows.map((one) => (one === row ? { ...row, label: String(label) } : one)))}
          />
          <IconButton label={`Remove ${row.label || `choice ${index + 1}`}`} onClick={() => put(rows.filter((one) => one !== row))}>
            <IconX size={16} stroke={1.75} aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button size="xs" icon={<IconPlus size={14} stroke={1.75} aria-hidden />} onClick={() => put([...rows, fresh({ label: '' })])}>
        Add choice
      </Button>
      {error && <p className={styles.error} role="alert">{error}</p>}
    </fieldset>
  );
}
