import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ConfigurationProblem } from '../configuration-problem.ts';
import { runAs } from './account.ts';
import { databaseEnvironment, ownerRole } from './settings.ts';
import type { Place } from './place.ts';

const version = '18';

/**
 * Makes the cluster's files in `data` unless they are there. A start that is interrupted leaves nothing half made:
 * the files appear under their name only when complete. Returns the cluster's folder.
 */
export async function ensureCluster(
  place: Place,
  binaries: string,
  ownerPassword: string,
  signal?: AbortSignal,
): Promise<string> {
  const data = path.join(place.folder, 'data');
  if (existsSync(data)) {
    checkVersion(data);
    return data;
  }
  for (const name of readdirSync(place.folder)) {
    if (name.startsWith('new-')) rmSync(path.join(place.folder, name), { recursive: true });
  }
  const unfinished = mkdtempSync(path.join(place.folder, 'new-'));
  if (place.account) chownSync(unfinished, place.account.uid, place.account.gid);
  try {
    await initialize(place, binaries, unfinished, ownerPassword, signal);
    renameSync(path.join(unfinished, 'data'), data);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return data;
}

async function initialize(
  { account }: Place,
  binaries: string,
  folder: string,
  ownerPassword: string,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const initdb = spawn(
    path.join(binaries, 'bin/initdb'),
    [
      '--pgdata', path.join(folder, 'data'), '--username', ownerRole, `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
      '--data-checksums', '--no-instructions',
    ],
    // Its own process group: a Ctrl-C in the terminal reaches us, and we stop it in order.
    { ...runAs(account), env: databaseEnvironment(), cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let message = '';
  initdb.stderr.on('data', (text: Buffer) => (message += text.toString()));
  const abort = () => initdb.kill('SIGTERM');
  signal?.addEventListener('abort', abort);
  const [code] = (await once(initdb, 'close')) as [number | null];
  signal?.removeEventListener('abort', abort);
  signal?.throwIfAborted();
  if (code !== 0) {
    throw new ConfigurationProblem(`PostgreSQL could not make its files in ${path.dirname(folder)}: ${oneLine(message)}`);
  }
}

function checkVersion(data: string): void {
  const found = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === version) return;
  throw new ConfigurationProblem(
    `The database in ${data} was made by PostgreSQL ${found}, and this Lastmile brings ${version}: ` +
      'move it with the earlier Lastmile, or set DATA_DIR to another folder.',
  );
}

/** The telling part of PostgreSQL's messages, on one line. */
export function oneLine(messages: string): string {
  const lines = messages.split('\n').map((line) => line.trim()).filter(Boolean);
  const telling = lines.filter((line) => /\b(FATAL|PANIC|error|HINT|DETAIL):/i.test(line));
  return (telling.length > 0 ? telling : lines).slice(-3).join(' ') || 'no message';
}
