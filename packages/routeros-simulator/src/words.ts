/** The other side sent bytes that cannot be the RouterOS API. */
export class WireError extends Error {
  override name = 'WireError';
}

// The real thing limits what a client may send before it has logged in; one limit is enough for us.
const LONGEST_WORD = 1024 * 1024;

/** Encodes one sentence: every word with its length before it, then the zero word. */
export function encodeSentence(words: readonly string[]): Buffer {
  const parts: Buffer[] = [];
  for (const word of words) {
    const content = Buffer.from(word, 'utf8');
    parts.push(encodeLength(content.length), content);
  }
  parts.push(Buffer.from([0]));
  return Buffer.concat(parts);
}

/** Collects bytes as they arrive and gives back the sentences that are complete. */
export class SentenceReader {
  private pending = Buffer.alloc(0);
  private words: string[] = [];

  /** Takes the next bytes; gives the sentences they complete. Throws WireError for a length that means nothing. */
  push(chunk: Buffer): string[][] {
    this.pending = Buffer.concat([this.pending, chunk]);
    const sentences: string[][] = [];
    for (let word = this.nextWord(); word !== null; word = this.nextWord()) {
      if (word !== '') {
        this.words.push(word);
      } else if (this.words.length > 0) {
        sentences.push(this.words);
        this.words = [];
      }
    }
    return sentences;
  }

  private nextWord(): string | null {
    const first = this.pending[0];
    if (first === undefined) return null;
    const lengthBytes = bytesOfLength(first);
    if (this.pending.length < lengthBytes) return null;
    const length = decodeLength(this.pending, lengthBytes);
    if (length > LONGEST_WORD) throw new WireError(`A word of ${length} bytes is longer than ${LONGEST_WORD}.`);
    const end = lengthBytes + length;
    if (this.pending.length < end) return null;
    const word = this.pending.toString('utf8', lengthBytes, end);
    this.pending = this.pending.subarray(end);
    return word;
  }
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x4000) return bigEndian(length + 0x8000, 2);
  if (length < 0x200000) return bigEndian(length + 0xc00000, 3);
  if (length < 0x10000000) return bigEndian(length + 0xe0000000, 4);
  return Buffer.concat([Buffer.from([0xf0]), bigEndian(length, 4)]);
}

function bigEndian(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

function bytesOfLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc0) return 2;
  if (first < 0xe0) return 3;
  if (first < 0xf0) return 4;
  if (first === 0xf0) return 5;
  throw new WireError(`0x${first.toString(16)} is a reserved control byte, not the length of a word.`);
}

function decodeLength(buffer: Buffer, bytes: number): number {
  if (bytes === 5) return buffer.readUInt32BE(1);
  const markerBits = [0, 0, 0x8000, 0xc00000, 0xe0000000][bytes] ?? 0;
  return buffer.readUIntBE(0, bytes) - markerBits;
}
