import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * True while a process with this id runs. One that has ended but was not yet collected by its parent (orphans in a
 * container without an init) does not count.
 */
export function isAlive(pid: number): boolean {
  return startOf(pid) !== null;
}

/**
 * When the process began, in the system's own notation, or null where there is none. Together with the id it names
 * one process for good, while an id alone is handed out again.
 */
export function startOf(pid: number): string | null {
  try {
    if (process.platform !== 'linux') return ps(pid, 'lstart=');
    // The first field is the state, the twentieth the start in ticks since boot.
    const fields = statOf(pid);
    const isDead = fields[0] === 'Z' || fields[0] === 'X';
    return isDead ? null : `${bootId()} ${fields[19]}`;
  } catch {
    return null;
  }
}

/** The process that started this one, or null where that cannot be read. */
export function parentOf(pid: number): number | null {
  try {
    if (process.platform !== 'linux') return Number(ps(pid, 'ppid='));
    return Number(statOf(pid)[1]);
  } catch {
    return null;
  }
}

/** The words the process was started with, or none where that cannot be read. */
export function commandOf(pid: number): string[] {
  try {
    if (process.platform !== 'linux') return ps(pid, 'command=').split(' ');
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return [];
  }
}

/** The fields after the name, which stands in parentheses and may hold blanks. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function ps(pid: number, column: string): string {
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
  return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', stdio }).trim();
}
