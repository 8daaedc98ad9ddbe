import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths.ts';

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
  onRunComplete(_contexts: unknown, results: object): void {
    const file = process.env.LASTMILE_JEST_REPORT;
    if (file) writeFileSync(file, JSON.stringify(results));
  }
}
