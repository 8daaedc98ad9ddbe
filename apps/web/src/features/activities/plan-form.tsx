import { useState } from 'react';
import { createActivity } from '@lastmile/contracts';
import { formatNear } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Choices, NextStepChoices, showToast, TextField } from '../../ui/index.ts';
import styles from './short-form.module.css';
import { activityKinds } from './activity-words.tsx';

const planned = ['task', 'call', 'meeting', 'text'] as const;
type Planned = (typeof planned)[number];

/** Plans what is to be done with a lead: what, then when, which saves it. The earliest that is planned is the lead’s next step. */
export function PlanForm({ leadId, done }: { leadId: string; done?: () => void }) {
  const { timezone } = useLocale();
  const [type, setType] = useState<Planned>('task');
  const [what, setWhat] = useState('');
  const plan = useAction(createActivity, {
    alsoChanges: ['leads', 'today'],
    done: ({ dueAt, isNextStep }) => {
      setWhat('');
      const when = dueAt && formatNear(dueAt, timezone, Date.now());
      showToast({ title: isNextStep ? 'Next step set.' : 'Planned.', ...(when ? { text: `${when}.` } : {}) });
      done?.();
    },
  });
  const save = (dueAt: string | null) => {
    const subject = what.trim() || (type === 'task' ? 'Follow up' : activityKinds[type].label);
    void plan.run({ body: { leadId, type, status: 'planned', subject, ...(dueAt ? { dueAt } : {}) } });
  };
  return (
    <div className={styles.form}>
      <Choices
        label="What kind of step" hideLabel value={type} onChange={setType}
        choices={planned.map((value) => ({ value, ...activityKinds[value] }))}
      />
      <TextField
        label="What is to be done" name="what" required={false} maxLength={200} error={undefined}
        placeholder="Call back about installation day" value={what} onChange={(value) => setWhat(String(value))}
      />
      <NextStepChoices label="When" confirm="Set the next step" isRunning={plan.isRunning} onChoose={save} />
      <p className={styles.hint}>Choosing the day sets the next step.</p>
    </div>
  );
}
