import { isId } from './ids.ts';
import { Refusal } from './problems.ts';
import { isInstant } from './zoned-time.ts';

/** A cursor is the sort key of the last row, opaque to callers. */
export const encodeCursor = (key: readonly (string | null)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** What a part of a key has to be before it may become a parameter of that type. */
const kinds = {
  uuid: isId,
  /** The longest title: 200 characters, some of which are two units in JavaScript. */
  text: (part: string) => part.length <= 400 && !part.includes('\0'),
  integer: (part: string) => /^\d{1,9}$/.test(part),
  decimal: (part: string) => /^-?\d{1,14}(\.\d{1,2})?$/.test(part),
  /** Stands for a value that the last row lacks. */
  none: (part: string) => part === 'none',
  /** A timestamp as PostgreSQL prints it, microseconds and all. */
  instant: (part: string) => isInstant(part.replace(/([+-]\d\d)$/, '$1:00')),
  transaction: (part: string) => /^\d{1,18}$/.test(part),
} as const;
export type CursorPart = keyof typeof kinds;

/** The key in a cursor, each part of the kind it has to be. Throws a 400 for a cursor that was not made by this list. */
export const decodeCursor = (cursor: string, parts: readonly CursorPart[]): string[] => decodeCursorOf(cursor, [parts]);

/** The same for a list whose keys have one of several forms, told apart by their parts. */
export function decodeCursorOf(cursor: string, forms: readonly (readonly CursorPart[])[]): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const fits = (parts: readonly CursorPart[]) => Array.isArray(key) && key.length === parts.length
      && key.every((part, index) => typeof part === 'string' && kinds[parts[index]!](part));
    if (forms.some(fits)) return key as string[];
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
