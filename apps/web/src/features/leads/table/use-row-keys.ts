import { useEffect, useRef, type RefObject } from 'react';

/**
 * `j` and `k` go down and up the rows by the keyboard, and Enter opens the one that is reached, since it is a link. `x` chooses it, and with Shift `j`
 * and `k` choose on the way. Keys that are typed into something are left to it.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>, onToggle?: (id: string, reaches?: boolean) => void): void {
  const toggle = useRef(onToggle);
  useEffect(() => {
    toggle.current = onToggle;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return;
      const rows = [...list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? []];
      const at = rows.findIndex((row) => row.closest('tr')?.contains(document.activeElement));
      const key = event.key.toLowerCase();
      if (key === 'x' && at >= 0) toggle.current?.(rows[at]!.dataset.rowLink!, event.shiftKey);
      const step = { j: 1, k: -1 }[key];
      if (!step) return;
      const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
      next?.focus();
      if (event.shiftKey && next && next !== rows[at]) toggle.current?.(next.dataset.rowLink!);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [list]);
}

const takers = 'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(takers) !== null;
}
