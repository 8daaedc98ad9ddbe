import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { ConfigurationProblem, type Config } from '../config.ts';

export interface DatabaseAccess {
  ownerUrl: string;
  /** As the unprivileged role. */
  url: string;
  runtime: { role: string; password: string | null };
}

/**
 * Who owns the tables and who runs on them. With DATABASE_OWNER_URL both are given. With DATABASE_URL alone that role owns, and an
 * unprivileged one is made with a generated password kept in the data directory, so that isolation never depends on configuration.
 */
export function databaseAccess(config: Config): DatabaseAccess {
  const given = new URL(config.databaseUrl);
  if (config.databaseOwnerUrl) {
    return {
      ownerUrl: config.databaseOwnerUrl,
      url: config.databaseUrl,
      runtime: { role: decodeURIComponent(given.username), password: decodeURIComponent(given.password) || null },
    };
  }
  const role = 'lastmile_app';
  const password = runtimePassword(config.dataDir);
  const url = new URL(config.databaseUrl);
  url.username = role;
  url.password = password;
  return { ownerUrl: config.databaseUrl, url: url.href, runtime: { role, password } };
}

function runtimePassword(dataDir: string): string {
  const file = path.join(dataDir, 'database-password');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const password = randomBytes(24).toString('base64url');
    writeFileSync(file, password, { mode: 0o600 });
    return password;
  }
}

/** Connects once and says in one line what is wrong where it does not work. The password is never part of the line. */
export async function checkDatabase(url: string, variable: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  const { host, pathname } = new URL(url);
  try {
    await client.connect();
    const { rows: [settings] } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    if (Number(settings!.version) < 160_000) {
      throw new ConfigurationProblem(`${variable}: the PostgreSQL at ${host} is older than 16; Lastmile needs 16 or newer.`);
    }
  } catch (error) {
    if (error instanceof ConfigurationProblem) throw error;
    const reason = (error as Error).message || (error as NodeJS.ErrnoException).code || 'no answer';
    throw new ConfigurationProblem(`${variable}: no connection to the database ${pathname.slice(1)} at ${host} (${reason}).`);
  } finally {
    await client.end().catch(() => {});
  }
}
