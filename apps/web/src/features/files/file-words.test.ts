import { formatSize, guessedCategory } from './file-words.ts';

test.each([
  [0, '0 B'], [999, '999 B'], [1000, '1 KB'], [480_300, '480 KB'], [999_499, '999 KB'], [999_600, '1 MB'], [2_100_000, '2.1 MB'], [26_214_400, '26 MB'],
])('%d bytes read as %s', (bytes, words) => {
  expect(formatSize(bytes)).toBe(words);
});

test.each([
  ['IMG_1.HEIC', '', 'photo'],
  ['x', 'image/png', 'photo'],
  ['Signed agreement.pdf', 'application/pdf', 'contract'],
  ['Quotation Q-000187.pdf', 'application/pdf', 'quote'],
  ['id-copy.pdf', 'application/pdf', 'document'],
])('%s (%s) is probably a %s', (name, type, category) => {
  expect(guessedCategory({ name, type })).toBe(category);
});
