const key = 'lastmile-lead-columns';

/** The columns this browser keeps for the next visit; null for the usual ones. */
export function keptColumns(): readonly string[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(kept) ? kept.filter((name): name is string => typeof name === 'string') : null;
  } catch {
    return null;
  }
}

export function keep(names: readonly string[] | null) {
  try {
    if (names) localStorage.setItem(key, JSON.stringify(names));
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing still shows what was chosen until it is closed.
  }
}
