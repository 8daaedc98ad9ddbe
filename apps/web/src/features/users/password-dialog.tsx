import { Type } from 'typebox';
import { NewPassword, updateUser, type User } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, Notice, PasswordField, showToast, useContractForm } from '../../ui/index.ts';

const NewOne = Type.Object({ password: NewPassword });

/** Gives a person a new password, which signs them out everywhere. */
export function PasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const write = useWrite();
  const isSelf = useSession().user.id === user.id;
  const form = useContractForm(NewOne, {
    submit: (body) => write(updateUser, { params: { id: user.id }, body }, {}, ['auth']),
    done: () => {
      showToast({ title: `${user.name} has a new password.` });
      onClose();
    },
  });
  return (
    <FormDialog form={form} title="Reset password" subtitle={user.name} submit="Reset password" onClose={onClose}>
      <PasswordField
        label="New password" generates autoComplete="new-password" hint="At least 12 characters."
        {...form.field('password')}
      />
      <Notice tone="warning">
        {isSelf
          ? 'You are signed out at once, here too, and your API tokens stop working.'
          : 'They are signed out everywhere, and their API tokens stop working. Tell them the password yourself.'}
      </Notice>
    </FormDialog>
  );
}
