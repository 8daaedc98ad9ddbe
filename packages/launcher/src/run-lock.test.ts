import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startOf } from './process-identity.ts';
import { runningOn, takeRunLock } from './run-lock.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'lastmile-lock-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockOf = (content: object | string) =>
  writeFileSync(path.join(folder, 'lastmile.pid'), typeof content === 'string' ? content : JSON.stringify(content));

test('a second start on the same folder is told which process has it, in one line', () => {
  takeRunLock(folder);
  const line = new RegExp(`^Lastmile already runs on ${folder} \\(process ${process.pid}\\)[^\\n]*$`);
  expect(() => takeRunLock(folder)).toThrow(line);
  expect(runningOn(folder)).toBe(process.pid);
});

test('a released lock leaves nothing behind and can be taken again', () => {
  const lock = takeRunLock(folder);
  lock.release();
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
  takeRunLock(folder);
});

test('the lock of a killed process is taken over', async () => {
  const killed = spawn('/bin/sh', ['-c', 'read line'], { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(killed, 'spawn');
  lockOf({ pid: killed.pid, start: startOf(killed.pid as number) });
  expect(runningOn(folder)).toBe(killed.pid);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(runningOn(folder)).toBeNull();
  takeRunLock(folder);
  expect(runningOn(folder)).toBe(process.pid);
});

test('a process id that was handed out again does not hold the lock', () => {
  lockOf({ pid: process.pid, start: 'an earlier life' });
  expect(runningOn(folder)).toBeNull();
  takeRunLock(folder);
});

test('a lock file with nonsense in it is taken over', () => {
  lockOf('{');
  takeRunLock(folder);
  expect(runningOn(folder)).toBe(process.pid);
});

test('releasing a lock that another start took over leaves that one alone', () => {
  const lock = takeRunLock(folder);
  lockOf({ pid: process.ppid, start: startOf(process.ppid) });
  lock.release();
  expect(runningOn(folder)).toBe(process.ppid);
});
