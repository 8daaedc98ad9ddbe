import type { Import, ImportState } from '@lastmile/contracts';

export const stateWords: Record<ImportState, { words: string; color: string }> = {
  checking: { words: 'Looking through', color: 'blue' },
  checked: { words: 'Not run yet', color: 'gray' },
  check_failed: { words: 'Not looked through', color: 'red' },
  running: { words: 'Running', color: 'blue' },
  done: { words: 'Done', color: 'green' },
  failed: { words: 'Failed', color: 'red' },
  undoing: { words: 'Being undone', color: 'blue' },
  undo_failed: { words: 'Undone in part', color: 'red' },
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

const together = new Intl.ListFormat('en', { type: 'conjunction' });
const named = (made: Import['made']): string => together.format(made.map(({ kind, name }) => `the ${kind} ${name}`));
const asSentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** After an undo: which sources and tags of the import went with it, and which stay. */
export function madeWords(made: Import['made']): string {
  const [gone, kept] = [made.filter(({ isGone }) => isGone), made.filter(({ isGone }) => !isGone)];
  return [
    gone.length > 0 && asSentence(`${named(gone)} ${gone.length === 1 ? 'is' : 'are'} gone too`),
    kept.length > 0 && asSentence(`${named(kept)} ${kept.length === 1 ? 'stays' : 'stay'}, as something else uses ${kept.length === 1 ? 'it' : 'them'} now`),
  ].filter(Boolean).join(' ');
}
