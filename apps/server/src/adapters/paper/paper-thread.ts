import { Worker } from 'node:worker_threads';
import type { DrawingAsked, DrawingDone, Drawn } from './paper-worker.ts';
import { PdfNotDrawn, type PaperPort } from '../../ports/paper.ts';

/** A thread that has nothing to do gives its memory back. */
const idleMilliseconds = 60_000;
const patienceMilliseconds = 30_000;
/** Fifty long lines and ten thousand characters of terms take a fraction of it. */
const memoryMegabytes = 384;

interface Waiting { asked: DrawingAsked; resolve(bytes: Buffer): void; reject(error: Error): void }

/** Draws in a thread that starts with the first paper that is asked for and ends when none was for a while, so that a server that draws nothing loads nothing. */
export function paperAdapter(): PaperPort {
  let worker: Worker | null = null;
  let current: { waiting: Waiting; patience: NodeJS.Timeout } | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;
  const queue: Waiting[] = [];

  function start(): Worker {
    const started = new Worker(new URL('./paper-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes }, execArgv: ['--no-warnings'] });
    started.unref();
    started.on('message', (done: DrawingDone) => {
      if (worker !== started || current?.waiting.asked.id !== done.id) return;
      settle((waiting) => ('bytes' in done ? waiting.resolve(Buffer.from(done.bytes)) : waiting.reject(new PdfNotDrawn({ cause: new Error(done.problem) }))));
    });
    started.on('error', (error) => fail(started, error));
    started.on('exit', () => fail(started, new Error('The drawing thread ended.')));
    return started;
  }

  /** Whatever happened to the thread, the next quote gets a new one. */
  function fail(ended: Worker, error: unknown): void {
    if (worker !== ended) return;
    worker = null;
    void ended.terminate();
    settle((waiting) => waiting.reject(new PdfNotDrawn({ cause: error })));
  }

  function settle(how: (waiting: Waiting) => void): void {
    if (!current) return;
    const { waiting, patience } = current;
    clearTimeout(patience);
    current = null;
    how(waiting);
    next();
  }

  function next(): void {
    clearTimeout(idle);
    if (current) return;
    const waiting = queue.shift();
    if (!waiting) {
      idle = setTimeout(() => void rest(), idleMilliseconds).unref();
      return;
    }
    worker ??= start();
    const drawing = worker;
    current = { waiting, patience: setTimeout(() => fail(drawing, new Error('The drawing took too long.')), patienceMilliseconds) };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window and has no origin
    drawing.postMessage(waiting.asked);
  }

  async function rest(): Promise<void> {
    const resting = worker;
    worker = null;
    await resting?.terminate();
  }

  const draw = (drawn: Drawn) => new Promise<Buffer>((resolve, reject) => {
    last += 1;
    queue.push({ asked: { id: last, ...drawn }, resolve, reject });
    next();
  });

  return {
    drawQuote: (paper, logo) => draw({ what: 'quote', paper, logo }),
    drawBill: (paper, logo) => draw({ what: 'bill', paper, logo }),
    drawLabels: (paper) => draw({ what: 'labels', paper }),
    async close() {
      clearTimeout(idle);
      for (const { reject } of queue.splice(0)) reject(new PdfNotDrawn());
      if (current) {
        clearTimeout(current.patience);
        current.waiting.reject(new PdfNotDrawn());
        current = null;
      }
      await rest();
    },
  };
}
