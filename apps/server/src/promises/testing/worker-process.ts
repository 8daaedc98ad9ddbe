import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
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
  const { url, ...web } = await startProcess(server, { ROLE: 'web', HOST: '127.0.0.1', PORT: '0', RATE_LIMIT: '0' });
  return { ...web, url: url! };
}

async function startProcess({ services }: Pick<TestServer, 'services'>, environment: { [name: string]: string }): Promise<WorkerProcess & { url: string | undefined }> {
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
  const url = await untilReady(child);
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await exited;
  };
  return { url, kill: end('SIGKILL'), stop: end('SIGTERM') };
}

/** The address that it answers at, where it does. */
async function untilReady(child: ChildProcess): Promise<string | undefined> {
  let said = '';
  child.stderr!.on('data', (text) => {
    said += String(text);
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    said += `${line}\n`;
    if (line.startsWith('Lastmile is ready')) return /https?:\S+/.exec(line)?.[0];
  }
  throw new Error(`The worker ended before it was ready: ${said}`);
}
