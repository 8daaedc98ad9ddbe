import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationProblem, systemCode } from '../configuration-problem.ts';

/** The user that PostgreSQL runs as where it must not run as ourselves. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

/**
 * PostgreSQL refuses to run as root. A normal user gets null: it runs as that user. For root it is the owner of an
 * existing database folder (so that the person who made it can go on using it), else `postgres`, else `nobody`.
 * Throws a ConfigurationProblem where the system has none of them.
 */
export function databaseAccount(existing: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(existing);
  if (owner) return owner;
  const known = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const entry = known.find(([name]) => name === wanted);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]), name: wanted };
  }
  throw new ConfigurationProblem(
    'PostgreSQL does not run as root and this system has no user postgres or nobody to run it as: ' +
      'start Lastmile as a normal user, or set DATABASE_URL.',
  );
}

/** Options for `spawn` that make a process run as the account. */
export function runAs(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** True where every folder down to and including this one lets the account pass. Says nothing of ACLs. */
export function canEnter(account: Account, directory: string): boolean {
  const stat = statSync(directory);
  const bit = stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001;
  if ((stat.mode & bit) === 0) return false;
  const parent = path.dirname(directory);
  return parent === directory || canEnter(account, parent);
}

function ownerOf(directory: string): Account | null {
  try {
    const { uid, gid } = statSync(directory);
    return uid === 0 ? null : { uid, gid, name: `with id ${uid}` };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}
