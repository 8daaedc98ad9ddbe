import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dataDirectoryOf, prepareDataDirectory } from './data-directory.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'lastmile-data-test-'))));
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

test('the data directory is .lastmile in the checkout unless DATA_DIR names another', () => {
  expect(dataDirectoryOf({})).toBe(path.resolve(import.meta.dirname, '../../../.lastmile'));
  expect(dataDirectoryOf({ DATA_DIR: folder })).toBe(folder);
});

test('a new data directory is closed to other people, with the folders above it', () => {
  const directory = path.join(folder, 'made/on/the/way');
  prepareDataDirectory(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

test('a folder that cannot be made is explained in one line that names it', () => {
  writeFileSync(path.join(folder, 'file'), '');
  const directory = path.join(folder, 'file', 'inside');
  expect(() => prepareDataDirectory(directory)).toThrow(
    new RegExp(`^DATA_DIR ${directory} cannot be written to by user \\S+ \\(ENOTDIR\\): make it writable[^\\n]*$`),
  );
});

(process.platform === 'linux' ? test : test.skip)('a file system that takes no folders is explained the same way', () => {
  expect(() => prepareDataDirectory('/proc/lastmile')).toThrow(/^DATA_DIR \/proc\/lastmile cannot be written to by user \S+ \(ENOENT\)/);
});

// Root may write everywhere, so only a normal user can meet this one.
(process.getuid?.() === 0 ? test.skip : test)('a folder without the right to write is explained the same way', () => {
  chmodSync(folder, 0o500);
  expect(() => prepareDataDirectory(folder)).toThrow(/\(EACCES\): make it writable/);
});
