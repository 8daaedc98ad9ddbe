import { Connector, Receiver, Transmitter } from 'node-routeros';
import { ReplyDecoder } from './reply-decoder.ts';

/** The router ended the connection with `!fatal`; the message is its own. */
export class FatalReply extends Error {
  override name = 'FatalReply';
}

const decoders = new WeakMap<Receiver, ReplyDecoder>();

/**
 * Corrects how the library treats its socket. Its receiver stalls on split sentences, throws out of the socket's
 * event on tags it does not know, and both sides turn text outside CP1252 into question marks. Both also hand whole
 * sentences, passwords included, to the debug log. Its connector passes the first error of a socket on and forgets its
 * listeners, so that a second one, as TLS likes to give, ends the process. Calling this again changes nothing.
 */
export function patchLibrary(): void {
  Receiver.prototype.processRawData = receive;
  Transmitter.prototype.write = transmit;
  // Whoever uses the connector watches its socket.
  Connector.prototype.onError = () => {};
}

function receive(this: Receiver, data: Buffer): void {
  const decoder = decoders.get(this) ?? new ReplyDecoder();
  decoders.set(this, decoder);
  try {
    for (const sentence of decoder.push(data)) deliver(this, sentence);
  } catch (problem) {
    // Reaches the command that waits as the reason why its socket died.
    this.socket.destroy(problem as Error);
  }
}

// The tag stands after the reply word or last, so it is looked for everywhere. It may be missing: with one command at
// a time there is only one that can be meant. A tag nobody waits for belongs to a command that was given up.
function deliver(receiver: Receiver, sentence: readonly string[]): void {
  const words = sentence.filter((word) => !word.startsWith('.tag='));
  if (words[0] === '!fatal') throw new FatalReply(words.slice(1).join(' '));
  const tag = sentence.find((word) => word.startsWith('.tag='))?.slice('.tag='.length);
  const reader = tag === undefined ? onlyOne(receiver.tags) : receiver.tags.get(tag);
  reader?.callback(words);
}

function onlyOne<Value>(map: ReadonlyMap<string, Value>): Value | undefined {
  return map.size === 1 ? [...map.values()][0] : undefined;
}

function transmit(this: Transmitter, word: string | null): void {
  const encoded = encodeWord(word ?? '');
  if (!this.socket.writable || this.pool.length > 0) this.pool.push(encoded);
  else this.socket.write(encoded);
}

function encodeWord(word: string): Buffer {
  const content = Buffer.from(word, 'utf8');
  return Buffer.concat([encodeLength(content.length), content]);
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  if (length < 0x4000) return Buffer.of(0x80 | (length >> 8), length & 0xff);
  if (length < 0x200000) return Buffer.of(0xc0 | (length >> 16), (length >> 8) & 0xff, length & 0xff);
  // Four bytes reach 256 MiB; no word of ours comes near.
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(length + 0xe0000000);
  return buffer;
}
