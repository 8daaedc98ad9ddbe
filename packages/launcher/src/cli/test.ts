import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkLine, runChecks } from '../checks.ts';
import { runCommand } from '../command.ts';
import { stopServersIn } from '../postgres/removal.ts';
import { testEnvironment } from '../test-run/environment.ts';
import { failureText, summaryLine, total, type Outcome } from '../test-run/outcome.ts';
import { Phases } from '../test-run/phases.ts';
import { runJest, runPlaywright, withTests } from '../test-run/runners.ts';
import { startTestPostgres, type TestPostgres } from '../testing/test-postgres.ts';
import { ensureWebBuild } from '../web-build.ts';

const nothing: Outcome = { passed: 0, failures: [] };
const say = (line: string) => console.log(line);

await runCommand(async (signal) => {
  const { values, positionals: filters } = parseArgs({
    options: { long: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const phases = new Phases(say);
  {
    await using resources = new AsyncDisposableStack();
    const folder = temporaryFolder(resources);
    // A filter is for the person who works on one part: only the tests it selects run.
    if (filters.length === 0) await phases.run('Types, lint rules, boundaries', () => check(signal));

    let postgres = undefined as TestPostgres | undefined;
    const isReady = await phases.run('Test database', async () => {
      postgres = await startTestPostgres({ signal });
      resources.defer(postgres.stop);
      return nothing;
    });
    const environment = { ...testEnvironment(process.env, process.stdout.isTTY), ...postgres?.environment };
    if (values.long) environment.LASTMILE_LONG = '1';
    const request = { environment, folder, filters, signal };
    if (isReady) {
      await phases.run('Unit and API tests', () => runJest(request));
      const isBuilt = await phases.run('Web app', async () => {
        await ensureWebBuild(signal, (line) => say(`  ${line}`));
        return nothing;
      });
      if (isBuilt) await phases.run('Journeys in a browser', () => runPlaywright(request));
    }
  }
  const result = withTests('tests', total(phases.outcomes));
  const { failures } = result;
  if (failures.length > 0) say(['\nFailed:', ...failures.map(failureText)].join('\n'));
  say(`\nTimes: ${phases.times}`);
  say(summaryLine(result));
  return failures.length === 0 ? 0 : 1;
});

/** Whatever tests, browsers and PostgreSQL leave in the temporary folder goes with this one. */
function temporaryFolder(resources: AsyncDisposableStack): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lastmile-test-')));
  resources.defer(async () => {
    await stopServersIn(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  // PostgreSQL runs as another user when we are root, and passes through here.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  return folder;
}

/** Checks are not counted as tests, but one that does not pass counts as failed. */
async function check(signal: AbortSignal): Promise<Outcome> {
  const results = await runChecks(signal, (result) => say(checkLine(result).replace(/^/gm, '  ')));
  const failed = results.filter(({ passed }) => !passed);
  return { passed: 0, failures: failed.map(({ name, findings }) => ({ name, message: findings })) };
}
