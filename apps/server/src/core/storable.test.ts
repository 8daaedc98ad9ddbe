import { unstorableText } from './storable.ts';

test('text that can be kept is kept, however deep', () => {
  expect(unstorableText({ name: 'Ünï ሰላም 🙂', list: ['', null, 4, true, { deep: '\u0001' }] })).toBeNull();
});

test.each([
  ['a NUL', { lead: { names: ['fine', 'no\0'] } }, '/lead/names/1'],
  ['the first half of a character', { name: 'x\ud83d' }, '/name'],
  ['a NUL in a name', { data: { 'no\0': 1 } }, '/data'],
  ['the second half of a character', 'x\ude42', ''],
])('%s is named by its place', (_, value, pointer) => {
  expect(unstorableText(value)).toBe(pointer);
});
