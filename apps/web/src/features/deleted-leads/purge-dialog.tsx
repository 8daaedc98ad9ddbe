import { purgeLead, type DeletedLead } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { ConfirmDialog, showToast } from '../../ui/index.ts';

/** Asks before what no Undo takes back. */
export function PurgeDialog({ lead, onClose }: { lead: DeletedLead; onClose: () => void }) {
  const purge = useAction(purgeLead, {
    alsoChanges: ['activities', 'files'],
    done: () => {
      onClose();
      showToast({ title: `${lead.number} is purged.` });
    },
  });
  return (
    <ConfirmDialog
      opened onClose={onClose} title={`Purge ${lead.title}?`} confirm="Purge lead" danger isRunning={purge.isRunning}
      onConfirm={() => void purge.run({ params: { id: lead.id } })}
    >
      {lead.number} goes for good, with its activities, notes, captures and files. Only that there was a lead of this number stays.
    </ConfirmDialog>
  );
}
