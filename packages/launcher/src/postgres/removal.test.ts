import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from '../process-identity.ts';
import { startPostgres, type RunningPostgres } from '../postgres.ts';
import { removeDatabase, stopServersIn } from './removal.ts';

let folder: string;
let server: RunningPostgres;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lastmile-removal-test-'));
  chmodSync(folder, 0o711);
  mkdirSync(path.join(folder, 'data'), { mode: 0o711 });
  server = await startPostgres({ dataDirectory: path.join(folder, 'data') });
});

afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('removing the database stops the server left on it and leaves no file of it', async () => {
  await removeDatabase(path.join(folder, 'data'));
  expect(isAlive(server.pid)).toBe(false);
  expect(existsSync(server.folder)).toBe(false);
});

test('servers anywhere inside a folder can be stopped without knowing them', async () => {
  await stopServersIn(folder);
  expect(isAlive(server.pid)).toBe(false);
});
