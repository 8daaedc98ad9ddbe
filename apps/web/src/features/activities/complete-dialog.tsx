import { useState } from 'react';
import { getActivity, type Activity } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Choices, ErrorState, FormSkeleton, NextStepChoices, ResponsiveDialog, TextField } from '../../ui/index.ts';
import { activityLine } from './activity-words.tsx';
import styles from './finish-step-dialog.module.css';
import { outcomes, type Outcome } from './outcomes.tsx';
import { useCompleteActivity } from './use-complete-activity.ts';

/** Finishes something planned: how it went, then what comes next, which saves it. */
export function CompleteDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const activity = useEndpoint(getActivity, { params: { id } });
  const { data } = activity;
  return (
    <ResponsiveDialog opened onClose={onClose} title="Done. What comes next?" subtitle={data && [data.leadTitle, activityLine(data)].filter(Boolean).join(' · ')}>
      {activity.isPending && <FormSkeleton fields={2} />}
      {activity.error && !data && <ErrorState title="It did not load." problem={activity.error} again={() => void activity.refetch()} />}
      {data && <Complete activity={data} done={onClose} />}
    </ResponsiveDialog>
  );
}

function Complete({ activity, done }: { activity: Activity; done: () => void }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [body, setBody] = useState('');
  const complete = useCompleteActivity(done);
  const finish = (followUpAt?: string) => void complete.run({
    params: { id: activity.id },
    body: { ...(outcome ? { outcome } : {}), ...(body.trim() ? { body: body.trim() } : {}), ...(followUpAt ? { followUpAt } : {}) },
  });
  return (
    <div className={styles.form}>
      {activity.type === 'call' && <Choices label="How the call went" grid value={outcome} choices={outcomes} onChange={setOutcome} />}
      <TextField
        label="What was said or done" name="body" required={false} maxLength={10_000} error={undefined} rows={2}
        placeholder="Optional" value={body} onChange={(value) => setBody(String(value))}
      />
      <NextStepChoices
        label="Next step" confirm="Save the next step" grid withNone isRunning={complete.isRunning}
        // Without another one, what else is planned stays.
        onChoose={(at) => finish(at ?? undefined)}
      />
      <p className={styles.hint}>Choosing the next step marks this one done.</p>
    </div>
  );
}
