import { useRef, useState } from 'react';
import { isSelected, nothingSelected, toggled, toggledAll, type Selected } from './selection.ts';

/** What rows and bar need of the leads that are chosen. */
export interface Selection {
  selected: Selected;
  isEmpty: boolean;
  has: (id: string) => boolean;
  /** With `reaches` everything from the last one that was chosen. */
  toggle: (id: string, reaches?: boolean) => void;
  toggleShown: () => void;
  selectEverything: () => void;
  clear: () => void;
}

/**
 * The chosen leads by their ids, so that whatever happens to the list meanwhile they stay chosen. Other filters (`about`) are another question: they
 * begin with none.
 */
export function useSelection(about: string, shown: readonly string[]): Selection {
  const [state, setState] = useState({ about, selected: nothingSelected });
  const last = useRef<string | null>(null);
  const selected = state.about === about ? state.selected : nothingSelected;
  const put = (next: Selected) => setState({ about, selected: next });
  return {
    selected,
    isEmpty: !selected.everything && selected.ids.length === 0,
    has: (id) => isSelected(selected, id),
    toggle: (id, reaches = false) => {
      put(toggled(selected, id, shown, reaches ? last.current : null));
      last.current = id;
    },
    toggleShown: () => put(toggledAll(selected, shown)),
    selectEverything: () => put({ ids: [], everything: true }),
    clear: () => {
      last.current = null;
      put(nothingSelected);
    },
  };
}
