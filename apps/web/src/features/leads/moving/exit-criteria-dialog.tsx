import { MoveLead, moveLead, type Lead, type Stage } from '@lastmile/contracts';
import { useWrite } from '../../../lib/use-write.ts';
import { ExitCriteriaFields, FormDialog, showToast, useContractForm } from '../../../ui/index.ts';
import type { Destination } from './destination.ts';

interface Props {
  lead: Lead;
  /** The stage it leaves, with what that asks for. */
  from: Stage;
  stage: Stage;
  to: Destination;
  onClose: () => void;
}

/** Asks whether everything is so that a stage asks for before a lead goes on, or why it goes on without. */
export function ExitCriteriaDialog({ lead, from, stage, to, onClose }: Props) {
  const write = useWrite();
  const form = useContractForm(MoveLead, {
    initial: { ...to, exitCriteriaMet: [], exitCriteriaSkipReason: '' },
    submit: (body, call) => write(moveLead, { params: { id: lead.id }, body }, call, ['today', 'pipelines']),
    done: ({ stageName }) => {
      onClose();
      showToast({ title: `${lead.title} moved to ${stageName}.` });
    },
  });
  const { exitCriteriaMet, exitCriteriaSkipReason } = form.values as { exitCriteriaMet: string[]; exitCriteriaSkipReason: string };
  return (
    <FormDialog
      form={form} title={`Move to ${stage.name}`} subtitle={`${lead.title} · leaves ${from.name}`} submit={`Move to ${stage.name}`}
      onClose={onClose}
    >
      <ExitCriteriaFields
        criteria={from.exitCriteria} value={{ met: exitCriteriaMet, reason: exitCriteriaSkipReason }} error={form.errors.exitCriteriaMet}
        onChange={({ met, reason }) => {
          form.set('exitCriteriaMet', [...met]);
          form.set('exitCriteriaSkipReason', reason);
        }}
      />
    </FormDialog>
  );
}
