import { useState } from 'react';
import type { Due } from '@lastmile/contracts';
import { NextStepChoices, ResponsiveDialog, TextField } from '../../ui/index.ts';
import styles from './finish-step-dialog.module.css';
import { useLogActivity } from './use-log-activity.ts';

interface Props {
  /** Whose step is finished; null keeps it closed. */
  lead: { id: string; title: string; followUp: Due } | null;
  onClose: () => void;
}

/** Finishes a follow-up and asks what comes next, so that no lead is forgotten. */
export function FinishStepDialog({ lead, onClose }: Props) {
  const step = lead?.followUp.note;
  return (
    <ResponsiveDialog
      opened={lead !== null}
      onClose={onClose}
      title="Done. What comes next?"
      subtitle={step ? `${lead.title} · ${step}` : lead?.title}
    >
      {lead && <FinishStep key={lead.id} leadId={lead.id} step={step ?? null} done={onClose} />}
    </ResponsiveDialog>
  );
}

function FinishStep({ leadId, step, done }: { leadId: string; step: string | null; done: () => void }) {
  const [next, setNext] = useState('');
  const log = useLogActivity({ saved: 'Done.', done });
  const finish = (followUpAt: string | null) => {
    const followUpNote = followUpAt ? next.trim() || null : null;
    void log.run({ body: { leadId, type: 'task', ...(step ? { body: step } : {}), followUpAt, followUpNote } });
  };
  return (
    <div className={styles.form}>
      <TextField
        label="What is to be done (optional)"
        name="next"
        required={false}
        maxLength={200}
        error={undefined}
        placeholder="Call back about installation day"
        value={next}
        onChange={(value) => setNext(String(value))}
      />
      <NextStepChoices
        label="Next step"
        confirm="Save the next step"
        grid
        withNone
        isRunning={log.isRunning}
        onChoose={finish}
      />
      <p className={styles.hint}>Choosing the next step marks this one done.</p>
    </div>
  );
}
