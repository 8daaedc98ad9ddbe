import { spawn } from 'node:child_process';
import { systemCode } from './configuration-problem.ts';
import { root } from './paths.ts';

export interface ChildOptions {
  environment?: NodeJS.ProcessEnv;
  /** Where it runs; the root of the checkout unless given. */
  folder?: string;
  /** Ends the child and everything it started. */
  signal?: AbortSignal;
  /** `capture` (the default) keeps what it prints for the caller, `show` prints it as it comes. */
  output?: 'capture' | 'show';
}

export interface ChildResult {
  /** Null where a signal ended it. */
  code: number | null;
  /** What it printed on either stream, where captured. */
  output: string;
  /** What it printed on standard error, where captured. */
  errors: string;
  /** What it printed on standard output, where captured. */
  answer: string;
}

const stopLimitSeconds = 15;

/**
 * Runs a program until it and its own children are gone. It gets a process group of its
 * own: a Ctrl-C in the terminal reaches this process alone, which then ends the child in order.
 * Throws where the program cannot be started.
 */
export function runChild([program, ...words]: [string, ...string[]], options: ChildOptions = {}): Promise<ChildResult> {
  const { environment = process.env, folder = root, signal, output = 'capture' } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const pipe = output === 'show' ? 'inherit' : 'pipe';
    const child = spawn(program, words, { cwd: folder, env: environment, detached: true, stdio: ['ignore', pipe, pipe] });
    const printed: { text: string; isError: boolean }[] = [];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => printed.push({ text, isError: false }));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => printed.push({ text, isError: true }));
    const textOf = (wanted: typeof printed) => wanted.map(({ text }) => text).join('');
    let impatience: NodeJS.Timeout | undefined;
    const stop = () => {
      killGroup(child.pid, 'SIGINT');
      impatience = setTimeout(() => killGroup(child.pid, 'SIGKILL'), stopLimitSeconds * 1000);
    };
    signal?.addEventListener('abort', stop);
    child.once('error', reject);
    // What outlives the program would keep its pipes open, so it has to go before `close` can come.
    child.once('exit', () => killGroup(child.pid, 'SIGKILL'));
    child.once('close', (code) => {
      clearTimeout(impatience);
      signal?.removeEventListener('abort', stop);
      resolve({
        code,
        output: textOf(printed),
        errors: textOf(printed.filter(({ isError }) => isError)),
        answer: textOf(printed.filter(({ isError }) => !isError)),
      });
    });
  });
}

/** Runs a Node program with the Node that runs us. */
export function runNode(words: string[], options?: ChildOptions): Promise<ChildResult> {
  return runChild([process.execPath, ...words], options);
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Gone already; macOS answers EPERM for a group of ended processes.
    if (!['ESRCH', 'EPERM'].includes(systemCode(error))) throw error;
  }
}
