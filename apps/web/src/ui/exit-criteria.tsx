import { Checkbox } from '@mantine/core';
import { usePhone } from '../lib/viewport.ts';
import styles from './exit-criteria.module.css';
import { TextField } from './form/fields.tsx';

/** What was ticked, and why the lead goes on where not all of it was. */
export interface ExitAnswer {
  met: readonly string[];
  reason: string;
}

interface Props {
  criteria: readonly string[];
  value: ExitAnswer;
  onChange: (value: ExitAnswer) => void;
  error?: string | undefined;
}

/** Whether nothing more has to be said before the lead goes on. */
export function isAnswered(criteria: readonly string[], { met, reason }: ExitAnswer): boolean {
  return criteria.every((criterion) => met.includes(criterion)) || reason.trim() !== '';
}

/** What a stage asks before a lead goes on: to tick, or to say why it goes on without. */
export function ExitCriteriaFields({ criteria, value, onChange, error }: Props) {
  const phone = usePhone();
  const isOpen = criteria.some((criterion) => !value.met.includes(criterion));
  return (
    <div className={styles.fields}>
      <Checkbox.Group
        label="Is all of this so?" value={[...value.met]} onChange={(met) => onChange({ ...value, met })}
        {...(error ? { error } : {})}
      >
        <div className={styles.boxes}>
          {criteria.map((criterion) => (
            <Checkbox key={criterion} value={criterion} label={criterion} size={phone ? 'md' : 'sm'} className={styles.box!} />
          ))}
        </div>
      </Checkbox.Group>
      {isOpen && (
        <TextField
          label="If not, why does it go on? (optional)" rows={2} name="exitCriteriaSkipReason" required={false} maxLength={500}
          error={undefined} value={value.reason} onChange={(reason) => onChange({ ...value, reason: String(reason) })}
          hint="Kept with the move, for whoever asks later."
        />
      )}
    </div>
  );
}
