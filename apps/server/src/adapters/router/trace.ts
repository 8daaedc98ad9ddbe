/** One sentence to or from a router. */
export interface TraceEntry {
  router: string;
  direction: 'sent' | 'received';
  /** Passwords, challenges and the responses to them are masked. */
  words: string[];
}

/** Is given every sentence, for a log. */
export type Trace = (entry: TraceEntry) => void;

const SECRET_WORD = /^=(password|response)=.*$/s;

/** The words as they may be logged. */
export function maskSecrets(words: readonly string[]): string[] {
  return words.map((word) => word.replace(SECRET_WORD, '=$1=***'));
}
