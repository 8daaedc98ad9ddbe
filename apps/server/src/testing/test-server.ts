import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createTestDatabase } from '../../../../packages/launcher/src/testing/test-database.ts';
import { createApp } from '../app.ts';
import type { Config } from '../core/config.ts';
import { wire, type Wiring, type WiringOptions } from '../wiring.ts';
import { createClient, type Client } from './client.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { makeOrganization, type TestOrganization } from './test-organization.ts';

export interface TestServer {
  app: FastifyInstance;
  services: Wiring;
  clock: TestClock;
  /** Somebody who has not signed in. */
  stranger: Client;
  makeOrganization(options?: { name?: string }): Promise<TestOrganization>;
  /** Listens on a port of the loopback interface, for what cannot be injected. Returns the address. */
  listen(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * The whole server on a database of its own, as the unprivileged role. Jobs are enqueued but not worked on and requests are not limited,
 * unless the test asks for it.
 */
export async function startTestServer(changes: Partial<Config> = {}, ports: Pick<WiringOptions, 'files' | 'mailer' | 'sms' | 'paper'> = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const clock = createTestClock();
  const config: Config = {
    port: 0, host: '127.0.0.1', dataDir: path.join(os.tmpdir(), 'lastmile-test', randomUUID()), databaseUrl: database.url, databaseOwnerUrl: null,
    role: 'web', publicUrl: null, secretKey: randomBytes(32), demo: false, logLevel: 'silent', rateLimit: 0, trustProxy: false,
    databasePoolSize: 10, webRoot: null, maxFileBytes: 25 * 1_048_576, s3: null, smtp: null, twilio: null,
    ...changes,
  };
  const services = wire({ config, databaseUrl: database.url, clock, ...ports });
  let app: FastifyInstance | undefined;
  const stop = async () => {
    await app?.close();
    await services.stop();
    await database.drop();
    await rm(config.dataDir, { recursive: true, force: true });
  };
  try {
    await services.start();
    app = await createApp(services);
    await app.ready();
  } catch (error) {
    await stop();
    throw error;
  }
  const started = app;
  return {
    app: started, services, clock, stop,
    stranger: createClient(started),
    makeOrganization: (options) => makeOrganization(started, services, options),
    listen: () => started.listen({ host: '127.0.0.1', port: 0 }),
  };
}
