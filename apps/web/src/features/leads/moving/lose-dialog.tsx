import { MoveLead, moveLead, type Lead } from '@lastmile/contracts';
import { useWrite } from '../../../lib/use-write.ts';
import { FormDialog, showToast, TextField, useContractForm } from '../../../ui/index.ts';
import type { Destination } from './destination.ts';
import { LostReasons } from './lost-reasons.tsx';

interface Props {
  lead: Lead;
  to: Destination;
  onClose: () => void;
}

/** Asks why a lead is lost: what is learned from losing is the reason. */
export function LoseDialog({ lead, to, onClose }: Props) {
  const write = useWrite();
  const form = useContractForm(MoveLead, {
    initial: { ...to, lostReason: '' },
    submit: (body, call) => write(moveLead, { params: { id: lead.id }, body }, call, ['today', 'pipelines']),
    done: () => {
      onClose();
      showToast({ title: 'Marked as lost.', text: 'It can be moved back to an open stage at any time.' });
    },
  });
  return (
    <FormDialog
      form={form}
      title="Mark as lost"
      subtitle={`${lead.title} · ${lead.number}`}
      submit="Mark as lost"
      onClose={onClose}
    >
      <LostReasons value={form.values.lostReason} onChoose={(reason) => form.set('lostReason', reason)} />
      <TextField label="Reason" rows={2} {...form.field('lostReason')} required />
    </FormDialog>
  );
}
