import { deleteApiToken } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { ConfirmDialog, showToast } from '../../ui/index.ts';
import type { Token } from './token-table.tsx';

export function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const revoke = useAction(deleteApiToken, {
    done: () => {
      showToast({ title: `${token.name} revoked.` });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened danger onClose={onClose} title={`Revoke ${token.name}`} confirm="Revoke token" isRunning={revoke.isRunning}
      onConfirm={() => void revoke.run({ params: { id: token.id } })}
    >
      Whatever uses it stops working at once. A revoked token cannot be brought back; make a new one instead.
    </ConfirmDialog>
  );
}
