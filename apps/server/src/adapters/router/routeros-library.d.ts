/*
 * What this adapter uses of routeros-client 1.1.2 and node-routeros 1.6.9. Their own types hide the members that have
 * to be corrected, and say nothing of what is null; both are pinned, so these hold.
 */

declare module 'node-routeros' {
  import type { Socket } from 'node:net';

  export class Receiver {
    readonly socket: Socket;
    /** The commands that wait for a reply, by tag. */
    readonly tags: Map<string, { name: string; callback: (words: string[]) => void }>;
    processRawData(data: Buffer): void;
  }

  export class Transmitter {
    readonly socket: Socket;
    /** What was written before the socket could take it. */
    readonly pool: Buffer[];
    /** Null ends the sentence. */
    write(word: string | null): void;
  }

  export class Connector {
    constructor(options: { host: string; port: number; timeout: number });
    /** There as soon as connect() was called. */
    readonly socket: Socket;
    /** Registers who hears the replies that carry this tag. */
    read(tag: string, callback: (words: string[]) => void): void;
    stopRead(tag: string): void;
    /** Sends a sentence. */
    write(words: readonly string[]): void;
    /** Hears every error of the socket. */
    onError(error: Error): void;
    connect(): this;
  }
}

declare module 'routeros-client' {
  import type { EventEmitter } from 'node:events';
  import type { ConnectionOptions } from 'node:tls';
  import type { Connector } from 'node-routeros';

  export interface ClientOptions {
    host: string;
    port: number;
    user: string;
    password: string;
    /** Seconds of silence after which the library destroys the socket. */
    timeout: number;
    tls?: ConnectionOptions;
  }

  export interface RouterOSAPI extends EventEmitter {
    /** There as soon as connect() was called. */
    connector: Connector;
    /** Called by connect() once the socket is open. */
    login: () => Promise<unknown>;
  }

  export class RouterOSClient extends EventEmitter {
    constructor(options: ClientOptions);
    readonly rosApi: RouterOSAPI;
    connect(): Promise<unknown>;
  }
}
