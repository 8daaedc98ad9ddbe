import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { listItems, mostEquipment, type Equipment } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { Button, IconButton } from '../button.tsx';
import { TextField } from './fields.tsx';
import { FindField } from './find-field.tsx';
import styles from './equipment-field.module.css';

interface Row { itemId: string; quantity: unknown }

interface Props {
  value: unknown;
  onChange: (rows: Row[]) => void;
  errors: Readonly<Record<string, string | undefined>>;
  /** What it comes with already, also where an item was withdrawn since. */
  known: readonly Pick<Equipment, 'itemId' | 'itemName'>[];
  label: string;
  hint: string;
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** What is installed: which items, and how many of each (S0-10.12-g). */
export function EquipmentField({ value, onChange, errors, known, label, hint }: Props) {
  const mayRead = Boolean(useSession().can('inventory:read'));
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(() => new Map());
  const rows = (value ?? []) as Row[];
  const named = new Map([...known.map(({ itemId, itemName }) => [itemId, itemName] as const), ...chosen]);
  const change = (index: number, changes: Partial<Row>) => onChange(rows.map((row, at) => (at === index ? { ...row, ...changes } : row)));
  const add = () => onChange([...rows, { itemId: '', quantity: 1 }]);
  if (!mayRead) return null;
  return (
    <div className={styles.field} role="group" aria-label="Equipment">
      <span className={styles.label}>{label}</span>
      <span className={styles.hint}>{hint}</span>
      {rows.map((row, index) => (
        // A row has no id of its own until its item is chosen, and rows are not moved.
        // eslint-disable-next-line react/no-array-index-key
        <div key={index} className={styles.row}>
          <div className={styles.item}>
            <FindField
              label={`Item ${index + 1}`} hideLabel placeholder="Which item: name or SKU" name={`equipment.${index}.itemId`} required={false} maxLength={undefined}
              from={listItems} option={({ id, name }) => ({ value: id, label: name })} without={rows.map(({ itemId }) => itemId)}
              chosen={{ value: row.itemId, label: named.get(row.itemId) ?? '' }} value={row.itemId} error={errors[`equipment.${index}.itemId`]}
              onChange={(id, name) => {
                if (name) setChosen((before) => new Map([...before, [String(id), name]]));
                change(index, { itemId: String(id) });
              }}
            />
          </div>
          <div className={styles.quantity}>
            <TextField
              label={`How many of item ${index + 1}`} hideLabel inputMode="numeric" name={`equipment.${index}.quantity`} required={false} maxLength={6} value={row.quantity}
              error={errors[`equipment.${index}.quantity`]} onChange={(typed) => change(index, { quantity: numberIn(String(typed)) })}
            />
          </div>
          <IconButton label={`Remove ${named.get(row.itemId) ?? `item ${index + 1}`}`} onClick={() => onChange(rows.filter((_, at) => at !== index))}><IconX {...icon} /></IconButton>
        </div>
      ))}
      {errors.equipment && <span className={styles.complaint} role="alert">{errors.equipment}</span>}
      <div>{rows.length < mostEquipment && <Button look="quiet" size="xs" icon={<IconPlus {...icon} />} onClick={add}>Add an item</Button>}</div>
    </div>
  );
}

/** What is no number stays as it was typed, and the contract says so. */
const numberIn = (typed: string): unknown => (/^\d+$/.test(typed.trim()) ? Number(typed) : typed);
