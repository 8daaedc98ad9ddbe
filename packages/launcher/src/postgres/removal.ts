import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { clearTheWay } from './postmaster.ts';

/**
 * Deletes the embedded database, wherever `postgres` in the data directory leads to; a server that an earlier run left
 * behind is stopped first. The caller holds the run lock. Other things in the data directory stay.
 */
export async function removeDatabase(dataDirectory: string): Promise<void> {
  const entry = path.join(dataDirectory, 'postgres');
  if (existsSync(entry)) {
    const folder = realpathSync(entry);
    await clearTheWay(path.join(folder, 'data'), () => {});
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(entry, { force: true });
}

/**
 * Stops every PostgreSQL whose files lie in the folder. For a temporary folder of our own, whose tests may have been
 * ended before they could stop what they started.
 */
export async function stopServersIn(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true }) as string[];
  const locks = files.filter((file) => path.basename(file) === 'postmaster.pid');
  await Promise.all(locks.map((lock) => clearTheWay(path.join(folder, path.dirname(lock)), () => {})));
}
