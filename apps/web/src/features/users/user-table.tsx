import { IconDots, IconKey, IconPencil, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { updateUser, type Output, type listTeams, type User } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { formatPhone } from '../../lib/phone-format.ts';
import { useAction } from '../../lib/use-action.ts';
import {
  Avatar, Badge, IconButton, RecordCell, RecordName, RecordRow, RecordTable, ResponsiveMenu, showToast, When,
  type MenuChoice,
} from '../../ui/index.ts';
import { mayGive, roleNames } from './roles.ts';

export type Team = Output<typeof listTeams>['data'][number];

interface Props {
  users: readonly User[];
  teams: readonly Team[];
  mayWrite: boolean;
  open: (dialog: 'edit' | 'password' | 'disable', id: string) => void;
}

export function UserTable({ users, teams, mayWrite, open }: Props) {
  const session = useSession();
  const enable = useAction(updateUser, { done: ({ name }) => showToast({ title: `${name} can sign in again.` }) });

  const choicesFor = (user: User): MenuChoice[] => {
    const isSelf = user.id === session.user.id;
    return [
      {
        label: 'Edit person', icon: <IconPencil size={16} stroke={1.75} aria-hidden />,
        onChoose: () => open('edit', user.id),
      },
      {
        label: 'Reset password', icon: <IconKey size={16} stroke={1.75} aria-hidden />,
        onChoose: () => open('password', user.id),
      },
      ...(isSelf ? [] : [user.disabledAt ? {
        label: 'Let sign in again', icon: <IconUserCheck size={16} stroke={1.75} aria-hidden />,
        onChoose: () => {
          void enable.run({ params: { id: user.id }, body: { disabled: false } }, { ifMatch: user.version });
        },
      } : {
        label: 'Disable', icon: <IconUserOff size={16} stroke={1.75} aria-hidden />, danger: true,
        onChoose: () => open('disable', user.id),
      }]),
    ];
  };

  return (
    <RecordTable label="People" heads={['Person', 'Role', 'Team', 'Last seen', '']}>
      {users.map((user) => (
        <RecordRow key={user.id} muted={user.disabledAt !== null}>
          <RecordCell part="name">
            <RecordName
              name={user.name} detail={[user.email, user.phone && formatPhone(user.phone)].filter(Boolean).join(' · ')} leading={<Avatar name={user.name} id={user.id} size="md" />}
              beside={user.disabledAt ? <Badge color="gray">Disabled</Badge>
                : user.id === session.user.id && <Badge color="petrol">You</Badge>}
            />
          </RecordCell>
          <RecordCell>{roleNames[user.role]}</RecordCell>
          <RecordCell label="Team">{teams.find(({ id }) => id === user.teamId)?.name}</RecordCell>
          <RecordCell label="Seen">{user.lastSeenAt ? <When at={user.lastSeenAt} as="ago" /> : 'Never'}</RecordCell>
          <RecordCell part="actions">
            {/* Who may do more than oneself is not offered to be changed; the server would refuse it. */}
            {mayWrite && mayGive(session, user.role) && (
              <ResponsiveMenu
                title={user.name} subtitle={user.email} position="bottom-end" groups={[{ choices: choicesFor(user) }]}
                target={(
                  <IconButton label={`More: ${user.name}`}><IconDots size={16} stroke={1.75} aria-hidden /></IconButton>
                )}
              />
            )}
          </RecordCell>
        </RecordRow>
      ))}
    </RecordTable>
  );
}
