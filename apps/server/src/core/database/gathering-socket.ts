import { Socket } from 'node:net';

type Written = (error?: Error | null) => void;

/**
 * A socket that sends what is written in one turn of the event loop as one packet. With pipelining, a transaction's beginning and its first
 * statement, or its commit and the next transaction's beginning, are then one system call here and one awakening at the database.
 */
export class GatheringSocket extends Socket {
  #gathering = false;

  override write(chunk: string | Uint8Array, encoding?: BufferEncoding | Written, written?: Written): boolean {
    if (!this.#gathering) {
      this.#gathering = true;
      this.cork();
      process.nextTick(() => {
        this.#gathering = false;
        this.uncork();
      });
    }
    return super.write(chunk, encoding as BufferEncoding, written);
  }
}
