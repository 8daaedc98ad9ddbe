import { planReopening, reopenLead, type Lead, type Stage } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useWrite } from '../../lib/use-write.ts';
import { ErrorState, FormDialog, Notice, SelectField, showToast, SkeletonLine, SwitchField, TextField, useContractForm } from '../../ui/index.ts';

interface Props {
  lead: Lead;
  stages: readonly Stage[];
  onClose: () => void;
}

/** Opens a converted lead again; it says what is taken back with it, and what cannot be. */
export function ReopenDialog({ lead, stages, onClose }: Props) {
  const write = useWrite();
  const plan = useEndpoint(planReopening, { params: { id: lead.id } });
  const open = stages.filter(({ type }) => type !== 'won' && type !== 'lost');
  const first = open.find(({ type }) => type === 'in_progress') ?? open[0];
  const form = useContractForm(reopenLead.body, {
    initial: { reason: '', stageId: first?.id ?? '', withdraw: true },
    submit: (body, call) => write(reopenLead, { params: { id: lead.id }, body }, call, ['leads', 'today', 'pipelines', 'subscribers', 'invoices', 'service-orders']),
    done: ({ stageName }) => {
      onClose();
      showToast({ title: `Open again, in ${stageName}.` });
    },
  });
  const withdraws = form.values.withdraw === true;
  return (
    <FormDialog form={form} title="Reopen lead" submit="Reopen lead" onClose={onClose} subtitle={`${lead.title} · ${lead.number}`}>
      <TextField label="Reason" rows={2} {...form.field('reason')} />
      <SelectField label="Opens in" options={open.map(({ id, name }) => ({ value: id, label: name }))} {...form.field('stageId')} />
      <SwitchField label="Take back what the conversion made" {...form.field('withdraw')} />
      {!withdraws && <Notice tone="info">Everything stays as it is. Move the lead to Won to close and lock it again.</Notice>}
      {withdraws && plan.isPending && <SkeletonLine width="80%" />}
      {withdraws && plan.error && <ErrorState title="What would be taken back did not load." problem={plan.error} again={() => void plan.refetch()} />}
      {withdraws && plan.data && (
        <>
          {plan.data.takenBack.length > 0 && <Notice tone="warning" title="Taken back:">{sentence(plan.data.takenBack)}</Notice>}
          {plan.data.stays.length > 0 && <Notice tone="info" title="Cannot be taken back:">{sentence(plan.data.stays)}</Notice>}
        </>
      )}
    </FormDialog>
  );
}

const sentence = (parts: readonly { summary: string }[]) => `${parts.map(({ summary }) => summary).join('; ')}.`;
