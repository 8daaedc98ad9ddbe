import { deleteTeam } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { ConfirmDialog, showToast } from '../../ui/index.ts';
import type { Team } from './user-table.tsx';

export function DeleteTeamDialog({ team, onClose }: { team: Team; onClose: () => void }) {
  const remove = useAction(deleteTeam, {
    done: () => {
      showToast({ title: `${team.name} deleted.` });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened danger onClose={onClose} title={`Delete ${team.name}`} confirm="Delete team" isRunning={remove.isRunning}
      onConfirm={() => void remove.run({ params: { id: team.id } })}
    >
      Its people stay, without a team. A manager without a team sees the own leads and those that nobody has claimed.
    </ConfirmDialog>
  );
}
