import { RouterProblem } from '../../ports/router.ts';
import type { Conversation, Effect, Reply } from './conversation.ts';

/**
 * Remembers whether an operation may have changed the router. A step that only reads can fail after one that wrote:
 * the operation as a whole is then not "not done".
 */
export class ChangeTracker implements Conversation {
  readonly name: string;
  private readonly link: Conversation;
  private mayHaveChanged = false;

  constructor(link: Conversation) {
    this.name = link.name;
    this.link = link;
  }

  async send(words: readonly string[], effect: Effect): Promise<Reply> {
    const before = this.mayHaveChanged;
    if (effect === 'writes') this.mayHaveChanged = true;
    try {
      return await this.link.send(words, effect);
    } catch (problem) {
      if (problem instanceof RouterProblem && problem.outcome === 'not_done') this.mayHaveChanged = before;
      throw problem;
    }
  }

  /** Everything this operation changed was taken back. */
  takenBack(): void {
    this.mayHaveChanged = false;
  }

  /** The problem as it is for the whole operation. */
  seenAsAWhole(problem: RouterProblem): RouterProblem {
    if (!this.mayHaveChanged || problem.outcome === 'unknown') return problem;
    const { kind, message, permanent, category } = problem;
    return new RouterProblem(kind, message, { outcome: 'unknown', permanent, category, cause: problem });
  }
}
