import { useId, useState } from 'react';
import { LeadChanges, updateLead, type Lead } from '@lastmile/contracts';
import type { Problem } from '../../../lib/problem.ts';
import { useWrite } from '../../../lib/use-write.ts';
import { usePhone } from '../../../lib/viewport.ts';
import {
  Button, FormProblem, OvertakenNotice, ScreenDialog, showToast, SubmitButton, useRecordForm,
} from '../../../ui/index.ts';
import { LeadForm } from './lead-form.tsx';
import styles from './lead-form.module.css';
import { leadLabels } from './lead-labels.ts';
import { leadValues } from './lead-values.ts';
import { RefusedDuplicate } from './refused-duplicate.tsx';

/** Changes what is written on a lead; what somebody else saved meanwhile is never overwritten. */
export function EditLeadDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const write = useWrite();
  const phone = usePhone();
  const id = useId();
  const [duplicate, setDuplicate] = useState<Problem | null>(null);
  const form = useRecordForm(LeadChanges, {
    record: lead,
    values: leadValues,
    submit: (body, call) => write(updateLead, { params: { id: lead.id }, body }, call, ['today']),
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
        <OvertakenNotice overtaken={form.overtaken} labels={leadLabels} />
        <LeadForm
          form={form} lead={{ id: lead.id, offer }} notice={duplicate && <RefusedDuplicate problem={duplicate} />}
        />
      </form>
    </ScreenDialog>
  );
}
