import { Interrupted } from '../command.ts';
import type { Outcome } from './outcome.ts';

/** The parts of a test run, in order, with what came of each and how long it took. */
export class Phases {
  readonly outcomes: Outcome[] = [];
  private readonly durations: string[] = [];
  private readonly say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.say = say;
  }

  /**
   * Runs one part. What it throws is a failure of the run, not its end: the parts after it still tell what they find.
   * Only an interruption ends the run. True where nothing failed.
   */
  async run(name: string, work: () => Promise<Outcome>): Promise<boolean> {
    this.say(`\n${name}`);
    const began = performance.now();
    const outcome = await work().catch((error: unknown): Outcome => {
      if (error instanceof Interrupted) throw error;
      return { passed: 0, failures: [{ name, message: error instanceof Error ? error.message : String(error) }] };
    });
    this.durations.push(`${name} ${((performance.now() - began) / 1000).toFixed(1)} s`);
    this.outcomes.push(outcome);
    return outcome.failures.length === 0;
  }

  /** One line with how long each part took. */
  get times(): string {
    return this.durations.join(', ');
  }
}
