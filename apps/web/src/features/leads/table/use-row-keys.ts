import { useEffect, type RefObject } from 'react';

/**
 * `j` and `k` go down and up the rows by the keyboard, and Enter opens the one that is reached, since it is a link.
 * Keys that are typed into something are left to it.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      const rows = [...list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? []];
      const at = rows.findIndex((row) => row === document.activeElement);
      const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
      rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [list]);
}

const takers = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(takers) !== null;
}
