import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Snapshot } from './store.ts';

/** Reads what a simulator wrote, null if there is no such file. Throws an error naming a file that is not one. */
export function readState(file: string): Snapshot | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw problem;
  }
  try {
    const state: unknown = JSON.parse(text);
    if (isSnapshot(state)) return state;
  } catch {
    // Answered below: not JSON is as wrong as JSON of another kind.
  }
  throw new Error(`State file ${file} was not written by the router simulator. Remove it to begin anew.`);
}

/** Writes the state under a temporary name and renames it, so that a reader never finds half of it. */
export function writeState(file: string, state: Snapshot): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, file);
}

function isSnapshot(state: unknown): state is Snapshot {
  if (typeof state !== 'object' || state === null) return false;
  const { nextId, menus } = state as Partial<Snapshot>;
  return Number.isInteger(nextId) && typeof menus === 'object' && menus !== null
    && Object.values(menus).every((rows) => Array.isArray(rows));
}
