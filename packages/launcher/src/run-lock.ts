import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationProblem, systemCode } from './configuration-problem.ts';
import { startOf } from './process-identity.ts';

interface Holder {
  pid: number;
  start: string | null;
}

/** The right to run on a data directory; `release` gives it back and may be called again. */
export interface RunLock {
  release(): void;
}

const lockName = 'lastmile.pid';

/** The id of the live process that runs on the data directory, or null. */
export function runningOn(dataDirectory: string): number | null {
  const holder = parse(read(path.join(dataDirectory, lockName)));
  return holder && isStillThere(holder) ? holder.pid : null;
}

/**
 * Takes the data directory for this process. A lock left by a killed run is taken over.
 * Throws a ConfigurationProblem naming the process that has it.
 */
export function takeRunLock(dataDirectory: string): RunLock {
  const lock = path.join(dataDirectory, lockName);
  const own = path.join(dataDirectory, `${lockName}.${process.pid}`);
  const content = JSON.stringify({ pid: process.pid, start: startOf(process.pid) } satisfies Holder);
  writeFileSync(own, content, { mode: 0o600 });
  try {
    // A link appears with its content or not at all, so nobody ever reads half a lock.
    while (!linked(own, lock)) clearStaleLock(lock, dataDirectory);
  } finally {
    rmSync(own, { force: true });
  }
  return {
    release() {
      if (read(lock) === content) rmSync(lock, { force: true });
    },
  };
}

function linked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function clearStaleLock(lock: string, dataDirectory: string): void {
  const judged = read(lock);
  const holder = parse(judged);
  if (holder && isStillThere(holder)) {
    throw new ConfigurationProblem(
      `Lastmile already runs on ${dataDirectory} (process ${holder.pid}): stop it first, or set DATA_DIR to another folder.`,
    );
  }
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  // Between judging and moving, another start may have put its own lock here: give that one back.
  if (read(aside) !== judged) linked(aside, lock);
  rmSync(aside, { force: true });
}

function isStillThere(holder: Holder): boolean {
  const start = startOf(holder.pid);
  return start !== null && start === holder.start;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function parse(content: string | null): Holder | null {
  try {
    const { pid, start } = JSON.parse(content ?? 'null') as Holder;
    return Number.isInteger(pid) ? { pid, start } : null;
  } catch {
    return null;
  }
}
