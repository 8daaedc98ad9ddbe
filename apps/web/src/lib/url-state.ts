import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

type Changes = Readonly<Record<string, string | null>>;

/**
 * What the address says after its question mark, and how to change it: null takes a word away. A change can be gone
 * back from, as out of a dialog with a phone's back button; with `replace` it cannot, as while one types a search.
 */
export function useUrlState(): [
  query: URLSearchParams,
  change: (changes: Changes, options?: { replace?: boolean }) => void,
] {
  const [query, setQuery] = useSearchParams();
  const change = useCallback(
    (changes: Changes, { replace = false } = {}) => {
      setQuery(
        () => {
          // From the address itself: what a page was last drawn with is older while a slow page is being drawn, and a second
          // change in that time would take the first one back.
          const after = new URLSearchParams(window.location.search);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null) after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        { replace, preventScrollReset: true },
      );
    },
    [setQuery],
  );
  return [query, change];
}
