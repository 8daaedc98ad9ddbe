import { existsSync, realpathSync, rmSync } from 'node:fs';
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
