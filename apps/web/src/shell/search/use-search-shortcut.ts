import { useEffect } from 'react';

const apple = /mac|iphone|ipad/i.test(navigator.platform);

/** How the keys are written on this machine. */
export const searchShortcut = apple ? '⌘K' : 'Ctrl K';

/** Opens search with Ctrl-K, on a Mac ⌘-K, from anywhere, fields included. */
export function useSearchShortcut(open: () => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(apple ? event.metaKey : event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}
