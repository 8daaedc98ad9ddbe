import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrateJobs } from '../jobs.ts';

export interface MigrateOptions {
  /** A role that may create roles and tables; it owns everything and serves no request. */
  ownerUrl: string;
  /** The unprivileged role that requests and jobs run as; made or given this password where `password` is not null. */
  runtime: { role: string; password: string | null };
  directory: string;
  log?: (line: string) => void;
}

/** Any number no other program is likely to use: two starts at once migrate one after the other. */
const lock = 5_220_260_518;

/**
 * Runs `migrations/*.sql` that have not run yet, each in a transaction of its own, and makes the running role.
 * Throws when a file that ran before was changed since: applied history is never rewritten.
 */
export async function migrate({ ownerUrl, runtime, directory, log = () => {} }: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'lastmile-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    await ensureRuntimeRole(client, runtime);
    await client.query("select set_config('app.runtime_role', $1, false)", [runtime.role]);
    await client.query(
      'create table if not exists schema_migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations');
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    for (const file of readdirSync(directory).filter((name) => name.endsWith('.sql')).sort()) {
      const sql = readFileSync(path.join(directory, file), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = applied.get(file);
      if (before === checksum) continue;
      if (before) throw new Error(`Migration ${file} was changed after it had been applied; add a new migration instead.`);
      await applyOne(client, file, sql, checksum);
      log(`migrated ${file}`);
    }
    await migrateJobs(ownerUrl, client, runtime.role);
  } finally {
    await client.end();
  }
}

async function applyOne(client: pg.Client, file: string, sql: string, checksum: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [file, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${file} failed: ${(error as Error).message}`, { cause: error });
  }
}

async function ensureRuntimeRole(client: pg.Client, { role, password }: MigrateOptions['runtime']): Promise<void> {
  const { rows } = await client.query<{ rolsuper: boolean; rolbypassrls: boolean }>(
    'select rolsuper, rolbypassrls from pg_roles where rolname = $1', [role]);
  const found = rows[0];
  if (found && (found.rolsuper || found.rolbypassrls)) {
    throw new Error(`The running role ${role} could bypass row-level security; name an ordinary role in DATABASE_URL.`);
  }
  const name = client.escapeIdentifier(role);
  if (!found) await besideOthers(() => client.query(`create role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole`));
  if (password !== null) await besideOthers(() => client.query(`alter role ${name} password ${client.escapeLiteral(password)}`));
  const { rows: [database] } = await client.query<{ name: string }>('select current_database() as name');
  await client.query(`grant connect on database ${client.escapeIdentifier(database!.name)} to ${name}`);
}

/**
 * Roles belong to the whole server, the lock above to one database: another installation on this server may make or change the role at the same moment. Then
 * PostgreSQL waits for nobody and refuses; what was made meanwhile is there, what was changed is changed again.
 */
async function besideOthers(change: () => Promise<unknown>, attempts = 20): Promise<void> {
  try {
    await change();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === '42710' || code === '23505') return;
    if (attempts <= 1 || !message.includes('tuple concurrently updated')) throw error;
    await besideOthers(change, attempts - 1);
  }
}
