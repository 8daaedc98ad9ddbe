import { updateLead, type Lead } from '@lastmile/contracts';
import { formatNear } from '../../../lib/format.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { useAction } from '../../../lib/use-action.ts';
import { NextStepChoices, ResponsiveDialog, showToast } from '../../../ui/index.ts';

/** Moves a follow-up to another day and leaves what is to be done as it is. */
export function SnoozeDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { timezone } = useLocale();
  const snooze = useAction(updateLead, {
    alsoChanges: ['today'],
    done: ({ followUp }) => {
      onClose();
      if (followUp.at)
        showToast({ title: 'Snoozed.', text: `Next step ${formatNear(followUp.at, timezone, Date.now())}.` });
    },
  });
  return (
    <ResponsiveDialog opened onClose={onClose} title="Snooze until" subtitle={lead.followUp.note ?? lead.title}>
      <NextStepChoices
        label="Snooze until"
        confirm="Snooze"
        grid
        isRunning={snooze.isRunning}
        onChoose={(followUpAt) => void snooze.run({ params: { id: lead.id }, body: { followUpAt } })}
      />
    </ResponsiveDialog>
  );
}
