import { deleteRouter, type Router } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { ConfirmDialog, showToast } from '../../ui/index.ts';

/** Removes a router. One that has users is refused, and the toast says so. */
export function DeleteRouterDialog({ router, onClose }: { router: Router; onClose: () => void }) {
  const remove = useAction(deleteRouter, {
    done: () => {
      showToast({ title: `${router.name} deleted.` });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened danger onClose={onClose} title="Delete router" confirm="Delete router" isRunning={remove.isRunning}
      onConfirm={() => void remove.run({ params: { id: router.id } })}
    >
      Lastmile forgets {router.name} and its password. Nothing on the router itself changes. A router with users of
      subscribers stays.
    </ConfirmDialog>
  );
}
