import { useSyncExternalStore } from 'react';

const step = 30_000;
let current = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

function tick() {
  current = Date.now();
  for (const refresh of watchers) refresh();
}

function subscribe(refresh: () => void): () => void {
  watchers.add(refresh);
  if (!timer) {
    // Nobody watched, so the clock stood still.
    current = Date.now();
    timer = setInterval(tick, step);
  }
  return () => {
    watchers.delete(refresh);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present, in milliseconds, renewed twice a minute: one clock for everything on the screen that says “ago”. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current);
}
