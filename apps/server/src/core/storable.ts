/**
 * Where in a value there is text that PostgreSQL cannot keep, as a JSON pointer; null where all of it can be kept. A
 * NUL ends its strings, and half of a surrogate pair is no character: UTF-8 cannot write it, and `jsonb` refuses it.
 */
export function unstorableText(value: unknown): string | null {
  const waiting: [pointer: string, value: unknown][] = [['', value]];
  const unstorable = (text: string) => text.includes('\0') || !text.isWellFormed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [pointer, inner] = next;
    if (typeof inner === 'string') {
      if (unstorable(inner)) return pointer;
    } else if (inner !== null && typeof inner === 'object') {
      for (const [name, member] of Object.entries(inner)) {
        if (unstorable(name)) return pointer;
        waiting.push([`${pointer}/${name}`, member]);
      }
    }
  }
  return null;
}
