import { useId, useState } from 'react';
import { LeadChanges, updateLead, type Lead } from '@lastmile/contracts';
import { pointInWords } from '../../../lib/point.ts';
import type { Problem } from '../../../lib/problem.ts';
import { useWrite } from '../../../lib/use-write.ts';
import { usePhone } from '../../../lib/viewport.ts';
import {
  Button, FormProblem, OvertakenNotice, ScreenDialog, showToast, SubmitButton, useRecordForm,
} from '../../../ui/index.ts';
import { FormReady } from './form-ready.tsx';
import { LeadForm } from './lead-form.tsx';
import styles from './lead-form.module.css';
import { leadLabels } from './lead-labels.ts';
import { leadSchema } from './lead-schema.ts';
import { leadValues } from './lead-values.ts';
import { RefusedDuplicate } from './refused-duplicate.tsx';
import { useFormLayout } from './use-form-layout.ts';

/** Changes what is written on a lead; what somebody else saved meanwhile is never overwritten. */
export function EditLeadDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const write = useWrite();
  const phone = usePhone();
  const id = useId();
  const [duplicate, setDuplicate] = useState<Problem | null>(null);
  const { layout, ...fields } = useFormLayout(lead.pipelineId, false, { isOverridden: lead.scoreOverridden });
  const form = useRecordForm(leadSchema(LeadChanges, layout, false), {
    record: lead,
    values: leadValues,
    submit: (body, call) => write(updateLead, { params: { id: lead.id }, body: withChangedOnly(body, lead) }, call, ['today']),
    done: () => {
      onClose();
      showToast({ title: 'Lead saved.' });
    },
    failed: (problem) => {
      const isDuplicate = problem.code === 'duplicate_lead';
      setDuplicate(isDuplicate ? problem : null);
      return isDuplicate;
    },
  });
  const offer = lead.offerId ? { id: lead.offerId, name: lead.offerName ?? 'Package' } : null;
  return (
    <ScreenDialog
      opened onClose={onClose} title="Edit lead"
      footer={(
        <>
          {!phone && <Button onClick={onClose}>Cancel</Button>}
          <SubmitButton form={form} formId={id} fullWidth={phone} size={phone ? 'xl' : 'sm'}>Save lead</SubmitButton>
        </>
      )}
    >
      <form id={id} className={styles.form} {...form.formProps}>
        <FormProblem form={form} />
        <OvertakenNotice overtaken={form.overtaken} labels={leadLabels} write={customInWords} />
        <FormReady {...fields}>
          <LeadForm
            layout={layout} form={form} lead={{ id: lead.id, offer }} notice={duplicate && <RefusedDuplicate problem={duplicate} />}
          />
        </FormReady>
      </form>
    </ScreenDialog>
  );
}

/** Of the organization's own fields only those that were changed: of the others nobody has to say anything. */
function withChangedOnly({ customFields, ...body }: LeadChanges, lead: Lead): LeadChanges {
  if (!customFields) return body;
  const changed = Object.entries(customFields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(lead.customFields[name] ?? null));
  return { ...body, customFields: Object.fromEntries(changed) };
}

function customInWords(field: string, value: unknown): string | undefined {
  if (field !== 'customFields') return undefined;
  return Object.values(value as Lead['customFields']).map((one) => (typeof one === 'object' ? pointInWords(one) : String(one))).join(', ') || 'empty';
}
