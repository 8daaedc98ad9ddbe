import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from './certificate.ts';
import type { Line } from './connection.ts';

/** How the port is protected: not, by a certificate, or by anonymous Diffie-Hellman as api-ssl without one. */
export type Protection = { kind: 'off' } | { kind: 'anonymous' } | { kind: 'certificate'; certificate: Certificate };

/** The port of a simulated router: it can stop accepting and begin again on the same number. */
export class Listener {
  private readonly sockets = new Set<Socket>();
  private whenIdle: (() => void)[] = [];
  private readonly server: Server;
  private port: number;
  private readonly host: string;

  /** `greet` may answer false: then the new connection is kept but never spoken to. */
  constructor(at: { host: string; port: number }, protection: Protection, greet: Greet, serve: (line: Line) => void) {
    this.host = at.host;
    this.port = at.port;
    const accept = protection.kind === 'off' ? serveOn(serve) : acceptTls(protection, serve);
    this.server = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.forget(socket));
      // A client that vanishes is nothing to a router.
      socket.on('error', () => {});
      if (greet(() => socket.resetAndDestroy())) accept(socket);
      else socket.resume();
    });
  }

  get openConnections(): number {
    return this.sockets.size;
  }

  /** Settles when no client is connected. */
  idle(): Promise<void> {
    if (this.sockets.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.whenIdle.push(resolve));
  }

  /** Begins to accept; gives the port. Throws an error naming the address when it is taken or not allowed. */
  async open(): Promise<number> {
    if (this.server.listening) return this.port;
    await new Promise<void>((resolve, reject) => {
      const failed = (problem: Error): void => {
        const message = `The router simulator cannot listen on ${this.host}:${this.port}: ${problem.message}`;
        reject(new Error(message, { cause: problem }));
      };
      this.server.once('error', failed);
      this.server.listen(this.port, this.host, () => {
        this.server.off('error', failed);
        resolve();
      });
    });
    // Port 0 asks for any: keep the one it got, so that a router that was off comes back where it was.
    this.port = (this.server.address() as AddressInfo).port;
    return this.port;
  }

  /** Stops accepting; what is connected stays connected. */
  refuse(): void {
    this.server.close();
  }

  /** Ends every connection and stops accepting; settles when nothing is open. */
  async close(): Promise<void> {
    const closed = this.server.listening ? new Promise((resolve) => this.server.once('close', resolve)) : null;
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await Promise.all([closed, this.idle()]);
  }

  private forget(socket: Socket): void {
    this.sockets.delete(socket);
    if (this.sockets.size > 0) return;
    for (const tell of this.whenIdle) tell();
    this.whenIdle = [];
  }
}

/** Decides what becomes of a new connection; may reset it. */
export type Greet = (reset: () => void) => boolean;

function serveOn(serve: (line: Line) => void): (socket: Socket) => void {
  return (socket) => serve({ stream: socket, close: () => socket.destroy(), reset: () => socket.resetAndDestroy() });
}

function acceptTls(
  protection: Exclude<Protection, { kind: 'off' }>, serve: (line: Line) => void,
): (socket: Socket) => void {
  const secureContext = createSecureContext(protection.kind === 'certificate'
    ? { cert: protection.certificate.certificate, key: protection.certificate.key }
    // Anonymous suites exist up to TLS 1.2 only, and OpenSSL allows them at security level 0 only.
    : { ciphers: 'ADH:@SECLEVEL=0', maxVersion: 'TLSv1.2', dhparam: 'auto' });
  return (socket) => {
    // Not a tls.Server: a reset needs the TCP socket underneath, which that does not give away.
    const secured = new TLSSocket(socket, { isServer: true, secureContext });
    // A failed handshake ends that connection only; the client says what went wrong.
    secured.on('error', () => socket.destroy());
    serve({ stream: secured, close: () => secured.destroy(), reset: () => socket.resetAndDestroy() });
  };
}
