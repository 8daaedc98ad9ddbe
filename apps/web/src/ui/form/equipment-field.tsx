import { IconPlus, IconX } from '@tabler/icons-react';
import { listItems, mostEquipment, type Equipment } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, IconButton } from '../button.tsx';
import { SelectField, TextField } from './fields.tsx';
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
  const items = useEndpoint(listItems, { query: { limit: 200 } }, { enabled: mayRead }).data?.data ?? [];
  const rows = (value ?? []) as Row[];
  const named = new Map<string, string>([...known.map(({ itemId, itemName }) => [itemId, itemName] as const), ...items.map(({ id, name }) => [id, name] as const)]);
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
            <SelectField
              label={`Item ${index + 1}`} hideLabel searchable placeholder="Which item" name={`equipment.${index}.itemId`} required={false} maxLength={undefined}
              options={[...named].filter(([id]) => id === row.itemId || !rows.some(({ itemId }) => itemId === id)).map(([id, name]) => ({ value: id, label: name }))}
              value={row.itemId} error={errors[`equipment.${index}.itemId`]} onChange={(id) => change(index, { itemId: String(id) })}
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
