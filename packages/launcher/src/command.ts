import { whenCallersEnd } from './callers.ts';
import { isConfigurationProblem } from './configuration-problem.ts';

/** The reason of an abort that a person or the system asked for with a signal. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

const endingSignals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command line program to its exit code. Ctrl-C, SIGTERM and a closed terminal abort the signal it is given,
 * once: pnpm and the terminal both deliver the same Ctrl-C, and a second one must not cut the cleaning up short.
 * A ConfigurationProblem is printed as its one line; anything else unexpected with its stack.
 */
export async function runCommand(work: (signal: AbortSignal) => Promise<number>): Promise<never> {
  const ending = new AbortController();
  for (const name of endingSignals) process.on(name, () => ending.abort(new Interrupted(name)));
  whenCallersEnd(() => ending.abort(new Interrupted('SIGTERM')));
  // A closed terminal or pager must not end us half-way through cleaning up.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const fail = (error: unknown) => {
    if (ending.signal.aborted) return;
    process.exitCode = 1;
    report(error);
    ending.abort(new Interrupted('failure'));
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  try {
    const code = await work(ending.signal);
    process.exit(process.exitCode ?? code);
  } catch (error) {
    if (error instanceof Interrupted) process.exit(process.exitCode ?? (error.message === 'SIGTERM' ? 143 : 130));
    report(error);
    process.exit(1);
  }
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

type Work = (signal: AbortSignal) => Promise<void>;

/**
 * Runs several works at once. The first failure, or the signal, ends the others; settles when all have ended, so that
 * nothing goes on behind the caller's back. Throws the first failure.
 */
export async function together(signal: AbortSignal, ...works: Work[]): Promise<void> {
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);
  await Promise.allSettled(works.map((work) => work(either).catch((error: unknown) => failure.abort(error))));
  if (failure.signal.aborted) throw failure.signal.reason;
  signal.throwIfAborted();
}

function report(error: unknown): void {
  if (isConfigurationProblem(error)) console.error(error.message);
  else console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
