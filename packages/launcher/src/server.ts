/**
 * The door to apps/server. Everything is imported when it is called: a command that fails early, or needs only the
 * migrations, does not wait for the whole server to load.
 */
import type { DatabaseAddresses } from './postgres.ts';
import { inCheckout } from './paths.ts';

/** Brings the database up to date and makes the unprivileged role that the product runs as. */
export async function migrateDatabase(addresses: DatabaseAddresses, log?: (line: string) => void): Promise<void> {
  const { migrate } = await import('../../../apps/server/src/core/database/migrate.ts');
  const { username, password } = new URL(addresses.url);
  const runtime = { role: decodeURIComponent(username), password: decodeURIComponent(password) };
  await migrate({ ownerUrl: addresses.ownerUrl, runtime, directory: inCheckout('migrations'), log });
}

/** Starts the server in this process; it migrates, and on an empty database makes the demo organization. */
export async function startServer(environment: NodeJS.ProcessEnv, log: (line: string) => void) {
  const { startLastmile } = await import('../../../apps/server/src/main.ts');
  return startLastmile(environment, { log });
}
