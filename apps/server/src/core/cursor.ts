import { Refusal } from './problems.ts';

/** A cursor is the sort key of the last row, opaque to callers. */
export const encodeCursor = (key: readonly (string | null)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Throws a 400 when the cursor was not made by this API or has another number of parts. */
export function decodeCursor(cursor: string, parts: number): (string | null)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const sound = Array.isArray(key) && key.length === parts
      && key.every((part) => part === null || (typeof part === 'string' && part.length <= 300 && !part.includes('\0')));
    if (sound) return key as (string | null)[];
  } catch {
    // answered below, like any other cursor that is not ours
  }
  throw new BadCursor();
}

export class BadCursor extends Refusal {
  constructor() {
    super({
      status: 400, code: 'bad_cursor', detail: 'This cursor does not belong to this list; begin again without one.',
      errors: [{ pointer: '/query/cursor', detail: 'Expected the nextCursor of the page before, with the same sort.' }],
    });
  }
}
