import type { Reply } from './conversation.ts';
import type { TrapReply } from './problems.ts';

/** Puts together the sentences that answer one command. */
export class ReplyCollector {
  /** Settles at `!done`, with what the router gave or why it refused. */
  readonly finished: Promise<Reply | TrapReply>;
  /** The refusal, as soon as it is known: it stands even if `!done` never comes. */
  trap: TrapReply | null = null;
  private readonly rows: Reply['rows'] = [];
  private readonly finish: (answer: Reply | TrapReply) => void;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<Reply | TrapReply>();
    this.finished = promise;
    this.finish = resolve;
  }

  /** Takes one sentence: the reply word and its attributes. `!empty` needs nothing: it is no row. */
  take([reply, ...words]: readonly string[]): void {
    const values = parseAttributes(words);
    if (reply === '!re') this.rows.push(values);
    // Of several reasons the first is the cause.
    if (reply === '!trap') this.trap ??= { message: values.message ?? 'no reason', category: values.category };
    if (reply === '!done') this.finish(this.trap ?? { rows: this.rows, result: values.ret ?? null });
  }
}

function parseAttributes(words: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const word of words) {
    const at = word.indexOf('=', 1);
    if (word.startsWith('=') && at !== -1) values[word.slice(1, at)] = word.slice(at + 1);
  }
  return values;
}
