import fc from 'fast-check';
import { BadCursor, decodeCursor, encodeCursor, type CursorPart } from './cursor.ts';
import { newId } from './ids.ts';

const sound: { [kind in CursorPart]: string[] } = {
  uuid: [newId(), newId().toUpperCase()],
  text: ['', 'Wanjiru’s café', ' \t', 'ሰላም', '"quoted" \\ back', '\u0001', 'x'.repeat(200)],
  integer: ['0', '42', '999999999'],
  instant: ['2030-06-01 07:00:00+00', '2030-06-01 07:00:00.123456+03', '2030-06-01 12:30:00.5+05:30', '2030-06-01T07:00:00Z', '1999-12-31 23:59:59-09'],
  transaction: ['1', '18446744073709551'],
  decimal: ['0.00', '2500.00', '99999999999999.99', '-3.5', '7'],
  none: ['none'],
};
const unsound: { [kind in CursorPart]: unknown[] } = {
  uuid: ['', 'none', `{${newId()}}`, `urn:uuid:${newId()}`, `${newId()} `, null, 7],
  text: ['nul\0', 'x'.repeat(5000), null, 7, {}, ['x']],
  integer: ['', '-1', '1.5', '1e3', '1234567890', ' 1', '1\n', 1, null],
  instant: ['', 'now', 'infinity', '-infinity', '2030-02-30 00:00:00+00', '2030-06-01', '2030-06-01 24:00:00+00', '2030-06-01 07:00:00', '0044-03-15 00:00:00+00 BC', 0],
  transaction: ['', '-1', '1.0', '1234567890123456789', 'NaN', true],
  decimal: ['', '1e3', 'NaN', '1.234', '.5', '123456789012345', ' 1', 1, null],
  none: ['', 'None', null, 0],
};
const kinds = Object.keys(sound) as CursorPart[];
const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each(kinds)('a key of kind %s comes back as it went in', (kind) => {
  for (const part of sound[kind]) {
    const cursor = encodeCursor([part]);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeCursor(cursor, [kind])).toEqual([part]);
  }
});

test.each(kinds)('what cannot be a key of kind %s is refused', (kind) => {
  for (const part of unsound[kind]) expect(() => decodeCursor(cursorOf([part]), [kind])).toThrow(BadCursor);
});

test('a key of several parts has to have exactly those, in order', () => {
  const [instant] = sound.instant as [string];
  const id = newId();
  expect(decodeCursor(encodeCursor([instant, id]), ['instant', 'uuid'])).toEqual([instant, id]);
  for (const key of [[], [instant], [id, instant], [instant, id, id], { 0: instant, 1: id, length: 2 }, instant, null]) {
    expect(() => decodeCursor(cursorOf(key), ['instant', 'uuid'])).toThrow(BadCursor);
  }
});

test('anything at all is either a sound key or refused as a 400 that names the cursor', () => {
  const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.jsonValue().map(cursorOf),
    fc.array(fc.oneof(fc.string(), fc.uuid(), fc.integer(), fc.constant(null)), { maxLength: 3 }).map(cursorOf));
  fc.assert(fc.property(hostile, fc.subarray(kinds), (cursor, parts) => {
    try {
      expect(decodeCursor(cursor, parts)).toHaveLength(parts.length);
    } catch (error) {
      expect(error).toMatchObject({ status: 400, code: 'bad_cursor', errors: [{ pointer: '/query/cursor' }] });
    }
  }), { numRuns: 300 });
});
