import { useId, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { createLead, NewLead } from '@lastmile/contracts';
import type { Problem } from '../../../lib/problem.ts';
import { useWrite } from '../../../lib/use-write.ts';
import { usePhone } from '../../../lib/viewport.ts';
import { Button, FormProblem, ScreenDialog, showToast, SubmitButton, useContractForm } from '../../../ui/index.ts';
import { FormReady } from './form-ready.tsx';
import { LeadForm } from './lead-form.tsx';
import styles from './lead-form.module.css';
import { leadSchema } from './lead-schema.ts';
import { PlacingFields } from './placing-fields.tsx';
import { RefusedDuplicate } from './refused-duplicate.tsx';
import { useFormLayout } from './use-form-layout.ts';

/** Adds a lead over the leads: what is behind stays as it was. `?newIn=` puts it into a stage. */
export function NewLeadDialog() {
  const [query] = useSearchParams();
  const close = useClose();
  const navigate = useNavigate();
  const write = useWrite();
  const phone = usePhone();
  const id = useId();
  const [duplicate, setDuplicate] = useState<Problem | null>(null);
  const pipelineId = query.get('pipelineId');
  const { layout, ...fields } = useFormLayout(pipelineId, true);
  const form = useContractForm(leadSchema(NewLead, layout, true), {
    initial: { pipelineId: pipelineId ?? '', stageId: query.get('newIn') ?? '', customFields: {} },
    submit: (body, call) => write(createLead, { body }, call, ['today', 'pipelines']),
    done: (lead) => {
      close();
      const open = { label: 'Open', run: () => void navigate(`/leads/${lead.id}`) };
      showToast({ title: `${lead.title} added.`, text: lead.stageName, action: open });
    },
    failed: (problem) => {
      const isDuplicate = problem.code === 'duplicate_lead';
      setDuplicate(isDuplicate ? problem : null);
      return isDuplicate;
    },
  });

  return (
    <ScreenDialog
      opened onClose={close} title="New lead"
      footer={(
        <>
          {!phone && <Button onClick={close}>Cancel</Button>}
          <SubmitButton form={form} formId={id} fullWidth={phone} size={phone ? 'xl' : 'sm'}>Save lead</SubmitButton>
        </>
      )}
    >
      <form id={id} className={styles.form} {...form.formProps}>
        <FormProblem form={form} />
        <FormReady begins {...fields}>
          <LeadForm
            layout={layout}
            form={{
              ...form,
              set: (name, value) => {
                if (name === 'phone') setDuplicate(null);
                form.set(name, value);
              },
              field: (name) => {
                const field = form.field(name);
                if (name !== 'phone') return field;
                return {
                  ...field,
                  onChange: (value) => {
                    setDuplicate(null);
                    field.onChange(value);
                  },
                };
              },
            }}
            notice={duplicate && <RefusedDuplicate problem={duplicate} />}
            placing={(
              <PlacingFields pipelineId={pipelineId} stage={form.field('stageId')} owner={form.field('ownerId')} />
            )}
          />
        </FormReady>
      </form>
    </ScreenDialog>
  );
}

/** Back to the leads as they are filtered. */
function useClose() {
  const navigate = useNavigate();
  const { search } = useLocation();
  return () => {
    const query = new URLSearchParams(search);
    query.delete('stageId');
    const words = query.toString();
    void navigate(`/leads${words && `?${words}`}`, { replace: true });
  };
}
