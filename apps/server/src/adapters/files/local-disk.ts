import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StorageFull, StorageUnreachable, type FilesPort, type StoredFile } from '../../ports/files.ts';

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';

/** How a disk's failure is told: one that is full says so. */
export function diskProblem(error: unknown): Error {
  return codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT' ? new StorageFull() : new StorageUnreachable({ cause: error });
}

/** A file that is not whole yet: beside its place, so that renaming it is one step. */
const temporaryName = () => `.${randomUUID()}`;

/** Files on this machine's disk, below one directory that nothing leaves. */
export function localDiskFiles(directory: string): FilesPort {
  const root = path.resolve(directory);

  function placeOf(key: string): string {
    const sound = key.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
    if (!sound) throw new Error(`“${key}” is no key.`);
    return path.join(root, key);
  }

  return {
    async put(key, content, { size }) {
      const place = placeOf(key);
      const folder = path.dirname(place);
      const temporary = path.join(folder, temporaryName());
      try {
        const made = await mkdir(folder, { recursive: true, mode: 0o700 });
        await write(temporary, content, size);
        await rename(temporary, place);
        // A name is as durable as the folder it is in, and a new folder as the one above.
        await syncFolders(folder, made ? path.dirname(made) : folder);
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => {});
        throw diskProblem(error);
      }
    },
    async read(key) {
      try {
        const file = await open(placeOf(key), 'r');
        return file.createReadStream();
      } catch (error) {
        if (isAbsent(error)) return null;
        throw diskProblem(error);
      }
    },
    async exists(key) {
      try {
        return (await stat(placeOf(key))).isFile();
      } catch (error) {
        if (isAbsent(error)) return false;
        throw diskProblem(error);
      }
    },
    async remove(key) {
      await rm(placeOf(key), { force: true }).catch((error: unknown) => { throw diskProblem(error); });
    },
    close: () => Promise.resolve(),
    list: (prefix) => walk(placeOf(prefix.replace(/\/$/, '')), root),
  };
}

/** Writes all of it and waits for the disk; half a file is a failure. */
async function write(place: string, content: Readable, size: number): Promise<void> {
  const file = createWriteStream(place, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(content, file);
  if (file.bytesWritten !== size) throw new Error(`${file.bytesWritten} of ${size} bytes came.`);
}

/** From the innermost folder up to the outermost that got a new name in it. */
async function syncFolders(innermost: string, outermost: string): Promise<void> {
  for (let folder = innermost; ; folder = path.dirname(folder)) {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (folder === outermost) return;
  }
}

/** What is whole below a folder, and what was left half written as well: its name is no key of a row, so it can be swept. */
async function* walk(folder: string, root: string): AsyncIterable<StoredFile> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw diskProblem(error);
  });
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(place, root);
    else if (entry.isFile()) {
      const found = await stat(place).catch(() => null);
      if (found) yield { key: path.relative(root, place).split(path.sep).join('/'), storedAt: found.mtime };
    }
  }
}
