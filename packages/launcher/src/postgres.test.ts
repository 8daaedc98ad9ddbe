import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync, cpSync, existsSync, lchownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connected } from './postgres/database.ts';
import { startPostgres, runningPostgres, type RunningPostgres } from './postgres.ts';
import { isAlive } from './process-identity.ts';

const holder = path.join(import.meta.dirname, 'testing/hold-postgres.ts');
let made: string;
let folder: string;
let server: RunningPostgres | null = null;
let child: ChildProcess | null = null;

function newFolder(): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'lastmile-postgres-test-'));
  chmodSync(directory, 0o711);
  return directory;
}

/** Root's copies belong to root, and PostgreSQL wants its files to be its own. */
function copyDatabase(): void {
  const from = path.join(made, 'postgres');
  const to = path.join(folder, 'postgres');
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  const { uid, gid, mode } = statSync(from);
  chmodSync(to, mode & 0o777);
  chmodSync(path.join(to, 'data'), 0o700);
  for (const name of ['', ...(readdirSync(to, { recursive: true }) as string[])]) lchownSync(path.join(to, name), uid, gid);
}

/** Making a cluster takes a second or two; most tests begin with a copy of one that was made and stopped. */
beforeAll(async () => {
  made = newFolder();
  await (await startPostgres({ dataDirectory: made })).stop();
});

afterAll(() => rmSync(made, { recursive: true, force: true }));

beforeEach(() => {
  folder = newFolder();
  copyDatabase();
});

afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await server?.stop();
  server = child = null;
  rmSync(folder, { recursive: true, force: true });
});

const start = async () => (server = await startPostgres({ dataDirectory: folder }));

/** Starts PostgreSQL in another process, which can then be killed like a launcher. */
async function startElsewhere(): Promise<number> {
  child = spawn(process.execPath, [holder, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return (JSON.parse(line.toString()) as { postgres: number }).postgres;
}

async function killElsewhere(): Promise<void> {
  child?.kill('SIGKILL');
  await once(child as ChildProcess, 'exit');
}

const remember = (url: string, value: string) =>
  connected(url, async (client) => {
    await client.query('create table if not exists memory (value text)');
    await client.query('insert into memory values ($1)', [value]);
  });

const recall = (url: string) =>
  connected(url, async (client) => (await client.query<{ value: string }>('select value from memory')).rows);

test('a second start finds the data of the first', async () => {
  const first = await start();
  await remember(first.ownerUrl, 'kept');
  await first.stop();
  const second = await start();
  expect(await recall(second.ownerUrl)).toEqual([{ value: 'kept' }]);
});

test('a server whose own settings send its messages elsewhere, or none, is seen to be ready', async () => {
  const settings = path.join(folder, 'postgres/data/postgresql.auto.conf');
  writeFileSync(settings, "logging_collector = on\nlog_destination = 'csvlog'\nlog_min_messages = panic\n");
  const { ownerUrl } = await start();
  await remember(ownerUrl, 'there');
  expect(await recall(ownerUrl)).toEqual([{ value: 'there' }]);
});

test('stopping waits until the server is gone and may be asked for twice', async () => {
  const { pid, stop } = await start();
  await Promise.all([stop(), stop()]);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(path.join(folder, 'postgres/data/postmaster.pid'))).toBe(false);
});

test('a PostgreSQL that outlived its launcher is stopped cleanly and its data are there', async () => {
  const orphan = await startElsewhere();
  await remember(runningPostgres(folder)?.ownerUrl as string, 'written before the kill');
  await killElsewhere();
  expect(isAlive(orphan)).toBe(true);
  const { ownerUrl } = await start();
  expect(isAlive(orphan)).toBe(false);
  expect(await recall(ownerUrl)).toEqual([{ value: 'written before the kill' }]);
});

test('after kill -9 of launcher and PostgreSQL the next start takes over the stale lock', async () => {
  const postgres = await startElsewhere();
  await remember(runningPostgres(folder)?.ownerUrl as string, 'survives');
  process.kill(postgres, 'SIGKILL');
  await killElsewhere();
  expect(existsSync(path.join(folder, 'postgres/data/postmaster.pid'))).toBe(true);
  const { ownerUrl } = await start();
  expect(await recall(ownerUrl)).toEqual([{ value: 'survives' }]);
});

test('a stale lock whose process id now belongs to a stranger does not stop the start', async () => {
  const first = await start();
  const lock = path.join(folder, 'postgres/data/postmaster.pid');
  const lines = readFileSync(lock, 'utf8').split('\n');
  await first.stop();
  // A stranger of the account PostgreSQL runs as: PostgreSQL itself would take it for another server.
  const { uid, gid } = statSync(path.join(folder, 'postgres'));
  child = spawn('/bin/sh', ['-c', 'read line'], { uid, gid, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  writeFileSync(lock, [child.pid, ...lines.slice(1)].join('\n'));
  await start();
  expect(isAlive(child.pid as number)).toBe(true);
});

test('a start that is cancelled leaves no process and nothing half made', async () => {
  rmSync(path.join(folder, 'postgres'), { recursive: true });
  const cancel = new AbortController();
  const starting = startPostgres({ dataDirectory: folder, signal: cancel.signal });
  cancel.abort(new Error('Ctrl-C'));
  await expect(starting).rejects.toThrow('Ctrl-C');
  expect(readdirSync(path.join(folder, 'postgres'))).toEqual(['passwords.json']);
  await start();
});

test('data without their passwords are refused by name', async () => {
  rmSync(path.join(folder, 'postgres/passwords.json'));
  await expect(start()).rejects.toThrow(/passwords\.json is missing/);
});

test('data of another PostgreSQL version are refused with both versions', async () => {
  writeFileSync(path.join(folder, 'postgres/data/PG_VERSION'), '17\n');
  await expect(start()).rejects.toThrow(/made by PostgreSQL 17, and this Lastmile brings 18/);
});

test('a server that cannot start gives its reason in one line', async () => {
  const starting = startPostgres({ dataDirectory: folder, settings: { shared_buffers: 'plenty' } });
  await expect(starting).rejects.toThrow(/^PostgreSQL did not start on [^\n]*"shared_buffers"[^\n]*$/);
});

describe('a running server', () => {
  let running: RunningPostgres;

  beforeAll(async () => {
    running = await startPostgres({ dataDirectory: made });
  });

  afterAll(() => running.stop());

  test('passwords are generated, closed to others and asked for', async () => {
    expect(statSync(path.join(running.folder, 'passwords.json')).mode & 0o777).toBe(0o600);
    const wrong = new URL(running.ownerUrl);
    wrong.password = 'guessed';
    await expect(connected(wrong.href, (client) => client.query('select 1'))).rejects.toMatchObject({ code: '28P01' });
    wrong.password = '';
    await expect(connected(wrong.href, (client) => client.query('select 1'))).rejects.toThrow('password');
  });

  test('the server listens on the loopback address alone and has no local socket', async () => {
    const shown = await connected(running.ownerUrl, async (client) => [
      (await client.query('show listen_addresses')).rows[0],
      (await client.query('show unix_socket_directories')).rows[0],
    ]);
    expect(shown).toEqual([{ listen_addresses: '127.0.0.1' }, { unix_socket_directories: '' }]);
  });

  test('a kept database has its crash safety on', async () => {
    const { rows } = await connected(running.ownerUrl, (client) => client.query(
      `select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'on'`,
    ));
    expect(rows).toHaveLength(3);
  });
});
