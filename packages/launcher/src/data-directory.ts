import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigurationProblem, systemCode } from './configuration-problem.ts';
import { inCheckout } from './paths.ts';

/** The folder that holds everything that is kept: `DATA_DIR` (from the checkout), else `.lastmile` in it. */
export function dataDirectoryOf(environment: NodeJS.ProcessEnv): string {
  return path.resolve(inCheckout(), environment.DATA_DIR || '.lastmile');
}

/**
 * Makes the folder, closed to other people, or checks that an existing one can be written to.
 * Throws a ConfigurationProblem that says which folder, why not and what to do.
 */
export function prepareDataDirectory(directory: string): void {
  try {
    makeFolders(directory);
    accessSync(path.join(directory, '.'), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigurationProblem(
      `DATA_DIR ${directory} cannot be written to by user ${userName()} (${systemCode(error)}): ` +
        'make it writable, or set DATA_DIR to another folder.',
      { cause: error },
    );
  }
}

/** Not mkdir's `recursive`: on a file system that refuses new folders with ENOENT (/proc), Node would try for ever. */
function makeFolders(directory: string): void {
  if (existsSync(directory)) return;
  makeFolders(path.dirname(directory));
  mkdirSync(directory, { mode: 0o700 });
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // A container may run under a user id that has no name.
    return String(process.getuid?.() ?? 'unknown');
  }
}
