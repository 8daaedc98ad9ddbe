import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigurationProblem, systemCode } from '../configuration-problem.ts';
import { commandOf, isAlive } from '../process-identity.ts';

/** A PostgreSQL server as its own lock file tells of it. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** Linux hands out no process id this high, so PostgreSQL takes a lock file naming it for stale. */
const impossiblePid = 4_194_305;
const stopLimitSeconds = 30;

/** The live server on the cluster's folder, or null; a lock file left by a killed one counts for nothing. */
export function livePostmaster(data: string): Postmaster | null {
  const lines = readLock(data);
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isInteger(pid) || pid <= 1 || !isPostmasterOf(pid, data)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Makes way for a new server: stops one that outlived its launcher, and disowns the lock file of a killed one,
 * whose process id may belong to a stranger by now. Throws a ConfigurationProblem where the old server does not stop.
 */
export async function clearTheWay(data: string, log: (line: string) => void): Promise<void> {
  const orphan = livePostmaster(data);
  if (orphan) {
    log(`Stopping the PostgreSQL that an earlier run left behind (process ${orphan.pid}).`);
    await stopProcess(orphan.pid);
    return;
  }
  const lines = readLock(data);
  if (!lines) return;
  // PostgreSQL would take any process with that id, even an ended one nobody collected yet, for another server.
  // Only the id is replaced: the rest names the shared memory, by which PostgreSQL finds backends that still live.
  writeFileSync(path.join(data, 'postmaster.pid'), [impossiblePid, ...lines.slice(1)].join('\n'));
}

/** A fast, clean stop of a server that is not our child. */
async function stopProcess(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + stopLimitSeconds * 1000;
  while (isAlive(pid)) {
    if (Date.now() > deadline) {
      throw new ConfigurationProblem(
        `A PostgreSQL from an earlier run (process ${pid}) has not stopped within ${stopLimitSeconds} s: stop it and start again.`,
      );
    }
    await pause(20);
  }
}

function isPostmasterOf(pid: number, data: string): boolean {
  const command = commandOf(pid);
  return path.basename(command[0] ?? '') === 'postgres' && command.includes(data);
}

function readLock(data: string): string[] | null {
  try {
    return readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
