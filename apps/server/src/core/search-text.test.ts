import fc from 'fast-check';
import { searchPattern, searchText } from './search-text.ts';

/** What the database answers to `text like pattern`. */
function isLike(text: string, pattern: string): boolean {
  const expression = pattern.replace(/\\(.)|[%_]|[.*+?^${}()|[\]\\]/gs, (part, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    if (part === '%') return '.*';
    return part === '_' ? '.' : `\\${part}`;
  });
  return new RegExp(`^${expression}$`, 'su').test(text);
}
const finds = (typed: string, ...parts: (string | null)[]) => isLike(searchText(parts), searchPattern(typed));

test('accents, case and blanks do not matter', () => {
  expect(searchText(['  José \t Ñandú ', null, undefined, '', 'ÅNGSTRÖM'])).toBe(' jose nandu angstrom');
  for (const typed of ['jose', 'JOSÉ', 'ose\u0301', 'ñandu', 'jose  nandu', 'angström']) expect([typed, finds(typed, 'José Ñandú', 'ÅNGSTRÖM')]).toEqual([typed, true]);
});

test('from three characters on any part of a word is found, below that the beginning of one', () => {
  expect(finds('njir', 'Mary Wanjiru')).toBe(true);
  expect(finds('wa', 'Mary Wanjiru')).toBe(true);
  expect(finds('m', 'Mary Wanjiru')).toBe(true);
  expect(finds('nj', 'Mary Wanjiru')).toBe(false);
  expect(finds('wanjiku', 'Mary Wanjiru')).toBe(false);
});

test.each([
  '0712 345 678', '+254 712 345678', '254712345678', '(0712) 345-678', '712.345.678', '00254712345678', '0712/345678',
])('a phone is found as %s', (typed) => {
  expect(finds(typed, 'Mary', '254712345678')).toBe(true);
  expect(finds(typed, 'Mary', '254712345679')).toBe(false);
});

test('a few digits with a sign between them are a text and no phone', () => {
  for (const typed of ['24/7', '1-2', '4.5', '4-in-1']) expect([typed, finds(typed, `Fibre ${typed} Ltd`, '254712345678')]).toEqual([typed, true]);
  expect(finds('24/7', 'Mary', '254724712345')).toBe(false);
  expect(finds('712-34', 'Mary', '254712345678')).toBe(true);
});

test('a number is found with and without its letter and zeros', () => {
  for (const typed of ['L-000412', 'l-000412', '000412', '412', 'L-0004']) expect([typed, finds(typed, 'Mary', 'L-000412')]).toEqual([typed, true]);
  expect(finds('L-000413', 'Mary', 'L-000412')).toBe(false);
});

test('what is special to the database is found as what it is', () => {
  expect(finds('100%', '100% fibre')).toBe(true);
  expect(finds('100%', '1000 fibre')).toBe(false);
  expect(finds('a_b', 'A_B networks')).toBe(true);
  expect(finds('a_b', 'AxB networks')).toBe(false);
  expect(finds('c:\\net', 'C:\\Net')).toBe(true);
});

test('whatever of a text with letters is typed, it is found', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 12 }).filter((word) => /^[\p{L}\p{M}%_\\.-]*\p{L}[\p{L}\p{M}%_\\.-]*$/u.test(word));
  fc.assert(fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), fc.nat(), (parts, choice) => {
    expect(finds(parts[choice % parts.length]!, ...parts)).toBe(true);
  }), { numRuns: 300 });
});
