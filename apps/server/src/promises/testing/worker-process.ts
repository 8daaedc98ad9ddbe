import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { withDatabase } from '../../../../../packages/launcher/src/postgres/database.ts';
import { testAddresses } from '../../../../../packages/launcher/src/testing/test-postgres.ts';
import type { TestServer } from '../../testing/index.ts';

/** The product as a process of its own, on the server's database. */
export interface WorkerProcess {
  /** As when the machine loses power: nothing is finished, nothing is told. Returns once it is gone. */
  kill(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<void>;
}

/** Starts a worker and waits until it says that it is ready. Throws with what it said where it is not. */
export const startWorker = (server: Pick<TestServer, 'services'>): Promise<WorkerProcess> => startProcess(server, { ROLE: 'worker' });

/** The same for what answers requests, at a port of its own. */
export async function startWeb(server: Pick<TestServer, 'services'>): Promise<WorkerProcess & { url: string }> {
  const port = await freePort();
  const web = await startProcess(server, { ROLE: 'web', PORT: String(port), RATE_LIMIT: '0' });
  return { ...web, url: `http://127.0.0.1:${port}` };
}

async function freePort(): Promise<number> {
  const listening = createServer().listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as { port: number };
  listening.close();
  await once(listening, 'close');
  return port;
}

async function startProcess({ services }: Pick<TestServer, 'services'>, environment: { [name: string]: string }): Promise<WorkerProcess> {
  const database = new URL(services.databaseUrl).pathname.slice(1);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'lastmile-worker-'));
  const child = spawn(process.execPath, ['--no-warnings', path.resolve(import.meta.dirname, '../../main.ts')], {
    env: {
      PATH: process.env.PATH,
      ...environment,
      DEMO: '0',
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
      DATABASE_URL: services.databaseUrl,
      DATABASE_OWNER_URL: withDatabase(testAddresses()!.ownerUrl, database),
      SECRET_KEY: services.config.secretKey.toString('base64'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit').then(() => rm(dataDir, { recursive: true, force: true }));
  await untilReady(child);
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await exited;
  };
  return { kill: end('SIGKILL'), stop: end('SIGTERM') };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr!.on('data', (text) => {
    said += String(text);
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    said += `${line}\n`;
    if (line.startsWith('Lastmile is ready')) return;
  }
  throw new Error(`The worker ended before it was ready: ${said}`);
}
