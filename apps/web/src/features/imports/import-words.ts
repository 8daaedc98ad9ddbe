import type { ImportState } from '@lastmile/contracts';

export const stateWords: Record<ImportState, { words: string; color: string }> = {
  checking: { words: 'Looking through', color: 'blue' },
  checked: { words: 'Not run yet', color: 'gray' },
  check_failed: { words: 'Not looked through', color: 'red' },
  running: { words: 'Running', color: 'blue' },
  done: { words: 'Done', color: 'green' },
  failed: { words: 'Failed', color: 'red' },
  undoing: { words: 'Being undone', color: 'blue' },
  undone: { words: 'Undone', color: 'gray' },
};

/** What becomes of one row. */
export const outcomeWords: Record<string, { words: string; color: string }> = {
  created: { words: 'New', color: 'green' },
  updated: { words: 'Updated', color: 'blue' },
  unchanged: { words: 'As it is', color: 'gray' },
  skipped: { words: 'Skipped', color: 'gray' },
  failed: { words: 'Problem', color: 'red' },
};
