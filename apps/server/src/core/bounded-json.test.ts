import { isWithin } from './bounded-json.ts';

const bounds = { depth: 3, values: 6, characters: 12 };

test('what is small and flat enough is taken', () => {
  expect(isWithin(bounds, { a: { b: [1, true] }, c: null })).toBe(true);
  expect(isWithin(bounds, { twelve: '123456' })).toBe(true);
});

test('what is too deep, too many or too long is not', () => {
  expect(isWithin(bounds, { a: { b: [{}] } })).toBe(false);
  expect(isWithin(bounds, { a: [1, 2, 3, 4, 5] })).toBe(false);
  expect(isWithin(bounds, { twelve: '1234567' })).toBe(false);
  expect(isWithin(bounds, { thirteen_char: 1 })).toBe(false);
});

test('a million levels are refused as quickly as four', () => {
  const depth = 1_000_000;
  expect(isWithin(bounds, JSON.parse(`${'['.repeat(4)}${']'.repeat(4)}`))).toBe(false);
  let deep: unknown = [];
  for (let level = 0; level < depth; level += 1) deep = [deep];
  expect(isWithin(bounds, deep)).toBe(false);
});
