import { reopenLead, type Lead, type Stage } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, SelectField, showToast, TextField, useContractForm } from '../../ui/index.ts';

interface Props {
  lead: Lead;
  stages: readonly Stage[];
  onClose: () => void;
}

/** Opens a converted lead again; it says what becomes of the subscriber. */
export function ReopenDialog({ lead, stages, onClose }: Props) {
  const write = useWrite();
  const open = stages.filter(({ type }) => type !== 'won' && type !== 'lost');
  const first = open.find(({ type }) => type === 'in_progress') ?? open[0];
  const form = useContractForm(reopenLead.body, {
    initial: { reason: '', stageId: first?.id ?? '' },
    submit: (body, call) => write(reopenLead, { params: { id: lead.id }, body }, call, ['today', 'pipelines']),
    done: ({ stageName }) => {
      onClose();
      showToast({ title: `Open again, in ${stageName}.` });
    },
  });
  return (
    <FormDialog
      form={form} title="Reopen lead" submit="Reopen lead" onClose={onClose}
      subtitle="The subscriber stays as it is. Move the lead to Won to close and lock it again."
    >
      <TextField label="Reason" rows={2} {...form.field('reason')} />
      <SelectField label="Opens in" options={open.map(({ id, name }) => ({ value: id, label: name }))} {...form.field('stageId')} />
    </FormDialog>
  );
}
