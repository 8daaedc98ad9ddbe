/** One command as a client sent it. */
export interface Request {
  command: string;
  tag: string | null;
  attributes: ReadonlyMap<string, string>;
  queries: readonly string[];
}

/** Takes a sentence apart. The order of the words after the command means nothing, except among queries. */
export function parseRequest(words: readonly string[]): Request {
  const [command = '', ...rest] = words;
  const attributes = new Map<string, string>();
  const queries: string[] = [];
  let tag: string | null = null;
  for (const word of rest) {
    if (word.startsWith('.tag=')) tag = word.slice('.tag='.length);
    else if (word.startsWith('?')) queries.push(word.slice(1));
    else if (word.startsWith('=')) {
      const [name, value] = splitAtFirst(word.slice(1), '=');
      attributes.set(name, value);
    }
  }
  return { command, tag, attributes, queries };
}

// What would let a reader of the log in, or into a subscriber's account.
const SECRET_WORDS = /^=(password|response)=.*$/s;

/** The sentence as it may be logged: passwords and challenge responses are stars. */
export function maskSecrets(words: readonly string[]): string[] {
  return words.map((word) => word.replace(SECRET_WORDS, '=$1=***'));
}

/** Splits at the first separator; without one, everything is the first part. */
export function splitAtFirst(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
