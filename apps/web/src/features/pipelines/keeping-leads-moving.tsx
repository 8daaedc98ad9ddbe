import { Link } from 'react-router';
import { PipelineChanges, updatePipeline, type Pipeline } from '@lastmile/contracts';
import { businessWords } from '../../lib/business-hours.ts';
import { pick } from '../../lib/pick.ts';
import { useSession } from '../../lib/session.tsx';
import { useWrite } from '../../lib/use-write.ts';
import { Anchor, FormProblem, OvertakenNotice, Section, showToast, SubmitButton, TextField, useRecordForm } from '../../ui/index.ts';
import styles from './pipelines.module.css';

const labels = { maxUntouchedLeads: 'Most untouched leads', returnAfterBusinessHours: 'Back after business hours' };

/** What keeps leads from lying with somebody who does nothing with them. */
export function KeepingLeadsMoving({ pipeline, mayWrite }: { pipeline: Pipeline; mayWrite: boolean }) {
  const write = useWrite();
  const { organization } = useSession();
  const form = useRecordForm(PipelineChanges, {
    record: pipeline,
    values: (known) => pick(known, 'maxUntouchedLeads', 'returnAfterBusinessHours'),
    submit: (body, call) => write(updatePipeline, { params: { id: pipeline.id }, body }, call),
    done: () => showToast({ title: `${pipeline.name} saved.` }),
  });
  const shared = { inputMode: 'numeric', disabled: !mayWrite } as const;
  return (
    <Section title="Keeping leads moving">
      <form {...form.formProps} className={styles.owner}>
        <FormProblem form={form} />
        <OvertakenNotice overtaken={form.overtaken} labels={labels} />
        <TextField
          label="Most untouched leads per person (optional)" placeholder="No limit" {...shared} {...form.field('maxUntouchedLeads')}
          hint="Who has so many without a first action cannot claim another one."
        />
        <TextField
          label="Back to the unclaimed after (optional)" placeholder="Never" {...shared} {...form.field('returnAfterBusinessHours')}
          end={<span className={styles.unit}>business hours</span>} endWidth={110}
          hint={(
            <>
              Without a call, a note or a move. Business hours are {businessWords(organization)};{' '}
              <Anchor component={Link} to="/settings/organization" inherit>change them</Anchor>.
            </>
          )}
        />
        {mayWrite && form.isChanged && <div><SubmitButton form={form}>Save</SubmitButton></div>}
      </form>
    </Section>
  );
}
