import { IconPlus, IconX } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { IconButton, TextField, type FieldProps } from '../../ui/index.ts';
import styles from './exit-criteria-field.module.css';

const most = 10;
const longest = 120;

interface Props {
  field: FieldProps;
  errors: Readonly<Record<string, string>>;
}

/** What a stage asks before a lead goes on, one line each; what is being written counts as soon as one leaves the field. */
export function ExitCriteriaField({ field, errors }: Props) {
  const id = useId();
  const [draft, setDraft] = useState('');
  const criteria = (field.value ?? []) as readonly string[];
  const add = () => {
    const text = draft.trim();
    setDraft('');
    if (text && !criteria.includes(text)) field.onChange([...criteria, text]);
  };
  const addOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !draft.trim()) return;
    // It would send the form.
    event.preventDefault();
    add();
  };
  const complaint = field.error ?? Object.entries(errors).find(([name]) => name.startsWith('exitCriteria.'))?.[1];
  return (
    <div role="group" aria-labelledby={id} className={styles.field} onKeyDown={addOnEnter}>
      <span id={id} className={styles.label}>Before a lead leaves (optional)</span>
      {criteria.length > 0 && (
        <ul className={styles.list}>
          {criteria.map((criterion) => (
            <li key={criterion} className={styles.row}>
              <span className={styles.words}>{criterion}</span>
              <IconButton
                label={`Remove ${criterion}`} size="sm" onClick={() => field.onChange(criteria.filter((one) => one !== criterion))}
              >
                <IconX size={16} stroke={1.75} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {criteria.length < most && (
        <TextField
          label="Add what has to be so" name="exitCriterion" placeholder="For example: ID copy received" required={false} maxLength={longest}
          value={draft} onChange={(text) => setDraft(String(text))} onBlur={add} error={complaint} endWidth={44}
          end={(
            <IconButton label="Add it" size="sm" onClick={add}><IconPlus size={16} stroke={1.75} aria-hidden /></IconButton>
          )}
          hint="Ticked off when a lead goes forward from here, or it is said why not."
        />
      )}
    </div>
  );
}
