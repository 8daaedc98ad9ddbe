import type { Failure, Outcome } from './outcome.ts';

interface Suite {
  title: string;
  suites?: Suite[];
  specs?: {
    title: string;
    file: string;
    tests: {
      projectName?: string;
      status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      results: { errors?: { message?: string }[] }[];
    }[];
  }[];
}

/** The part of Playwright's JSON report that counts. */
export interface PlaywrightReport {
  suites: Suite[];
  errors: { message?: string }[];
}

/**
 * Counts the journeys of a Playwright report. An error outside any test (set-up, a file that does not load) is a
 * failure of its own, and so is a journey that passed only when tried again.
 */
export function readPlaywrightReport(report: PlaywrightReport): Outcome {
  const outcome: Outcome = { passed: 0, failures: [] };
  for (const suite of report.suites) countSuite(suite, [], outcome);
  for (const { message } of report.errors) {
    outcome.failures.push({ name: 'journeys', message: message ?? 'an error without a message' });
  }
  return outcome;
}

function countSuite(suite: Suite, above: string[], outcome: Outcome): void {
  const titles = [...above, suite.title];
  for (const { title, tests } of suite.specs ?? []) {
    for (const { status, projectName, results } of tests) {
      if (status === 'expected') outcome.passed += 1;
      if (status !== 'unexpected' && status !== 'flaky') continue;
      const messages = results.flatMap(({ errors = [] }) => errors.map(({ message = '' }) => message));
      const name = [...titles, title].join(' › ') + (projectName ? ` [${projectName}]` : '');
      const failure: Failure = { name, message: messages.join('\n') || `ended as ${status}` };
      outcome.failures.push(failure);
    }
  }
  for (const inner of suite.suites ?? []) countSuite(inner, titles, outcome);
}
