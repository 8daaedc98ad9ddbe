import { updateUser, type User } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { ConfirmDialog, showToast } from '../../ui/index.ts';

/** Takes away a person’s access; their records stay theirs. */
export function DisableDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const disable = useAction(updateUser, {
    done: () => {
      showToast({ title: `${user.name} can no longer sign in.` });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened danger onClose={onClose} title={`Disable ${user.name}`} confirm="Disable person"
      isRunning={disable.isRunning}
      onConfirm={() => {
        void disable.run({ params: { id: user.id }, body: { disabled: true } }, { ifMatch: user.version });
      }}
    >
      They are signed out at once and their API tokens stop working for good. Their leads stay theirs until you assign
      them to somebody else. You can let them sign in again later.
    </ConfirmDialog>
  );
}
