/** What this reporter reads of Playwright's test; the launcher does not depend on Playwright. */
interface Journey {
  titlePath(): string[];
}

interface JourneyResult {
  status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';
  duration: number;
}

const marks = { passed: '✓', failed: '✕', timedOut: '✕', skipped: '-', interrupted: '✕' };

/** Says one line for each journey as it ends; failures in full come at the end of the run. */
export default class PlaywrightProgress {
  onTestEnd(journey: Journey, { status, duration }: JourneyResult): void {
    const name = journey.titlePath().filter(Boolean).join(' › ');
    console.log(`  ${marks[status]} ${name}  (${(duration / 1000).toFixed(1)} s)`);
  }

  onStdOut(text: string | Buffer): void {
    process.stdout.write(text);
  }

  onStdErr(text: string | Buffer): void {
    process.stderr.write(text);
  }

  /** Failures are printed by whoever runs us. */
  printsToStdio(): boolean {
    return true;
  }
}
