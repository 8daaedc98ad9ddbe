import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from '../child-process.ts';
import { inCheckout, inPackage } from '../paths.ts';
import { readJestReport, type JestReport } from './jest-report.ts';
import type { Outcome } from './outcome.ts';
import { readPlaywrightReport, type PlaywrightReport } from './playwright-report.ts';

export interface RunnerRequest {
  /** Environment of the runner: the test database, and where temporary files go. */
  environment: NodeJS.ProcessEnv;
  /** Folder for the runner's report. */
  folder: string;
  /** Parts of file names that select tests; none selects all. */
  filters: string[];
  signal: AbortSignal;
}

const testing = inCheckout('packages/launcher/src/testing');

/** Runs the unit and API tests. */
export async function runJest({ environment, folder, filters, signal }: RunnerRequest): Promise<Outcome> {
  const reportFile = path.join(folder, 'jest.json');
  const { code } = await runNode(
    [
      '--experimental-vm-modules', '--disable-warning=ExperimentalWarning',
      inPackage('.', 'jest', 'bin/jest.js'), ...filters, '--ci', '--passWithNoTests',
      '--reporters', path.join(testing, 'jest-progress.ts'),
    ],
    { environment: { ...environment, LASTMILE_JEST_REPORT: reportFile }, signal, output: 'show' },
  );
  signal.throwIfAborted();
  const outcome = outcomeOf('unit and API tests', reportFile, code, (report) => readJestReport(report as JestReport));
  return filters.length > 0 ? outcome : withTests('unit and API tests', outcome);
}

/** Runs the journeys in a browser. */
export async function runPlaywright({ environment, folder, filters, signal }: RunnerRequest): Promise<Outcome> {
  const reportFile = path.join(folder, 'playwright.json');
  const { code } = await runNode(
    [
      '--disable-warning=ExperimentalWarning', inPackage('e2e', '@playwright/test', 'cli.js'), 'test', ...filters,
      '--config', inCheckout('e2e/playwright.config.ts'), '--pass-with-no-tests',
      '--reporter', `${path.join(testing, 'playwright-progress.ts')},json`,
    ],
    { environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile }, signal, output: 'show' },
  );
  signal.throwIfAborted();
  const outcome = outcomeOf('journeys', reportFile, code, (report) => readPlaywrightReport(report as PlaywrightReport));
  return filters.length > 0 ? outcome : withTests('journeys', outcome);
}

/** Where no test ran and no failure is told, the tests got lost, which is a failure too. */
export function withTests(name: string, outcome: Outcome): Outcome {
  if (outcome.passed > 0 || outcome.failures.length > 0) return outcome;
  return { passed: 0, failures: [{ name, message: 'No test was found.' }] };
}

/** A runner that ends without a report, or unhappily with a report that names no failure, has crashed. */
export function outcomeOf(
  runner: string,
  reportFile: string,
  code: number | null,
  read: (report: unknown) => Outcome,
): Outcome {
  const ending = code === null ? 'was killed' : `ended with code ${code}`;
  if (!existsSync(reportFile)) {
    const failures = code === 0 ? [] : [{ name: runner, message: `The runner ${ending} and left no report.` }];
    return { passed: 0, failures };
  }
  const outcome = read(JSON.parse(readFileSync(reportFile, 'utf8')));
  if (code !== 0 && outcome.failures.length === 0) {
    outcome.failures.push({ name: runner, message: `The runner ${ending} although no test failed.` });
  }
  return outcome;
}
