import { useId, useState } from 'react';
import { Choices, NextStepChoices, TextField } from '../../ui/index.ts';
import styles from './log-call-form.module.css';
import { outcomes, type Outcome } from './outcomes.tsx';
import { useLogActivity } from './use-log-activity.ts';

interface Props {
  leadId: string;
  done?: () => void;
  /** Two wide columns for a thumb, as in a sheet. */
  grid?: boolean;
}

/** Two presses log a call: how it went, then the next step, which saves it. */
export function LogCallForm({ leadId, done, grid = false }: Props) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const complaint = useId();
  const log = useLogActivity({
    saved: 'Call saved.',
    done: () => {
      setOutcome(null);
      setNote('');
      done?.();
    },
  });

  const save = (followUpAt: string | null) => {
    setMissing(outcome === null);
    if (outcome === null) return;
    void log.run({
      body: { leadId, type: 'call', outcome, ...(note.trim() ? { body: note.trim() } : {}), followUpAt },
    });
  };

  return (
    <div className={grid ? `${styles.form} ${styles.sheet}` : styles.form}>
      <span className={styles.label} aria-hidden={!grid}>
        {grid ? '' : 'Outcome'}
      </span>
      <div aria-describedby={missing ? complaint : undefined}>
        <Choices
          label="Outcome"
          hideLabel
          grid={grid}
          value={outcome}
          choices={outcomes}
          onChange={(chosen) => {
            setOutcome(chosen);
            setMissing(false);
          }}
        />
        {missing && (
          <p id={complaint} className={styles.complaint} role="alert">
            Choose how the call went first.
          </p>
        )}
      </div>
      <span className={styles.label} aria-hidden>
        {grid ? 'Next step' : 'Next'}
      </span>
      <NextStepChoices
        label="Next step"
        confirm="Save the call"
        grid={grid}
        withNone
        isRunning={log.isRunning}
        onChoose={save}
      />
      <div className={styles.note}>
        <TextField
          label="Note"
          name="note"
          required={false}
          maxLength={10_000}
          error={undefined}
          placeholder="Add a note (optional)"
          rows={1}
          value={note}
          onChange={(value) => setNote(String(value))}
        />
        <p className={styles.hint}>Choosing the next step saves the call.</p>
      </div>
    </div>
  );
}
