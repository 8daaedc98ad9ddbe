import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigurationProblem } from '../configuration-problem.ts';
import { inCheckout, inPackage } from '../paths.ts';
import { versionOf, type Browser } from './trial.ts';

/** The Chromium inside a package (Linux only), unpacked into the user's cache; null where it does not run. */
export function packagedBrowser(environment: NodeJS.ProcessEnv): Browser | null {
  if (process.platform !== 'linux') return null;
  const folder = unpacked(environment);
  const executablePath = path.join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: fontConfiguration(folder) };
  // A bare system lacks the libraries Chromium is linked with; they are in the package too. Where the system has its
  // own, those are taken: they fit its other libraries.
  const bundledLibraries = { ...fonts, LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') };
  for (const needed of [fonts, bundledLibraries]) {
    const version = versionOf(executablePath, needed);
    if (version) return { executablePath, environment: needed, version, origin: 'package' };
  }
  return null;
}

/** Unpacks once; a run that is interrupted, or two at once, leave a complete folder or none. */
function unpacked(environment: NodeJS.ProcessEnv): string {
  const manifest = readFileSync(inPackage('e2e', '@sparticuz/chromium', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const cache = path.join(environment.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'lastmile');
  const folder = path.join(cache, `chromium-${version}-${process.arch}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(path.join(cache, '.unfinished-'));
  try {
    unpackInto(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** The package unpacks to the temporary folder, and its libraries only where it believes to be in a cloud function. */
function unpackInto(folder: string): void {
  const script = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: inCheckout('e2e'),
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x` },
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return;
  throw new ConfigurationProblem(`The Chromium that comes as a package could not be unpacked: ${stderr.trim().split('\n').at(-1)}`);
}

/** The package's own font settings point to a folder that is not there; without usable ones text has no height. */
function fontConfiguration(folder: string): string {
  const file = path.join(folder, 'lastmile-fonts.conf');
  const content = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${path.join(folder, 'fonts/fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
  if (!existsSync(file)) writeFileSync(file, content);
  return file;
}
