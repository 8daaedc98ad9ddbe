import { createTeam, NewTeam, updateTeam } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, TextField, useContractForm, useRecordForm } from '../../ui/index.ts';
import type { Team } from './user-table.tsx';

/** Adds a team, or renames one. */
export function TeamDialog({ team, onClose }: { team?: Team; onClose: () => void }) {
  return team ? <RenameTeam team={team} onClose={onClose} /> : <AddTeam onClose={onClose} />;
}

function AddTeam({ onClose }: { onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(NewTeam, { submit: (body, call) => write(createTeam, { body }, call), done: onClose });
  return (
    <FormDialog form={form} title="Add team" submit="Add team" onClose={onClose} width={420}>
      <TextField label="Name" placeholder="For example: Field sales west" {...form.field('name')} />
    </FormDialog>
  );
}

function RenameTeam({ team, onClose }: { team: Team; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(NewTeam, {
    record: team,
    values: ({ name }) => ({ name }),
    submit: (body, call) => write(updateTeam, { params: { id: team.id }, body }, call),
    done: onClose,
  });
  return (
    <FormDialog
      form={form} title={`Rename ${team.name}`} submit="Rename team" onClose={onClose} width={420}
      labels={{ name: 'Name' }}
    >
      <TextField label="Name" {...form.field('name')} />
    </FormDialog>
  );
}
