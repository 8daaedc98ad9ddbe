import { encodeSentence, SentenceReader, WireError } from './words.ts';

describe('sentences on the wire', () => {
  test.each([
    ['a', '01'], ['a'.repeat(0x7f), '7f'], ['a'.repeat(0x80), '8080'], ['a'.repeat(0x3fff), 'bfff'],
    ['a'.repeat(0x4000), 'c04000'], ['a'.repeat(0x1fffff), 'dfffff'], ['a'.repeat(0x200000), 'e0200000'],
  ])('a word is preceded by its length in as few bytes as it takes (%#)', (word, prefix) => {
    const encoded = encodeSentence([word]);
    expect(encoded.toString('hex', 0, prefix.length / 2)).toBe(prefix);
    expect(encoded.length).toBe(prefix.length / 2 + word.length + 1);
  });

  test('length is counted in bytes, not characters', () => {
    expect(encodeSentence(['Ọ']).toString('hex')).toBe('03e1bb8c00');
  });

  test('sentences are the same however the bytes were cut', () => {
    const sentences = [['/login', '=name=Ọmọ'], ['/x', `=comment=${'é'.repeat(200)}`]];
    const bytes = Buffer.concat(sentences.map(encodeSentence));
    for (let size = 1; size <= bytes.length; size += 1) {
      const reader = new SentenceReader();
      const read: string[][] = [];
      for (let at = 0; at < bytes.length; at += size) read.push(...reader.push(bytes.subarray(at, at + size)));
      expect(read).toEqual(sentences);
    }
  });

  test('empty sentences mean nothing', () => {
    expect(new SentenceReader().push(Buffer.from([0, 0, 1, 0x61, 0, 0]))).toEqual([['a']]);
  });

  test('a reserved control byte and an absurd length are not read as words', () => {
    expect(() => new SentenceReader().push(Buffer.from([0xf8]))).toThrow(WireError);
    expect(() => new SentenceReader().push(Buffer.from('e7ffffff', 'hex'))).toThrow(WireError);
  });
});
