import { IconPlus } from '@tabler/icons-react';
import { listTeams, listUsers } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint, usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Button, ErrorState, ListSkeleton, Page, Section, ShowMore } from '../../ui/index.ts';
import { DeleteTeamDialog } from './delete-team-dialog.tsx';
import { DisableDialog } from './disable-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { TeamDialog } from './team-dialog.tsx';
import { TeamTable } from './team-table.tsx';
import { AddUserDialog, EditUserDialog } from './user-dialog.tsx';
import { UserTable } from './user-table.tsx';
import styles from './users.module.css';

type DialogName = 'new' | 'edit' | 'password' | 'disable' | 'new-team' | 'rename-team' | 'delete-team';

/** `/settings/users`: who may sign in, what they may do, and which team they sell with. */
export function UsersPage() {
  const mayWrite = Boolean(useSession().can('users:write'));
  const users = usePages(listUsers, { query: { limit: 100 } });
  const teams = useEndpoint(listTeams);
  const dialog = useUrlDialog<DialogName>();
  const known = teams.data?.data ?? [];
  const user = users.items.find(({ id }) => id === dialog.record);
  const team = known.find(({ id }) => id === dialog.record);
  const plus = <IconPlus size={16} stroke={1.75} aria-hidden />;

  return (
    <Page
      title="Users and teams" subtitle="A role says what a person may do; a team, whose leads a manager sees."
      actions={mayWrite && <Button look="primary" icon={plus} onClick={() => dialog.open('new')}>Add person</Button>}
    >
      <div className={styles.sections}>
        {users.error && (
          <ErrorState title="The people did not load." problem={users.error} again={() => void users.refetch()} />
        )}
        {users.isPending && <ListSkeleton rows={6} />}
        {users.data && (
          <Section title="People" count={users.hasNextPage ? undefined : users.items.length} flush>
            <UserTable users={users.items} teams={known} mayWrite={mayWrite} open={dialog.open} />
            <ShowMore pages={users}>Show more people</ShowMore>
          </Section>
        )}
        {teams.error && (
          <ErrorState title="The teams did not load." problem={teams.error} again={() => void teams.refetch()} />
        )}
        {teams.isPending && <ListSkeleton rows={2} />}
        {teams.data && (
          <Section
            title="Teams" count={known.length} flush
            actions={mayWrite && (
              <Button size="xs" icon={plus} onClick={() => dialog.open('new-team')}>Add team</Button>
            )}
          >
            <TeamTable teams={known} mayWrite={mayWrite} open={dialog.open} />
          </Section>
        )}
      </div>
      {mayWrite && dialog.name === 'new' && <AddUserDialog teams={known} onClose={dialog.close} />}
      {mayWrite && dialog.name === 'new-team' && <TeamDialog onClose={dialog.close} />}
      {mayWrite && user && dialog.name === 'edit' && teams.data && (
        <EditUserDialog key={user.id} user={user} teams={known} onClose={dialog.close} />
      )}
      {mayWrite && user && dialog.name === 'password' && (
        <PasswordDialog key={user.id} user={user} onClose={dialog.close} />
      )}
      {mayWrite && user && dialog.name === 'disable' && <DisableDialog user={user} onClose={dialog.close} />}
      {mayWrite && team && dialog.name === 'rename-team' && (
        <TeamDialog key={team.id} team={team} onClose={dialog.close} />
      )}
      {mayWrite && team && dialog.name === 'delete-team' && <DeleteTeamDialog team={team} onClose={dialog.close} />}
    </Page>
  );
}
