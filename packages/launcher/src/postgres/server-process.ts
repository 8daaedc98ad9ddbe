import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigurationProblem } from '../configuration-problem.ts';
import { freePort } from '../port.ts';
import { runAs, type Account } from './account.ts';
import { oneLine } from './cluster.ts';
import { livePostmaster } from './postmaster.ts';
import { databaseEnvironment, serverSettings } from './settings.ts';

/** A running PostgreSQL that is our child. */
export interface ServerProcess {
  pid: number;
  port: number;
  /** Settles when the process ends, for whatever reason. */
  ended: Promise<void>;
  /** Fast, clean stop; resolves when the process is gone. May be called again. */
  stop(): Promise<void>;
}

interface Launch {
  binaries: string;
  data: string;
  account: Account | null;
  settings: Record<string, string>;
  log: (line: string) => void;
  signal?: AbortSignal;
}

const orphanLimitSeconds = 15;
/** Long, since what a crash left behind is brought in order first. */
const startLimitSeconds = 300;
const stopLimitSeconds = 30;

/**
 * Starts the server on a free port of the loopback address and waits until it accepts connections.
 * Throws a ConfigurationProblem with PostgreSQL's own reason where it cannot.
 */
export async function launchServer(launch: Launch): Promise<ServerProcess> {
  const deadline = Date.now() + orphanLimitSeconds * 1000;
  for (;;) {
    const outcome = await attempt(launch, await freePort());
    if (typeof outcome !== 'string') return outcome;
    const portTaken = /could not bind|could not create any TCP/.test(outcome);
    // After a kill -9 of the main process its backends end by themselves, but not at once.
    const backendsRemain = /shared memory block .* is still in use/.test(outcome);
    if (!(portTaken || backendsRemain) || Date.now() > deadline) {
      throw new ConfigurationProblem(`PostgreSQL did not start on ${launch.data}: ${oneLine(outcome)}`);
    }
    await pause(100);
  }
}

/** Gives the running server, or what it said before it ended. */
async function attempt(launch: Launch, port: number): Promise<ServerProcess | string> {
  const { binaries, data, account, settings, signal } = launch;
  signal?.throwIfAborted();
  const child = spawn(
    path.join(binaries, 'bin/postgres'),
    ['-D', data, ...serverSettings(port, settings)],
    // Its own process group: a Ctrl-C in the terminal must not stop the database under a server that is still busy.
    { ...runAs(account), env: databaseEnvironment(), cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = () => stopChild(child, ended);
  signal?.addEventListener('abort', stop);
  const messages = await readyOrMessages(launch, child, ended);
  signal?.removeEventListener('abort', stop);
  if (signal?.aborted) await stop();
  signal?.throwIfAborted();
  return messages ?? { pid: child.pid as number, port, ended, stop };
}

/** Null once the server says in its lock file that it takes connections, as `pg_ctl` looks for it; else what it printed before it ended. */
async function readyOrMessages(
  { data, log, signal }: Launch,
  child: ChildProcess,
  ended: Promise<void>,
): Promise<string | null> {
  let messages = '';
  let isReady = false;
  child.stderr?.on('data', (text: Buffer) => {
    log(text.toString().trimEnd());
    if (!isReady) messages += text.toString();
  });
  child.once('error', (error) => (messages += error.message));
  const over = new AbortController();
  void ended.then(() => over.abort());
  const deadline = Date.now() + startLimitSeconds * 1000;
  while (!over.signal.aborted) {
    const postmaster = livePostmaster(data);
    isReady = postmaster?.pid === child.pid && postmaster?.ready === true;
    if (isReady) return null;
    if (Date.now() > deadline && !signal?.aborted) {
      await stopChild(child, ended);
      throw new ConfigurationProblem(
        `PostgreSQL on ${data} takes no connections after ${startLimitSeconds / 60} minutes. It said last: ${oneLine(messages)}`,
      );
    }
    await Promise.race([pause(20), ended]);
  }
  return messages;
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const impatience = setTimeout(() => child.kill('SIGQUIT'), stopLimitSeconds * 1000);
  await ended;
  clearTimeout(impatience);
}
