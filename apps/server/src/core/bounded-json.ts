/** How much of JSON without a schema is taken. */
export interface JsonBounds {
  /** Levels of objects and lists inside each other. */
  depth: number;
  /** Values and names, all levels together. */
  values: number;
  /** Characters of texts and names together. */
  characters: number;
}

/** Whether a value keeps within bounds. It walks without recursion and stops at the first that is too much, so no input can exhaust it. */
export function isWithin({ depth, values, characters }: JsonBounds, value: unknown): boolean {
  const waiting: [level: number, value: unknown][] = [[1, value]];
  let [counted, written] = [0, 0];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [level, inner] = next;
    counted += 1;
    if (typeof inner === 'string') written += inner.length;
    if (inner !== null && typeof inner === 'object') {
      if (level > depth) return false;
      for (const [name, member] of Object.entries(inner)) {
        if (!Array.isArray(inner)) written += name.length;
        waiting.push([level + 1, member]);
        if (waiting.length + counted > values) return false;
      }
    }
    if (counted > values || written > characters) return false;
  }
  return true;
}
