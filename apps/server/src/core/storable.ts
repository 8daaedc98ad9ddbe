/**
 * Where in a value there is text that PostgreSQL cannot keep, as a JSON pointer; null where all of it can be kept. A
 * NUL ends its strings, and half of a surrogate pair is no character: UTF-8 cannot write it, and `jsonb` refuses it.
 */
export function unstorableText(value: unknown): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : '';
  if (value === null || typeof value !== 'object') return null;
  for (const [name, member] of Object.entries(value)) {
    if (!isStorable(name)) return '';
    const within = unstorableText(member);
    if (within !== null) return `/${name}${within}`;
  }
  return null;
}

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
