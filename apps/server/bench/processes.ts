import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** A server in a process of its own, so that its processor time is its own. */
export interface ServerProcess {
  port: number;
  /** Milliseconds of processor time it has used so far. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

type Said = { port: number } | { cpu: number };

/**
 * Starts a module that calls {@link serveParent}. Throws where it ends before it listens; what it printed is on our
 * standard error.
 */
export async function startServer(
  module: string,
  settings: object,
  environment: NodeJS.ProcessEnv,
): Promise<ServerProcess> {
  const child = fork(module, [JSON.stringify(settings)], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${module} ended (${signal ?? code}).`)));
  });
  // Awaited only while something is asked of it.
  ended.catch(() => {});
  const answer = () =>
    Promise.race([new Promise<Said>((resolve) => child.once('message', resolve as (said: unknown) => void)), ended]);
  const { port } = (await answer()) as { port: number };
  return {
    port,
    async cpu() {
      const said = answer();
      child.send('cpu');
      return ((await said) as { cpu: number }).cpu;
    },
    stop: () => stopped(child),
  };
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.once('exit', () => {
      clearTimeout(impatience);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/**
 * The other side, in the server’s process: says the port, answers with processor time, and stops when told to or left
 * alone.
 */
export function serveParent({ port, stop }: { port: number; stop: () => Promise<unknown> }): void {
  process.on('message', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    process.send!({ cpu: (userCPUTime + systemCPUTime) / 1000 });
  });
  const leave = () => void stop().finally(() => process.exit(0));
  process.once('SIGTERM', leave);
  process.once('SIGINT', leave);
  process.once('disconnect', leave);
  process.send!({ port });
}

/** USER_HZ: what /proc counts processor time in, on every Linux we know. */
const millisecondsPerTick = 10;

/**
 * Processor time of a PostgreSQL server with all its processes, those that ended included; null where there is no
 * /proc to read it from.
 */
export function postgresCpu(postmaster: number): number | null {
  try {
    const statOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    const ofPostmaster = statOf(postmaster);
    // Its own, and that of children it has waited for.
    let ticks = sum(ofPostmaster.slice(11, 15));
    for (const pid of readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)) {
      try {
        const stat = statOf(pid);
        if (Number(stat[1]) === postmaster) ticks += sum(stat.slice(11, 13));
      } catch {
        // Ended since the folder was listed; from now on the postmaster counts it.
      }
    }
    return ticks * millisecondsPerTick;
  } catch {
    return null;
  }
}

const sum = (numbers: readonly string[]): number => numbers.reduce((total, number) => total + Number(number), 0);
