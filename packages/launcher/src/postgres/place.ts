import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationProblem } from '../configuration-problem.ts';
import { canEnter, databaseAccount, type Account } from './account.ts';

/** Where root's databases live when the data directory is in a folder that only root may enter. */
const sharedPlace = '/var/lib/lastmile';

/** The folder of one database server and the account it runs as. */
export interface Place {
  /** Holds `data` (the cluster) and `passwords.json`; real path. */
  folder: string;
  account: Account | null;
}

/**
 * Finds or makes `postgres` in the data directory. Run as root, PostgreSQL works under another account; where that
 * account cannot enter the data directory (a checkout in /root), the folder is made in /var/lib/lastmile and
 * `postgres` is a link to it. Nothing outside the data directory changes its permissions.
 * Throws a ConfigurationProblem where an existing folder cannot be used.
 */
export function databasePlace(dataDirectory: string): Place {
  const entry = path.join(realpathSync(dataDirectory), 'postgres');
  const account = databaseAccount(entry);
  if (!existsSync(entry)) makePlace(entry, account);
  const folder = realpathSync(entry);
  if (account && !canEnter(account, folder)) {
    throw new ConfigurationProblem(
      `The database in ${folder} cannot be reached by the user ${account.name} that PostgreSQL runs as: ` +
        'let that user pass through the folders above it, or move DATA_DIR back to where it was.',
    );
  }
  return { folder, account };
}

function makePlace(entry: string, account: Account | null): void {
  if (isLink(entry)) {
    throw new ConfigurationProblem(
      `${entry} points to a folder that is gone: bring it back, or delete the link to begin with an empty database.`,
    );
  }
  const dataDirectory = path.dirname(entry);
  if (!account || opened(dataDirectory, account)) return makeFolder(entry, account);
  mkdirSync(sharedPlace, { recursive: true });
  // Whatever umask the shell has, the account must be able to pass.
  chmodSync(sharedPlace, 0o755);
  const outside = path.join(sharedPlace, randomBytes(6).toString('hex'));
  makeFolder(outside, account);
  symlinkSync(outside, entry);
}

function makeFolder(folder: string, account: Account | null): void {
  mkdirSync(folder, { mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

/** Lets the account's group pass through (not list) our own data directory, where its parents let it come that far. */
function opened(dataDirectory: string, account: Account): boolean {
  if (canEnter(account, dataDirectory)) return true;
  const { uid, mode } = statSync(dataDirectory);
  if (uid !== 0 || !canEnter(account, path.dirname(dataDirectory))) return false;
  chownSync(dataDirectory, uid, account.gid);
  chmodSync(dataDirectory, (mode & 0o700) | 0o010);
  return true;
}

function isLink(entry: string): boolean {
  return lstatSync(entry, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
