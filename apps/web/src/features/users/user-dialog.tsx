import { createUser, NewUser, updateUser, UserChanges, type User } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, PasswordField, PhoneField, showToast, TextField, useContractForm, useRecordForm } from '../../ui/index.ts';
import { RoleAndTeam } from './role-and-team.tsx';
import { roleNames } from './roles.ts';
import type { Team } from './user-table.tsx';

/** Adds a person with a first password, which is handed over in person. */
export function AddUserDialog({ teams, onClose }: { teams: readonly Team[]; onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(NewUser, {
    initial: { role: 'sales' },
    submit: (body, call) => write(createUser, { body }, call),
    done: ({ name, email }) => {
      showToast({ title: `${name} can sign in.`, text: `With ${email} and the password you gave.` });
      onClose();
    },
  });
  return (
    <FormDialog
      form={form} title="Add person" subtitle="Tell them the password yourself; it is sent to nobody."
      submit="Add person" onClose={onClose}
    >
      <TextField label="Name" autoComplete="off" {...form.field('name')} />
      <TextField label="Email" type="email" autoComplete="off" hint="They sign in with it." {...form.field('email')} />
      <PasswordField
        label="Password" generates autoComplete="new-password" hint="At least 12 characters."
        {...form.field('password')}
      />
      <PhoneField label="Phone (optional)" hint="For what they are told by text." autoComplete="off" {...form.field('phone')} />
      <RoleAndTeam form={form} teams={teams} />
    </FormDialog>
  );
}

/** Changes a person’s name, role or team. */
export function EditUserDialog({ user, teams, onClose }: { user: User; teams: readonly Team[]; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(UserChanges, {
    record: user,
    values: ({ name, phone, role, teamId }) => ({ name, phone, role, teamId }),
    submit: (body, call) => write(updateUser, { params: { id: user.id }, body }, call, ['auth']),
    done: onClose,
  });
  const written = (field: string, value: unknown) => (
    field === 'role' ? roleNames[value as User['role']]
      : field === 'teamId' ? teams.find(({ id }) => id === value)?.name ?? 'no team' : undefined
  );
  return (
    <FormDialog
      form={form} title={`Edit ${user.name}`} subtitle={user.email} submit="Save person" onClose={onClose}
      write={written}
      labels={{ name: 'Name', phone: 'Phone', role: 'Role', teamId: 'Team' }}
    >
      <TextField label="Name" autoComplete="off" {...form.field('name')} />
      <PhoneField label="Phone (optional)" hint="For what they are told by text." autoComplete="off" {...form.field('phone')} />
      <RoleAndTeam form={form} teams={teams} />
    </FormDialog>
  );
}
