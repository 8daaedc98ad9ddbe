/**
 * The door to apps/server. Everything is imported when it is called: a command that fails early, or needs only the
 * migrations, does not wait for the whole server to load.
 */
import { inCheckout, root } from './paths.ts';
import type { DatabaseAddresses } from './postgres.ts';

type Log = (line: string) => void;

/**
 * Reads and checks the whole environment before anything is started. The database is checked apart, since the
 * embedded one has no address yet. Throws a ConfigurationProblem.
 */
export async function checkEnvironment(environment: NodeJS.ProcessEnv): Promise<{ host: string; port: number }> {
  const { readConfig } = await import('../../../apps/server/src/core/config.ts');
  const { host, port } = readConfig({ DATABASE_URL: 'postgres://127.0.0.1/lastmile', ...nonEmpty(environment) }, root);
  return { host, port };
}

/**
 * Connects once. Throws a ConfigurationProblem that names the variable and the reason, never the password.
 * The address itself has passed `checkEnvironment`.
 */
export async function checkDatabase(url: string, variable: string): Promise<void> {
  const access = await import('../../../apps/server/src/core/database/access.ts');
  await access.checkDatabase(url, variable);
}

/** Brings the database up to date and makes the unprivileged role that the product runs as. */
export async function migrateDatabase(addresses: DatabaseAddresses, log?: Log): Promise<void> {
  const { migrate } = await import('../../../apps/server/src/core/database/migrate.ts');
  const { username, password } = new URL(addresses.url);
  const runtime = { role: decodeURIComponent(username), password: decodeURIComponent(password) };
  await migrate({ ownerUrl: addresses.ownerUrl, runtime, directory: inCheckout('migrations'), log });
}

/** Starts the server in this process; it migrates, and on an empty database makes the demo organization. */
export async function startServer(environment: NodeJS.ProcessEnv, log: Log) {
  const { startLastmile } = await import('../../../apps/server/src/main.ts');
  return startLastmile(environment, { log });
}

function nonEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
