import { IconPencil, IconTrash, IconUsersGroup } from '@tabler/icons-react';
import { EmptyState, IconButton, RecordCell, RecordName, RecordRow, RecordTable } from '../../ui/index.ts';
import type { Team } from './user-table.tsx';

interface Props {
  teams: readonly Team[];
  mayWrite: boolean;
  open: (dialog: 'rename-team' | 'delete-team', id: string) => void;
}

export function TeamTable({ teams, mayWrite, open }: Props) {
  if (teams.length === 0) {
    return (
      <EmptyState bare icon={<IconUsersGroup size={24} stroke={1.75} />} title="No teams yet">
        A manager sees the leads of the own team. Add a team, then choose it on each person.
      </EmptyState>
    );
  }
  return (
    <RecordTable label="Teams" heads={['Team', { label: 'People', end: true }, '']}>
      {teams.map(({ id, name, members }) => (
        <RecordRow key={id}>
          <RecordCell part="name"><RecordName name={name} /></RecordCell>
          <RecordCell label="People" end>{members}</RecordCell>
          <RecordCell part="actions">
            {mayWrite && (
              <>
                <IconButton label={`Rename ${name}`} onClick={() => open('rename-team', id)}>
                  <IconPencil size={16} stroke={1.75} aria-hidden />
                </IconButton>
                <IconButton label={`Delete ${name}`} onClick={() => open('delete-team', id)}>
                  <IconTrash size={16} stroke={1.75} aria-hidden />
                </IconButton>
              </>
            )}
          </RecordCell>
        </RecordRow>
      ))}
    </RecordTable>
  );
}
