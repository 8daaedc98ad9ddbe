import { stripVTControlCharacters } from 'node:util';

/** One test (or check, or runner) that did not pass. */
export interface Failure {
  name: string;
  message: string;
}

/** What came of one part of a test run. */
export interface Outcome {
  passed: number;
  failures: Failure[];
}

const shownLines = 30;

/** The outcomes of several parts as one. */
export function total(outcomes: Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

/** The plain line that a test run ends with. */
export function summaryLine({ passed, failures }: Outcome): string {
  return `${passed} passed, ${failures.length} failed`;
}

/** A failure for people: its name, and the beginning of its message below. */
export function failureText({ name, message }: Failure): string {
  const lines = stripVTControlCharacters(message).trim().split('\n');
  const shown = lines.slice(0, shownLines).map((line) => `      ${line}`);
  if (lines.length > shownLines) shown.push(`      … and ${lines.length - shownLines} more lines`);
  return [`  ✕ ${name}`, ...shown].join('\n');
}
