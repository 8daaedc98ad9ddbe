import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connected, withDatabase } from '../postgres/database.ts';
import { throwawaySettings } from '../postgres/settings.ts';
import { startPostgres, type DatabaseAddresses } from '../postgres.ts';
import { migrateDatabase } from '../server.ts';

/** The migrated database that every test database is copied from. */
export const templateName = 'lastmile_template';

const ownerVariable = 'LASTMILE_TEST_OWNER_URL';
const runtimeVariable = 'LASTMILE_TEST_URL';

/** A throwaway server with the migrated template. */
export interface TestPostgres {
  /** What other processes need in their environment for `createTestDatabase`. */
  environment: Record<string, string>;
  /** Stops the server and removes its folder. May be called again. */
  stop(): Promise<void>;
}

interface TestPostgresOptions {
  signal?: AbortSignal;
  migrate?: (addresses: DatabaseAddresses) => Promise<void>;
}

/** Starts a throwaway server in the temporary folder and migrates the template once. */
export async function startTestPostgres({
  signal,
  migrate = migrateDatabase,
}: TestPostgresOptions = {}): Promise<TestPostgres> {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lastmile-test-')));
  // The account that PostgreSQL runs as under root passes through; the cluster itself is closed.
  chmodSync(folder, 0o711);
  try {
    const server = await startPostgres({ dataDirectory: folder, settings: throwawaySettings, signal });
    const stop = async () => {
      await server.stop();
      rmSync(server.folder, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    };
    try {
      await makeTemplate(server, migrate);
    } catch (error) {
      await stop();
      throw error;
    }
    return { environment: { [ownerVariable]: server.ownerUrl, [runtimeVariable]: server.url }, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Addresses of the running test server as the environment has them, or null where there is none. */
export function testAddresses(): DatabaseAddresses | null {
  const { [ownerVariable]: ownerUrl, [runtimeVariable]: url } = process.env;
  return ownerUrl && url ? { ownerUrl, url } : null;
}

async function makeTemplate(
  server: DatabaseAddresses,
  migrate: (addresses: DatabaseAddresses) => Promise<void>,
): Promise<void> {
  const maintenance = withDatabase(server.ownerUrl, 'postgres');
  await connected(maintenance, (client) => client.query(`create database ${templateName}`));
  await migrate({
    ownerUrl: withDatabase(server.ownerUrl, templateName),
    url: withDatabase(server.url, templateName),
  });
  await connected(maintenance, (client) =>
    client.query(`alter database ${templateName} is_template true allow_connections false`));
}
