import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths.ts';
import type { JestReport } from '../test-run/jest-report.ts';

/** What this reporter reads of jest's results; the types of reporters are a package of their own. */
interface TestResult {
  testFilePath: string;
  numPassingTests: number;
  numFailingTests: number;
  testExecError?: unknown;
  perfStats: { start: number; end: number };
}

/**
 * Says one line for each test file as it ends; failures in full come at the end of the run, from the report that is
 * written to the file LASTMILE_JEST_REPORT names.
 */
export default class JestProgress {
  onTestResult(_test: unknown, result: TestResult): void {
    const { numPassingTests: passed, numFailingTests: failed, testExecError: crashed } = result;
    const counts = crashed ? 'could not run' : `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
    const seconds = ((result.perfStats.end - result.perfStats.start) / 1000).toFixed(1);
    console.log(`  ${crashed || failed > 0 ? '✕' : '✓'} ${path.relative(root, result.testFilePath)}  ${counts}  (${seconds} s)`);
  }
  onRunComplete(_contexts: unknown, results: JestReport): void {
    const file = process.env.LASTMILE_JEST_REPORT;
    if (file) writeFileSync(file, JSON.stringify(countable(results)));
  }
}

/** Only what is read again: jest keeps the errors themselves in its results, and those may point back at themselves. */
function countable({ testResults: files }: JestReport): JestReport {
  return {
    testResults: files.map(({ testFilePath, failureMessage, testResults }) => ({
      testFilePath,
      failureMessage,
      testResults: testResults.map(({ status, fullName, failureMessages }) => ({ status, fullName, failureMessages })),
    })),
  };
}
