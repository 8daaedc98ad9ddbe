import { NotTheApi, ReplyDecoder } from './reply-decoder.ts';

function decode(chunks: readonly Buffer[]): string[][] {
  const decoder = new ReplyDecoder();
  return chunks.flatMap((chunk) => [...decoder.push(chunk)]);
}

function word(content: string, prefix: string): Buffer {
  return Buffer.concat([Buffer.from(prefix, 'hex'), Buffer.from(content)]);
}

const END = Buffer.of(0);

describe('reading replies', () => {
  const bytes = Buffer.concat([
    word('!re', '03'), word('=name=Ọmọ', '0d'), word(`=comment=${'é'.repeat(100)}`, '80d1'), END,
    word('!done', '05'), END,
  ]);
  const sentences = [['!re', '=name=Ọmọ', `=comment=${'é'.repeat(100)}`], ['!done']];

  test('does not depend on how TCP cut the bytes, not even within a letter or a length', () => {
    for (let size = 1; size <= bytes.length; size += 1) {
      const chunks = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      expect(decode(chunks)).toEqual(sentences);
    }
  });

  test('ends a sentence when its last zero byte comes alone', () => {
    expect(decode([bytes.subarray(0, -1), bytes.subarray(-1)])).toEqual(sentences);
  });

  test.each([
    ['80', 0x80 - 1, '7f'], ['two bytes', 0x3fff, 'bfff'], ['three bytes', 0x4000, 'c04000'],
    ['four bytes', 0x200000, 'e0200000'], ['five bytes', 5, 'f000000005'],
  ])('reads a length written in %s', (_name, length, prefix) => {
    const content = '!'.padEnd(length, 'x');
    expect(decode([word(content, prefix), END])).toEqual([[content]]);
  });

  test('gives the good sentences before noise', () => {
    const decoder = new ReplyDecoder();
    const read = decoder.push(Buffer.concat([bytes, Buffer.from('ffff', 'hex')]));
    expect([read.next().value, read.next().value]).toEqual(sentences);
    expect(() => read.next()).toThrow(NotTheApi);
  });

  test.each([
    ['a web server', Buffer.from('HTTP/1.1 400 Bad Request\r\n')],
    ['an SSH server', Buffer.from('SSH-2.0-ROSSSH\r\n')],
    ['a TLS alert', Buffer.from('15030100020228', 'hex')],
    ['a reserved control byte', Buffer.from('f8', 'hex')],
    ['an absurd length', Buffer.from('efffffff21', 'hex')],
  ])('recognises %s by its first bytes', (_name, noise) => {
    expect(() => decode([noise])).toThrow(NotTheApi);
  });
});
