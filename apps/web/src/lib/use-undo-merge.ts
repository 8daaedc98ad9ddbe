import { undoMerge } from '@lastmile/contracts';
import { showToast } from '../ui/toast.tsx';
import { useAction } from './use-action.ts';
import { count } from './format.ts';

/** What else shows something of leads that were merged or taken apart. */
export const mergedNouns = ['leads', 'activities', 'quotes', 'files', 'today', 'pipelines', 'search', 'duplicates', 'lead-view-counts'];

/** Takes a merge back, and says what is back and what of the kept lead stays as it is. */
export function useUndoMerge() {
  const undo = useAction(undoMerge, {
    alsoChanges: mergedNouns,
    done: ({ restored, kept }) => showToast({
      tone: kept.length > 0 ? 'info' : 'success', title: `${count(restored.length, 'lead')} restored.`, ...(kept.length > 0 ? { text: kept.join(' ') } : {}),
    }),
  });
  return { run: (id: string) => void undo.run({ params: { id } }), isRunning: undo.isRunning };
}
