import { MoveLead, moveLead, type Lead } from '@lastmile/contracts';
import { useWrite } from '../../../lib/use-write.ts';
import { FilterChip, FormDialog, showToast, TextField, useContractForm } from '../../../ui/index.ts';
import type { Destination } from './destination.ts';
import styles from './lose-dialog.module.css';

const reasons = ['Too expensive', 'No coverage', 'Chose another provider', 'Could not be reached', 'Moved away'];

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
      <div className={styles.reasons} role="group" aria-label="Common reasons">
        {reasons.map((reason) => (
          <FilterChip
            key={reason}
            label={reason}
            active={form.values.lostReason === reason}
            onClick={() => form.set('lostReason', reason)}
          />
        ))}
      </div>
      <TextField label="Reason" rows={2} {...form.field('lostReason')} required />
    </FormDialog>
  );
}
