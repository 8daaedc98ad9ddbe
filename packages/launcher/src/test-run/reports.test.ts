import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inCheckout } from '../paths.ts';
import { testEnvironment } from './environment.ts';
import { readJestReport } from './jest-report.ts';
import { failureText, summaryLine, total } from './outcome.ts';
import { readPlaywrightReport } from './playwright-report.ts';
import { outcomeOf, withTests } from './runners.ts';

const file = inCheckout('apps/server/src/leads.test.ts');
const passing = { status: 'passed', fullName: 'a lead moves', failureMessages: [] };

test('jest: tests that passed and failed are counted, skipped ones are not', () => {
  const failing = { status: 'failed', fullName: 'a lead stays', failureMessages: ['Expected: 1'] };
  const skipped = { status: 'pending', fullName: 'a lead waits', failureMessages: [] };
  const testResults = [{ testFilePath: file, failureMessage: 'all', testResults: [passing, failing, skipped] }];
  expect(readJestReport({ testResults })).toEqual({
    passed: 1,
    failures: [{ name: 'apps/server/src/leads.test.ts › a lead stays', message: 'Expected: 1' }],
  });
});

test('jest: a file that cannot run is a failure', () => {
  const testResults = [{ testFilePath: file, failureMessage: 'SyntaxError', testResults: [] }];
  expect(readJestReport({ testResults }).failures).toEqual([
    { name: 'apps/server/src/leads.test.ts', message: 'SyntaxError' },
  ]);
});

test('Playwright: journeys are counted through nested suites, flaky ones and errors outside tests as failed', () => {
  const journey = (title: string, status: 'expected' | 'unexpected' | 'flaky' | 'skipped') =>
    ({ title, file: 'a.spec.ts', tests: [{ status, results: [{ errors: [{ message: `${title} broke` }] }] }] });
  const report = {
    suites: [{
      title: 'a.spec.ts',
      specs: [journey('one', 'expected'), journey('two', 'unexpected')],
      suites: [{ title: 'phone', specs: [journey('three', 'flaky'), journey('four', 'skipped'), journey('five', 'expected')] }],
    }],
    errors: [{ message: 'set-up broke' }],
  };
  expect(readPlaywrightReport(report)).toEqual({
    passed: 2,
    failures: [
      { name: 'a.spec.ts › two', message: 'two broke' },
      { name: 'a.spec.ts › phone › three', message: 'three broke' },
      { name: 'journeys', message: 'set-up broke' },
    ],
  });
});

describe('a runner', () => {
  let folder: string;
  let report: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lastmile-report-test-'));
    report = path.join(folder, 'report.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = () => ({ passed: 3, failures: [] });

  test('that crashed without a report has failed', () => {
    expect(outcomeOf('tests', report, null, read).failures).toEqual([
      { name: 'tests', message: 'The runner was killed and left no report.' },
    ]);
  });

  test('that crashed after a good report has failed', () => {
    writeFileSync(report, '{}');
    expect(outcomeOf('tests', report, 7, read)).toEqual({
      passed: 3,
      failures: [{ name: 'tests', message: 'The runner ended with code 7 although no test failed.' }],
    });
  });

  test('that ran well gives what its report says', () => {
    writeFileSync(report, '{}');
    expect(outcomeOf('tests', report, 0, read)).toEqual({ passed: 3, failures: [] });
  });

  test('that found no test has failed', () => {
    expect(withTests('tests', { passed: 0, failures: [] }).failures).toEqual([
      { name: 'tests', message: 'No test was found.' },
    ]);
  });
});

test('the summary is one plain line over all parts', () => {
  const failures = [{ name: 'a', message: 'b' }];
  expect(summaryLine(total([{ passed: 2, failures: [] }, { passed: 40, failures }]))).toBe('42 passed, 1 failed');
});

test('a failure is shown with its name, without colours, and cut where it is long', () => {
  const message = ['\u001B[31mred\u001B[39m', ...Array.from({ length: 40 }, (_, line) => `line ${line}`)].join('\n');
  const lines = failureText({ name: 'a lead moves', message }).split('\n');
  expect(lines.slice(0, 2)).toEqual(['  ✕ a lead moves', '      red']);
  expect(lines.at(-1)).toBe('      … and 11 more lines');
});

test("the product's settings of the shell do not reach the tests", () => {
  const shell = { PATH: '/bin', PORT: '80', DATABASE_URL: 'postgres://real', DEMO: '0', TWILIO_AUTH_TOKEN: 'x', FORCE_COLOR: '1' };
  expect(testEnvironment(shell, false)).toEqual({ PATH: '/bin', NO_COLOR: '1' });
  expect(testEnvironment(shell, true)).toEqual({ PATH: '/bin', FORCE_COLOR: '1' });
});
