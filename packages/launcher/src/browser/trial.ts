import { spawnSync } from 'node:child_process';

/** A Chromium that was seen to run. */
export interface Browser {
  executablePath: string;
  /** What it needs in its environment beyond ours. */
  environment: Record<string, string>;
  version: string;
  origin: 'CHROMIUM_PATH' | 'system' | 'playwright' | 'package';
}

const limitSeconds = 30;

/** The version a Chromium says when it is run, or null where it does not run. */
export function versionOf(program: string, environment: Record<string, string> = {}): string | null {
  const { status, stdout } = spawnSync(program, ['--version', '--no-sandbox'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: limitSeconds * 1000,
  });
  return status === 0 ? stdout.trim() : null;
}
