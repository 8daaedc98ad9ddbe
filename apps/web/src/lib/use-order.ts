import { useEffect, useRef, useState } from 'react';

interface Ordered {
  id: string;
}

/**
 * A list in the order in which the person puts it. Moves are shown at once and saved one after the other, the latest wins. `save` shows its own failure
 * and never throws; what it refused slides back.
 */
export function useOrder<Item extends Ordered>(items: readonly Item[], save: (ids: string[]) => Promise<void>) {
  const [wanted, setWanted] = useState<readonly string[] | null>(null);
  const saving = useRef(false);

  useEffect(() => {
    if (!wanted || saving.current) return;
    saving.current = true;
    void save([...wanted]).then(() => {
      saving.current = false;
      // Another move that came meanwhile is saved next.
      setWanted((latest) => (latest === wanted || !latest ? null : [...latest]));
    });
  });

  const ordered = wanted ? inOrder(items, wanted) : items;
  const move = (id: string, to: number) => {
    const ids = ordered.map((item) => item.id);
    const from = ids.indexOf(id);
    if (from < 0 || to < 0 || to >= ids.length || from === to) return;
    setWanted(ids.toSpliced(from, 1).toSpliced(to, 0, id));
  };
  return { ordered, move };
}

/** Items that the order does not know, as one that was just added by somebody else, come last. */
function inOrder<Item extends Ordered>(items: readonly Item[], ids: readonly string[]): Item[] {
  const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return items.toSorted((a, b) => place(a.id) - place(b.id));
}
