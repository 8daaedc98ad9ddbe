import { useSyncExternalStore } from 'react';

const phone = '(max-width: 47.99em)';
const media = matchMedia(phone);

function subscribe(refresh: () => void): () => void {
  media.addEventListener('change', refresh);
  return () => media.removeEventListener('change', refresh);
}

/** Whether the window is as narrow as a phone now. */
export function isPhone(): boolean {
  return media.matches;
}

/** Whether the window is as narrow as a phone. Prefer CSS; ask only where another element is needed. */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, () => media.matches);
}
