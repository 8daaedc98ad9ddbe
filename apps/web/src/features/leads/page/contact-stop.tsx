import { allowContact, stopContact, type Lead } from '@lastmile/contracts';
import { useAction } from '../../../lib/use-action.ts';
import { useWrite } from '../../../lib/use-write.ts';
import { FormDialog, Notice, NoticeAction, showToast, TextField, useContractForm } from '../../../ui/index.ts';

/** What else shows whether somebody may be written to. */
const alsoShown = ['quotes', 'subscribers', 'today'];

/** That a lead is not to be contacted, why, and the way to lift it for whom may. */
export function ContactStop({ lead }: { lead: Lead }) {
  const allow = useAction(allowContact, { alsoChanges: alsoShown, done: () => showToast({ title: `${lead.title} may be contacted again.` }) });
  if (!lead.doNotContact) return null;
  return (
    <Notice
      tone="error" title="Do not contact."
      action={lead.can.allowContact && <NoticeAction onClick={() => void allow.run({ params: { id: lead.id } })}>Allow again</NoticeAction>}
    >
      {lead.doNotContact}
    </Notice>
  );
}

/** Writes down that somebody is not to be contacted, and why. */
export function StopContactDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(stopContact.body, {
    initial: { reason: '' },
    submit: (body, call) => write(stopContact, { params: { id: lead.id }, body }, call, alsoShown),
    done: () => {
      showToast({ title: `Nobody writes to ${lead.title} any more.` });
      onClose();
    },
  });
  return (
    <FormDialog
      form={form} onClose={onClose} title="Do not contact" submit="Stop all messages"
      subtitle={`${lead.title}: quotes, reminders and everything else stay here, also what waits to go out. One-time codes they ask for themselves still go.`}
    >
      <TextField label="Why" placeholder="Asked for it on the phone" {...form.field('reason')} />
    </FormDialog>
  );
}
