/**
 * The door to apps/server. Everything is imported when it is called: a command that fails early, or needs only the
 * migrations, does not wait for the whole server to load.
 */
import type { NewOrganization } from '../../../apps/server/src/features/organizations/index.ts';
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

/** Brings a database up to date and makes the unprivileged role that the product runs as. */
export async function migrateDatabase(addresses: DatabaseAddresses, log?: Log): Promise<void> {
  const { migrate } = await import('../../../apps/server/src/core/database/migrate.ts');
  const { username, password } = new URL(addresses.url);
  const runtime = { role: decodeURIComponent(username), password: decodeURIComponent(password) || null };
  await migrate({ ownerUrl: addresses.ownerUrl, runtime, directory: inCheckout('migrations'), log });
}

/**
 * Migrates the product's database as the server would at its start: with DATABASE_URL alone, its role owns and a
 * running one is made. Gives the address of the running role.
 */
export async function migrateProduct(environment: NodeJS.ProcessEnv, log: Log): Promise<string> {
  const { readConfig } = await import('../../../apps/server/src/core/config.ts');
  const { databaseAccess } = await import('../../../apps/server/src/core/database/access.ts');
  const { migrate } = await import('../../../apps/server/src/core/database/migrate.ts');
  const { ownerUrl, url, runtime } = databaseAccess(readConfig(nonEmpty(environment), root));
  await migrate({ ownerUrl, runtime, directory: inCheckout('migrations'), log });
  return url;
}

/** Makes an organization and its owner; `url` connects as the running role. Throws a ConfigurationProblem. */
export async function createOrganization(url: string, organization: NewOrganization): Promise<void> {
  const { createOrganizationAt } = await import('../../../apps/server/src/features/organizations/index.ts');
  await createOrganizationAt(url, organization);
}

/** Adds leads in bulk to the demo organization. */
export async function addDemoLeads(environment: NodeJS.ProcessEnv, count: number, log: Log): Promise<void> {
  const { addDemoLeads: add } = await import('../../../apps/server/src/demo/index.ts');
  await add(environment, { count, log });
}

/** Starts the server in this process; it migrates, and on an empty database makes the demo organization. */
export async function startServer(environment: NodeJS.ProcessEnv, log: Log) {
  const { startLastmile } = await import('../../../apps/server/src/main.ts');
  return startLastmile(environment, { log });
}

function nonEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
