import { completeActivity } from '@lastmile/contracts';
import { formatNear } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useAction } from '../../lib/use-action.ts';
import { showToast } from '../../ui/index.ts';

/** Finishes what was planned and says what the lead’s next step is now. */
export function useCompleteActivity(done: () => void) {
  const { timezone } = useLocale();
  return useAction(completeActivity, {
    alsoChanges: ['leads', 'today'],
    done: ({ followUp }) => {
      const next = followUp.at && followUp.state !== 'none' ? formatNear(followUp.at, timezone, Date.now()) : null;
      showToast({ title: 'Done.', ...(next ? { text: `Next step: ${[followUp.note, next].filter(Boolean).join(', ')}.` } : {}) });
      done();
    },
  });
}
