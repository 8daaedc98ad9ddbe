import { useState } from 'react';
import type { Due } from '@lastmile/contracts';
import { NextStepChoices, ResponsiveDialog, TextField } from '../../ui/index.ts';
import styles from './finish-step-dialog.module.css';
import { useCompleteActivity } from './use-complete-activity.ts';
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
      {lead && <FinishStep key={lead.id} lead={lead} done={onClose} />}
    </ResponsiveDialog>
  );
}

function FinishStep({ lead: { id: leadId, followUp: { note, activityId } }, done }: { lead: NonNullable<Props['lead']>; done: () => void }) {
  const [next, setNext] = useState('');
  const log = useLogActivity({ saved: 'Done.', done });
  const complete = useCompleteActivity(done);
  const finish = (followUpAt: string | null) => {
    const step = { followUpAt, followUpNote: followUpAt ? next.trim() || null : null };
    // A step that was written without its activity, as by an import, is finished as a task of its own.
    if (activityId) void complete.run({ params: { id: activityId }, body: followUpAt ? step : {} });
    else void log.run({ body: { leadId, type: 'task', ...(note ? { body: note } : {}), ...step } });
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
        isRunning={log.isRunning || complete.isRunning}
        onChoose={finish}
      />
      <p className={styles.hint}>Choosing the next step marks this one done.</p>
    </div>
  );
}
