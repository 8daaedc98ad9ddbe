import { useEffect, useRef } from 'react';
import { scanOf, type Scan } from './labels.ts';
import { createWedge } from './wedge.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * A scanner that types, wherever the cursor stands: its keys are taken away from the field, the button or the page they would have reached. `enabled` false leaves
 * the keyboard alone, as while a dialog asks something.
 */
export function useWedge(onScan: (scan: Scan) => void, enabled = true) {
  const take = useRef(onScan);
  useEffect(() => { take.current = onScan; });
  useEffect(() => {
    if (!enabled) return undefined;
    const wedge = createWedge();
    let before: { field: Field; value: string } | null = null;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const code = wedge.press(event.key, event.timeStamp);
      if (event.key.length === 1 && wedge.length === 1) before = fieldOf(event.target);
      // A blank would press the button that has the keyboard.
      if (event.key === ' ' && !before && wedge.isRunning()) event.preventDefault();
      const scan = code === null ? null : scanOf(code);
      if (!scan) return;
      event.preventDefault();
      event.stopPropagation();
      if (before) restore(before);
      before = null;
      take.current(scan);
    };
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, [enabled]);
}

function fieldOf(target: EventTarget | null): { field: Field; value: string } | null {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? { field: target, value: target.value } : null;
}

/** As if the keys had not reached it. By the way that React hears of. */
function restore({ field, value }: { field: Field; value: string }) {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')?.set;
  setter?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
