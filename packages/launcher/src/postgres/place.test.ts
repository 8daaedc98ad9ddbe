import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canEnter } from './account.ts';
import { databasePlace } from './place.ts';

const stranger = { uid: 54_321, gid: 54_322, name: 'stranger' };
const asRoot = process.getuid?.() === 0 ? test : test.skip;
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lastmile-place-test-')));
  chmodSync(folder, 0o711);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('another account enters a folder only where every folder above it lets it pass', () => {
  const inner = path.join(folder, 'home/checkout');
  mkdirSync(inner, { recursive: true, mode: 0o755 });
  expect(canEnter(stranger, inner)).toBe(canEnter(stranger, os.tmpdir()));
  chmodSync(path.join(folder, 'home'), 0o700);
  expect(canEnter(stranger, inner)).toBe(false);
});

test('a database folder that went missing behind its link is named, not made anew', () => {
  symlinkSync(path.join(folder, 'gone'), path.join(folder, 'postgres'));
  expect(() => databasePlace(folder)).toThrow(/postgres points to a folder that is gone: bring it back/);
});

asRoot('root hands the database to an unprivileged account and lets that one alone pass', () => {
  chmodSync(folder, 0o700);
  const place = databasePlace(folder);
  const { uid, mode } = statSync(place.folder);
  expect(place.folder).toBe(path.join(folder, 'postgres'));
  expect(uid).toBe(place.account?.uid);
  expect(uid).not.toBe(0);
  expect(mode & 0o777).toBe(0o700);
  expect(statSync(folder).mode & 0o777).toBe(0o710);
});

asRoot('in a folder only root may enter, the database lives outside and a link leads there', () => {
  const dataDirectory = path.join(folder, 'private/.lastmile');
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const place = databasePlace(dataDirectory);
  try {
    expect(place.folder).toMatch(/^\/var\/lib\/lastmile\/[0-9a-f]{12}$/);
    expect(databasePlace(dataDirectory).folder).toBe(place.folder);
    expect(statSync(path.join(folder, 'private')).mode & 0o777).toBe(0o700);
  } finally {
    rmSync(place.folder, { recursive: true });
  }
  expect(existsSync(place.folder)).toBe(false);
});
