/** What arrived cannot be the RouterOS API. */
export class NotTheApi extends Error {
  override name = 'NotTheApi';
}

// Far above any value a router sends; a length beyond it is noise read as a number.
const LONGEST_WORD = 4 * 1024 * 1024;
const EXCLAMATION_MARK = 0x21;

/**
 * Makes sentences of bytes, wherever TCP cut them. The library's own decoder stalls when the zero byte that ends a
 * sentence comes in a segment of its own, and reads text as CP1252, one chunk at a time.
 */
export class ReplyDecoder {
  private pending: Buffer = Buffer.alloc(0);
  private words: string[] = [];

  /** Takes the next bytes, gives the sentences they complete. Throws NotTheApi, after the good sentences before it. */
  *push(chunk: Buffer): Generator<string[]> {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    for (let word = this.takeWord(); word !== null; word = this.takeWord()) {
      if (word !== '') {
        this.words.push(word);
      } else if (this.words.length > 0) {
        const sentence = this.words;
        this.words = [];
        yield sentence;
      }
    }
  }

  private takeWord(): string | null {
    const prefix = this.readLength();
    if (!prefix) return null;
    const { length, bytes } = prefix;
    // A reply begins with "!": a web or SSH server is recognised by its first letter instead of waiting for more.
    const firstByte = this.pending[bytes];
    if (this.words.length === 0 && length > 0 && firstByte !== undefined && firstByte !== EXCLAMATION_MARK) {
      throw new NotTheApi('The first word of a reply does not begin with an exclamation mark.');
    }
    const end = bytes + length;
    if (this.pending.length < end) return null;
    const word = this.pending.toString('utf8', bytes, end);
    this.pending = this.pending.subarray(end);
    return word;
  }

  // The first byte's leading ones say how many bytes follow it; the rest of its bits are the highest of the length.
  private readLength(): { length: number; bytes: number } | null {
    const first = this.pending[0];
    if (first === undefined) return null;
    if (first > 0xf0) throw new NotTheApi(`0x${first.toString(16)} is not the length of a word.`);
    const following = Math.clz32(~(first << 24));
    if (this.pending.length < 1 + following) return null;
    let length = first & (0xff >> (following + 1));
    for (let index = 1; index <= following; index += 1) length = length * 0x100 + (this.pending[index] ?? 0);
    if (length > LONGEST_WORD) throw new NotTheApi(`A word of ${length} bytes.`);
    return { length, bytes: 1 + following };
  }
}
