/**
 * Lets so many of a key's works run at once; the others wait in their order, outside. For work whose transactions would only wait for each other: each that
 * waits inside of one holds a connection that others need.
 */
export function createGate(atOnce: number) {
  const gates = new Map<string, { running: number; waiting: (() => void)[] }>();
  return async <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    let gate = gates.get(key);
    if (!gate) gates.set(key, gate = { running: 0, waiting: [] });
    const mine = gate;
    if (mine.running < atOnce) mine.running += 1;
    else await new Promise<void>((enter) => { mine.waiting.push(enter); });
    try {
      return await work();
    } finally {
      const next = mine.waiting.shift();
      // Whoever enters takes the place of who leaves.
      if (next) next();
      else if ((mine.running -= 1) === 0) gates.delete(key);
    }
  };
}
