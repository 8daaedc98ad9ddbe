import { updateMe } from '@lastmile/contracts';
import { useSession } from '../lib/session.tsx';
import { useWrite } from '../lib/use-write.ts';
import { FormDialog, PhoneField, showToast, useContractForm } from '../ui/index.ts';

/** Where the person who is signed in gets texts. */
export function MyPhoneDialog({ onClose }: { onClose: () => void }) {
  const { user } = useSession();
  const write = useWrite();
  const form = useContractForm(updateMe.body, {
    initial: { phone: user.phone ?? '' },
    submit: ({ phone }, call) => write(updateMe, { body: { phone: phone || null } }, call, ['users']),
    done: (session) => {
      showToast({ title: session.user.phone ? 'Texts go to your phone from now on.' : 'You get no texts any more.' });
      onClose();
    },
  });
  return (
    <FormDialog form={form} onClose={onClose} title="Your phone" subtitle="Where you are told by text, if your organization does that." submit="Save phone">
      <PhoneField label="Phone" autoComplete="tel" {...form.field('phone')} />
    </FormDialog>
  );
}
