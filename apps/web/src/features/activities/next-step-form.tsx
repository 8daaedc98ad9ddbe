import { useState } from 'react';
import { updateLead } from '@lastmile/contracts';
import { formatNear } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useAction } from '../../lib/use-action.ts';
import { NextStepChoices, showToast, TextField } from '../../ui/index.ts';
import styles from './short-form.module.css';

/** Plans the next step of a lead without logging anything: what, then when, which saves it. */
export function NextStepForm({ leadId, done }: { leadId: string; done?: () => void }) {
  const { timezone } = useLocale();
  const [what, setWhat] = useState('');
  const plan = useAction(updateLead, {
    alsoChanges: ['today'],
    done: ({ followUp }) => {
      setWhat('');
      if (followUp.at)
        showToast({ title: 'Next step set.', text: `${formatNear(followUp.at, timezone, Date.now())}.` });
      done?.();
    },
  });
  return (
    <div className={styles.form}>
      <TextField
        label="What is to be done"
        name="what"
        required={false}
        maxLength={200}
        error={undefined}
        placeholder="Call back about installation day"
        value={what}
        onChange={(value) => setWhat(String(value))}
      />
      <NextStepChoices
        label="When"
        confirm="Set the next step"
        isRunning={plan.isRunning}
        onChoose={(followUpAt) =>
          void plan.run({ params: { id: leadId }, body: { followUpAt, followUpNote: what.trim() || null } })
        }
      />
      <p className={styles.hint}>Choosing the day sets the next step.</p>
    </div>
  );
}
