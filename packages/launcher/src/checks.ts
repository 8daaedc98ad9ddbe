import { runNode } from './child-process.ts';
import { checkBoundaries } from './checks/boundaries.ts';
import { inPackage } from './paths.ts';

/** What one check found. */
export interface CheckResult {
  name: string;
  passed: boolean;
  /** What was found, one finding a line; empty where it passed. */
  findings: string;
  seconds: number;
}

/** A mistake in one shared type is reported at every place that uses it; the first places tell enough. */
const shownLines = 40;

type Check = (signal: AbortSignal) => Promise<Pick<CheckResult, 'passed' | 'findings'>>;

const checks: Record<string, Check> = {
  'types of the server side': typeCheck('tsconfig.json'),
  'types of the web app': typeCheck('apps/web/tsconfig.json'),
  'types of the journeys': typeCheck('e2e/tsconfig.json'),
  'lint rules': lint,
  'boundaries between parts': (signal) => checkBoundaries({ signal }),
};

/** Runs every check, two at a time, and tells of each as it ends. A check that crashes has not passed. */
export async function runChecks(signal: AbortSignal, told: (result: CheckResult) => void): Promise<CheckResult[]> {
  const waiting = Object.entries(checks);
  const results: CheckResult[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, check] = next;
      const began = performance.now();
      const outcome = await check(signal).catch((error: Error) => ({ passed: false, findings: error.message }));
      signal.throwIfAborted();
      const result = { name, ...outcome, seconds: (performance.now() - began) / 1000 };
      results.push(result);
      told(result);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/** One line on a check, with its findings below where it has not passed. */
export function checkLine({ name, passed, findings, seconds }: CheckResult): string {
  const line = `${passed ? 'passed' : 'FAILED'}  ${name}  (${seconds.toFixed(1)} s)`;
  if (passed) return line;
  const lines = findings.split('\n');
  const shown = lines.slice(0, shownLines).map((found) => `    ${found}`);
  const more = lines.length - shown.length;
  return [line, ...shown, ...(more > 0 ? [`    … and ${more} more lines`] : [])].join('\n');
}

function typeCheck(project: string): Check {
  return async (signal) => {
    const words = [inPackage('.', 'typescript', 'bin/tsc'), '-p', project, '--pretty', 'false'];
    const { code, output } = await runNode(words, { signal });
    return { passed: code === 0, findings: output.trim() };
  };
}

async function lint(signal: AbortSignal) {
  const words = [inPackage('.', 'oxlint', 'bin/oxlint'), '--deny-warnings', '--format', 'unix'];
  const { code, output } = await runNode(words, { signal });
  return { passed: code === 0, findings: output.trim() };
}
