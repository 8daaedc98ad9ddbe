/** What a scanner's keys come in, in milliseconds from one to the next: at most, and on average. Nobody types so fast for long. */
const slowest = 100;
const average = 40;
const shortest = 4;

interface Key { key: string; at: number }

/**
 * Tells a scanner that pretends to be a keyboard from a person at one: it is faster, and ends with Enter or Tab. `press` is given every key and answers with the code
 * when the last one has completed it.
 */
export function createWedge() {
  let keys: Key[] = [];
  return {
    press(key: string, at: number): string | null {
      const last = keys.at(-1);
      if (last && at - last.at > slowest) keys = [];
      if (key === 'Enter' || key === 'Tab') {
        const code = keys.map((one) => one.key).join('');
        const isFast = keys.length >= shortest && (at - keys[0]!.at) / keys.length <= average;
        keys = [];
        return isFast ? code : null;
      }
      // Shift and its like are pressed in between for capitals.
      if (key.length === 1) keys.push({ key, at });
      return null;
    },
    /** Whether this may be the beginning of a code: at least two keys as fast as only a scanner is. */
    isRunning: (): boolean => keys.length >= 2 && (keys.at(-1)!.at - keys[0]!.at) / (keys.length - 1) <= average,
    get length() { return keys.length; },
  };
}
