import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from './child-process.ts';
import { ConfigurationProblem, systemCode } from './configuration-problem.ts';
import { inCheckout, inPackage } from './paths.ts';

const output = inCheckout('apps/web/dist');
const cache = inCheckout('node_modules/.cache/lastmile');
const stamp = path.join(cache, 'web-build');
const notSources = new Set(['node_modules', 'dist', 'test-results', '.cache']);

/**
 * Builds the web app into apps/web/dist, unless what it is made from is as it was at the last build. Pages appear when
 * they are complete: an interrupted build changes nothing. Throws a ConfigurationProblem with what the bundler said.
 */
export async function ensureWebBuild(signal: AbortSignal, log: (line: string) => void): Promise<void> {
  const sources = hashOf(['apps/web', 'packages/contracts', 'pnpm-lock.yaml']);
  if (existsSync(path.join(output, 'index.html')) && lastBuild() === sources) return;
  log('Building the web app …');
  const began = performance.now();
  try {
    await replaceBuild(sources, signal);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(systemCode(error))) throw error;
    throw new ConfigurationProblem(`The web app cannot be built: ${(error as Error).message}.`, { cause: error });
  }
  log(`Built the web app in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
}

async function replaceBuild(sources: string, signal: AbortSignal): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(path.join(cache, 'web-'));
  try {
    chmodSync(unfinished, 0o755);
    await bundle(unfinished, signal);
    rmSync(stamp, { force: true });
    rmSync(output, { recursive: true, force: true });
    renameSync(unfinished, output);
    writeFileSync(stamp, sources);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function bundle(directory: string, signal: AbortSignal): Promise<void> {
  const words = [viteProgram(), 'build', ...viteConfiguration(), '--outDir', directory];
  const { code, output: said } = await runNode(words, { signal });
  signal.throwIfAborted();
  if (code !== 0) throw new ConfigurationProblem(`The web app does not build:\n${said.trim()}`);
}

/** Vite's program, as the web app depends on it. */
export function viteProgram(): string {
  return inPackage('apps/web', 'vite', 'bin/vite.js');
}

/** The words that point Vite to the web app from any folder. */
export function viteConfiguration(): string[] {
  return ['--config', inCheckout('apps/web/vite.config.ts')];
}

function lastBuild(): string | null {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : null;
}

function hashOf(entries: string[]): string {
  const hash = createHash('sha256');
  for (const file of entries.flatMap((entry) => filesIn(inCheckout(entry)))) {
    hash.update(`${path.relative(inCheckout(), file)}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(entry: string): string[] {
  if (path.extname(entry) === '.yaml') return [entry];
  return readdirSync(entry, { withFileTypes: true })
    .filter(({ name }) => !notSources.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((found) => {
      const file = path.join(entry, found.name);
      return found.isDirectory() ? filesIn(file) : [file];
    });
}
