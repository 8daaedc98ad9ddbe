import type { Memory } from './memory.ts';
import type { Decided, DecisionKind, Quote, QuoteApi } from './quote-api.ts';
import type { Choices } from './quote-sums.ts';

export interface Confirmation {
  quote: Quote;
  api: QuoteApi;
  memory: Memory;
  decision: DecisionKind;
  choices: Choices;
  /** What it is about: a name and an amount. */
  fact: [name: string, amount: string];
  decided: (answer: Decided, byName: string | null) => void;
  /** It cannot be decided any more: what it is instead has to be looked up. */
  closed: () => void;
}
