import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationProblem } from '../configuration-problem.ts';
import type { Place } from './place.ts';

/** The generated passwords of the cluster's owner and of the role the product runs as. */
export interface Passwords {
  owner: string;
  runtime: string;
}

/**
 * Reads the passwords kept beside the data, or makes them (mode 0600) for a new cluster.
 * Throws a ConfigurationProblem where there are data without their passwords.
 */
export function databasePasswords({ folder, account }: Place): Passwords {
  const file = path.join(folder, 'passwords.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  if (existsSync(path.join(folder, 'data'))) {
    throw new ConfigurationProblem(
      `${file} is missing, and without it the database beside it cannot be opened: bring it back from a backup, ` +
        'or set DATA_DIR to another folder.',
    );
  }
  const passwords: Passwords = { owner: generate(), runtime: generate() };
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
  if (account) chownSync(unfinished, account.uid, account.gid);
  renameSync(unfinished, file);
  return passwords;
}

function generate(): string {
  return randomBytes(24).toString('base64url');
}
