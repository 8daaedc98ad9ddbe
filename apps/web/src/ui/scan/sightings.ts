import { scansTogether, type Scan } from './labels.ts';

/** How long codes are gathered, in milliseconds, so that all of one label are there. */
const gathering = 300;
/** A code that was not seen for so long has left the picture, and is another one when it comes again. */
const leaving = 1200;
/** Read once only, it may be another label's in passing or a misreading. */
const enough = 2;

/**
 * Makes readings of what a camera sees. It sees the same label in picture after picture: each code counts once until it was out of sight, and only when it was read
 * the same way more than once.
 */
export function createSightings() {
  const seen = new Map<string, { times: number; first: number; last: number; counted: boolean }>();

  /** The codes of one picture, taken `at` so many milliseconds; the readings that are complete by now. */
  return function look(codes: readonly string[], at: number): Scan[] {
    for (const [code, { last }] of seen) if (at - last > leaving) seen.delete(code);
    for (const code of codes) {
      const before = seen.get(code);
      seen.set(code, before ? { ...before, times: before.times + 1, last: at } : { times: 1, first: at, last: at, counted: false });
    }
    const fresh = [...seen].filter(([, { counted }]) => !counted);
    if (!fresh.some(([, { times, first }]) => times >= enough && at - first >= gathering)) return [];
    const complete = fresh.filter(([, { times }]) => times >= enough);
    for (const [, sighting] of complete) sighting.counted = true;
    return scansTogether(complete.map(([code]) => code));
  };
}
