import { useState } from 'react';
import { Choices, NextStepChoices, TextField } from '../../ui/index.ts';
import styles from './short-form.module.css';
import { activityKinds } from './activity-words.tsx';
import { useLogActivity } from './use-log-activity.ts';

/** Ways of being in touch that have no outcome of their own. */
const contactTypes = ['text', 'email', 'meeting'] as const;
export type ContactType = (typeof contactTypes)[number];

interface Props {
  leadId: string;
  /** What it was, where that is known already. */
  type?: ContactType;
  done?: () => void;
  grid?: boolean;
}

/** Writes down a message, an email or a meeting; choosing the next step saves it. */
export function LogContactForm({ leadId, type, done, grid = false }: Props) {
  const [what, setWhat] = useState<ContactType>(type ?? 'text');
  const [body, setBody] = useState('');
  const log = useLogActivity({
    saved: `${activityKinds[what].label} saved.`,
    done: () => {
      setBody('');
      done?.();
    },
  });
  const save = (followUpAt: string | null) =>
    void log.run({ body: { leadId, type: what, ...(body.trim() ? { body: body.trim() } : {}), followUpAt } });
  return (
    <div className={styles.form}>
      {!type && (
        <Choices
          label="What it was" hideLabel value={what} onChange={setWhat}
          choices={contactTypes.map((value) => ({ value, ...activityKinds[value] }))}
        />
      )}
      <TextField
        label="What was said" name="body" required={false} maxLength={10_000} error={undefined} rows={2}
        placeholder="Optional" value={body} onChange={(value) => setBody(String(value))}
      />
      <NextStepChoices label="Next step" confirm={`Save the ${activityKinds[what].label.toLowerCase()}`} withNone grid={grid} isRunning={log.isRunning} onChoose={save} />
      <p className={styles.hint}>Choosing the next step saves it.</p>
    </div>
  );
}
