import { useState } from 'react';
import { columns, type Column } from './columns.tsx';

const key = 'lastmile-lead-columns';

/** Which columns this browser shows, and how to change that; the choice is kept for the next visit. */
export function useTableColumns() {
  const [names, setNames] = useState(keptNames);
  const choose = (chosen: readonly string[]) => {
    setNames(chosen);
    keep(chosen);
  };
  return { shown: columns.filter(({ name }) => names.includes(name)), names, choose };
}

function keptNames(): readonly string[] {
  const usual = columns.filter((column: Column) => column.usual).map(({ name }) => name);
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(kept) ? kept.filter((name) => columns.some((column) => column.name === name)) : usual;
  } catch {
    return usual;
  }
}

function keep(names: readonly string[]) {
  try {
    localStorage.setItem(key, JSON.stringify(names));
  } catch {
    // A browser that keeps nothing still shows what was chosen until it is closed.
  }
}
