import { useQueryClient } from '@tanstack/react-query';
import { createActivity, NewActivity } from '@lastmile/contracts';
import { api } from '../../lib/api.ts';
import { FormProblem, SubmitButton, TextField, useContractForm } from '../../ui/index.ts';
import styles from './short-form.module.css';

/** Writes a note on a lead; Control and Enter save it. */
export function NoteForm({ leadId, done }: { leadId: string; done?: () => void }) {
  const client = useQueryClient();
  const initial = { leadId, type: 'note', body: '' };
  const form = useContractForm(NewActivity, {
    initial,
    submit: (body, call) => api(createActivity, { body }, call),
    done: () => {
      form.reset(initial);
      void client.invalidateQueries({ queryKey: ['leads'] });
      done?.();
    },
  });
  const isEmpty = String(form.values.body ?? '').trim() === '';
  return (
    <form
      {...form.formProps} className={styles.form}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isEmpty) void form.submit();
      }}
    >
      <FormProblem form={form} />
      <TextField label="Note" placeholder="What should be known about them?" rows={2} {...form.field('body')} />
      <div className={styles.foot}><SubmitButton form={form} disabled={isEmpty}>Save note</SubmitButton></div>
    </form>
  );
}
