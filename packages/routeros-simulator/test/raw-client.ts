import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';

/**
 * The smallest client of the RouterOS API, for the simulator's own tests. It shares no code with the simulator, so
 * that a mistake in one does not hide in the other, and keeps what it got as bytes.
 */
export class RawClient {
  received = Buffer.alloc(0);
  /** How TCP cut what arrived. */
  readonly segments: Buffer[] = [];
  /** How the connection ended: 'closed', or the code of the error. */
  readonly ended: Promise<string>;
  private readonly socket: Socket;
  private arrived = Promise.withResolvers<void>();
  private parsed = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    let reason = 'closed';
    socket.on('error', (error: NodeJS.ErrnoException) => { reason = error.code ?? error.message; });
    this.ended = new Promise((resolve) => socket.once('close', () => {
      this.arrived.resolve();
      resolve(reason);
    }));
    socket.on('data', (chunk: Buffer) => {
      this.segments.push(chunk);
      this.received = Buffer.concat([this.received, chunk]);
      this.arrived.resolve();
      this.arrived = Promise.withResolvers();
    });
  }

  /** Connects; with TLS options, securely. Rejects as the socket does. */
  static async connect(port: number, tls?: ConnectionOptions): Promise<RawClient> {
    const socket = tls ? connectTls({ port, host: '127.0.0.1', ...tls }) : connect(port, '127.0.0.1');
    const client = new RawClient(socket);
    await once(socket, tls ? 'secureConnect' : 'connect');
    return client;
  }

  /** Connects and logs in with a plain password. */
  static async login(port: number, name = 'admin', password = 'lastmile'): Promise<RawClient> {
    const client = await RawClient.connect(port);
    const reply = await client.talk('/login', `=name=${name}`, `=password=${password}`);
    if (reply.at(-1)?.[0] !== '!done' || reply.length !== 1) throw new Error(`Login failed: ${JSON.stringify(reply)}`);
    return client;
  }

  /** Sends one sentence and gives the sentences of the reply, up to `!done`, `!fatal` or the end of the connection. */
  async talk(...words: string[]): Promise<string[][]> {
    this.send(...words);
    const sentences: string[][] = [];
    for (;;) {
      const sentence = this.nextSentence();
      if (sentence) {
        sentences.push(sentence);
        if (sentence[0] === '!done' || sentence[0] === '!fatal') return sentences;
      } else if (this.socket.destroyed) {
        return sentences;
      } else {
        await this.arrived.promise;
      }
    }
  }

  send(...words: string[]): void {
    const bytes: number[] = [];
    for (const word of words) {
      const content = [...Buffer.from(word)];
      if (content.length < 128) bytes.push(content.length);
      else bytes.push(128 + Math.floor(content.length / 256), content.length % 256);
      bytes.push(...content);
    }
    this.socket.write(Buffer.from([...bytes, 0]));
  }

  /** Waits until at least this many bytes have come. */
  async waitForBytes(count: number): Promise<void> {
    while (this.received.length < count && !this.socket.destroyed) await this.arrived.promise;
  }

  /** Begins anew with what comes next. */
  forget(): void {
    this.received = Buffer.alloc(0);
    this.segments.length = 0;
    this.parsed = 0;
  }

  close(): void {
    this.socket.destroy();
  }

  private nextSentence(): string[] | null {
    const words: string[] = [];
    let at = this.parsed;
    while (at < this.received.length) {
      let length = this.received[at] ?? 0;
      at += 1;
      if (length >= 128) {
        length = (length - 128) * 256 + (this.received[at] ?? 0);
        at += 1;
      }
      if (length === 0) {
        this.parsed = at;
        return words;
      }
      if (at + length > this.received.length) return null;
      words.push(this.received.toString('utf8', at, at + length));
      at += length;
    }
    return null;
  }
}
