import { mostScore, overrideLeadScore, type Lead } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, TextField, useContractForm } from '../../ui/index.ts';

/** Says another score than the rules, and why. */
export function OverrideDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(overrideLeadScore.body, {
    initial: { score: lead.score ?? '' },
    submit: (body, call) => write(overrideLeadScore, { params: { id: lead.id }, body }, call),
    done: onClose,
  });
  return (
    <FormDialog
      form={form} title={`Score of ${lead.title}`} subtitle="It stays until it is removed, whatever the rules say." submit="Set score"
      onClose={onClose} width={440}
    >
      <TextField {...form.field('score')} label="Score" inputMode="numeric" hint={`From 0 to ${mostScore}.`} />
      <TextField {...form.field('reason')} label="Why" rows={2} placeholder="The owner of the building called himself" />
    </FormDialog>
  );
}
