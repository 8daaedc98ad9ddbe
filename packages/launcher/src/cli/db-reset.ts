import { createInterface } from 'node:readline/promises';
import { runCommand } from '../command.ts';
import { ConfigurationProblem } from '../configuration-problem.ts';
import { dataDirectoryOf } from '../data-directory.ts';
import { emptyDatabase } from '../postgres/database.ts';
import { removeDatabase } from '../postgres/removal.ts';
import { checkReachable, claimDataDirectory } from '../product-database.ts';
import { readWords } from '../words.ts';

const usage = 'pnpm db:reset [--yes]';

await runCommand(async (signal) => {
  const { yes = false } = readWords(usage, { yes: { type: 'boolean' } });
  const { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl } = process.env;
  const what = url ? `everything in the database at ${placeOf(url)}` : `the database in ${dataDirectoryOf(process.env)}`;
  if (!yes) await confirm(what, signal);
  if (url) {
    await checkReachable(process.env);
    await emptyDatabase(ownerUrl || url);
  } else {
    await using resources = new AsyncDisposableStack();
    await removeDatabase(claimDataDirectory(process.env, resources));
  }
  console.log(`Deleted ${what}. The next start begins anew.`);
  return 0;
});

async function confirm(what: string, signal: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY) throw new ConfigurationProblem(`This deletes ${what}; add --yes to do it. Usage: ${usage}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`Delete ${what}? This cannot be undone. Type yes: `, { signal });
    if (answer.trim().toLowerCase() !== 'yes') throw new ConfigurationProblem('Nothing was deleted.');
  } finally {
    terminal.close();
  }
}

/** The address without its credentials. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
