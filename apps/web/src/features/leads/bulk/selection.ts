import { mostIdsInBulk } from '@lastmile/contracts';

/** Which leads are chosen: some of them, or everything that matches the filters, seen or not. */
export interface Selected {
  ids: readonly string[];
  everything: boolean;
}

export const nothingSelected: Selected = { ids: [], everything: false };

export const isSelected = ({ ids, everything }: Selected, id: string): boolean => everything || ids.includes(id);

/** Chooses one, or takes it away again; with `from` everything between the two becomes as this one does. */
export function toggled(selected: Selected, id: string, shown: readonly string[], from: string | null = null): Selected {
  // Of everything but one only what is in sight can be named.
  const ids = selected.everything ? shown : selected.ids;
  const meant = from === null ? [id] : between(shown, from, id);
  return { everything: false, ids: isSelected(selected, id) ? ids.filter((one) => !meant.includes(one)) : withMore(ids, meant) };
}

/** All that is shown; or none of it, where it was all chosen already. What is chosen and not shown (any more) stays. */
export function toggledAll(selected: Selected, shown: readonly string[]): Selected {
  if (selected.everything) return nothingSelected;
  const { ids } = selected;
  return { everything: false, ids: shown.every((id) => ids.includes(id)) ? ids.filter((id) => !shown.includes(id)) : withMore(ids, shown) };
}

function between(shown: readonly string[], from: string, to: string): readonly string[] {
  const [start, end] = [shown.indexOf(from), shown.indexOf(to)].sort((left, right) => left - right);
  return start === undefined || start < 0 ? [to] : shown.slice(start, end! + 1);
}

const withMore = (ids: readonly string[], more: readonly string[]): readonly string[] => [...new Set([...ids, ...more])].slice(0, mostIdsInBulk);
