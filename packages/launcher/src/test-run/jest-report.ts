import path from 'node:path';
import { root } from '../paths.ts';
import type { Failure, Outcome } from './outcome.ts';

/** The part of jest's results that counts. */
export interface JestReport {
  testResults: {
    testFilePath: string;
    /** All that went wrong in the file, also where it could not run at all. */
    failureMessage?: string | null;
    testResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** Counts the tests of a jest run; a file that could not run at all is a failure of its own. */
export function readJestReport(report: JestReport): Outcome {
  const outcome: Outcome = { passed: 0, failures: [] };
  for (const { testFilePath, failureMessage, testResults } of report.testResults) {
    const file = path.relative(root, testFilePath);
    const failed = testResults.filter(({ status }) => status === 'failed');
    outcome.passed += testResults.filter(({ status }) => status === 'passed').length;
    outcome.failures.push(...failed.map(({ fullName, failureMessages }): Failure => (
      { name: `${file} › ${fullName}`, message: failureMessages.join('\n') }
    )));
    if (failureMessage && failed.length === 0) outcome.failures.push({ name: file, message: failureMessage });
  }
  return outcome;
}
