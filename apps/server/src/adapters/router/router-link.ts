import type { Socket } from 'node:net';
import type { Connector } from 'node-routeros';
import { RouterOSClient } from 'routeros-client';
import { RouterProblem, routerName } from '../../ports/router.ts';
import type { RouterConnection } from '../../ports/router.ts';
import type { Conversation, Effect, Reply } from './conversation.ts';
import { patchLibrary } from './library-patch.ts';
import { logIn } from './login.ts';
import { deathProblem, timeoutProblem, trapProblem } from './problems.ts';
import type { Phase } from './problems.ts';
import { ReplyCollector } from './reply-collector.ts';
import { refuseOtherCertificates, tlsOptions } from './tls-mode.ts';
import { maskSecrets } from './trace.ts';
import type { Trace } from './trace.ts';

export interface LinkOptions {
  /** PEM certificates that are trusted instead of the usual ones, for `verify`. */
  authorities?: readonly string[];
  trace?: Trace;
}

type Outcome = 'not_done' | 'unknown';

/**
 * One connection through the library, which is trusted with the bytes only: every wait is raced against our deadline
 * and the death of the socket, because its own promises may never settle.
 */
export class RouterLink implements Conversation {
  readonly name: string;
  private readonly connection: RouterConnection;
  private readonly trace: Trace | undefined;
  private readonly connector: Connector;
  private readonly socket: Socket;
  private readonly entered: Promise<unknown>;
  private readonly closed: Promise<void>;
  /** Settles when the link is over, with what to tell those who still wait. */
  private readonly over = Promise.withResolvers<(outcome: Outcome) => RouterProblem>();
  private isOver = false;
  private phase: Phase = 'connecting';
  private error: Error | null = null;
  private earlier: Promise<unknown> = Promise.resolve();
  private lastTag = 0;

  /** Connects and logs in. Throws RouterProblem; then nothing is left open. */
  static async open(connection: RouterConnection, options: LinkOptions): Promise<RouterLink> {
    const link = new RouterLink(connection, options);
    try {
      await link.enter();
      return link;
    } catch (problem) {
      await link.close();
      throw problem;
    }
  }

  private constructor(connection: RouterConnection, { authorities, trace }: LinkOptions) {
    const { host, port, username, password, timeoutMs } = connection;
    this.name = routerName(connection);
    this.connection = connection;
    this.trace = trace;
    checkAddress(connection);
    const tls = tlsOptions(connection, authorities);

    patchLibrary();
    // The library's own timeout stays out of the way: it destroys the socket without settling anything.
    const timeout = Math.ceil(timeoutMs / 1000) * 10;
    const client = new RouterOSClient({ host, port, user: username, password, timeout, tls });
    // It emits what it also rejects with, and an error event nobody hears ends the process.
    client.on('error', () => {});
    client.rosApi.on('error', () => {});
    client.rosApi.login = () => {
      this.phase = 'logging in';
      return logIn(this, username, password);
    };
    this.entered = client.connect();
    this.connector = client.rosApi.connector;
    this.socket = this.connector.socket;
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve()));
    this.watchSocket();
  }

  send(words: readonly string[], effect: Effect): Promise<Reply> {
    // One command at a time, so that a reply without a tag has one owner.
    const reply = this.earlier.then(() => this.exchange(words, effect));
    this.earlier = reply.catch(() => {});
    return reply;
  }

  /** Hangs up; settles when the socket is closed. */
  async close(): Promise<void> {
    this.socket.destroy();
    await this.closed;
  }

  private watchSocket(): void {
    const { socket, connection } = this;
    socket.setNoDelay(true);
    socket.once('connect', () => {
      if (connection.tls !== 'off') this.phase = 'securing';
    });
    socket.on('error', (error) => {
      this.error = error;
    });
    socket.once('close', () => {
      const { phase, error } = this;
      this.finish((outcome) => deathProblem(this.name, connection.tls, phase, error, outcome));
    });
    refuseOtherCertificates(socket, connection);
  }

  private async enter(): Promise<void> {
    const loggedIn = this.entered.catch((problem: unknown) => {
      if (problem instanceof RouterProblem) throw problem;
      // The library gave up for a reason of its own: what becomes of the socket, or the deadline, ends the wait.
      return new Promise<never>(() => {});
    });
    await this.withinDeadline(loggedIn, 'not_done');
    this.phase = 'talking';
  }

  private async exchange(words: readonly string[], effect: Effect): Promise<Reply> {
    if (this.isOver) throw (await this.over.promise)('not_done');
    this.lastTag += 1;
    const tag = `lm${this.lastTag}`;
    const collector = new ReplyCollector();
    this.connector.read(tag, (received) => {
      this.trace?.({ router: this.name, direction: 'received', words: maskReply(words, received) });
      collector.take(received);
    });
    try {
      this.transmit([...words, `.tag=${tag}`]);
      const answer = await this.withinDeadline(collector.finished, effect === 'writes' ? 'unknown' : 'not_done')
        // A refusal is an answer, even if the connection broke right after it.
        .catch((problem: unknown) => collector.trap ?? Promise.reject(problem));
      if ('message' in answer) throw trapProblem(this.name, answer);
      return answer;
    } finally {
      this.connector.stopRead(tag);
    }
  }

  private transmit(words: string[]): void {
    this.trace?.({ router: this.name, direction: 'sent', words: maskSecrets(words) });
    // The library writes word by word; corked, a sentence leaves in one piece.
    this.socket.cork();
    this.connector.write(words);
    this.socket.uncork();
  }

  /** Waits for work of this link; throws what ended the link if that comes first. */
  private async withinDeadline<Result>(work: Promise<Result>, outcome: Outcome): Promise<Result> {
    const { timeoutMs } = this.connection;
    const deadline = setTimeout(() => {
      const { phase } = this;
      this.finish((known) => timeoutProblem(this.name, phase, timeoutMs, known));
    }, timeoutMs);
    const ended = this.over.promise.then((problemFor): never => {
      throw problemFor(outcome);
    });
    try {
      return await Promise.race([work, ended]);
    } finally {
      clearTimeout(deadline);
    }
  }

  private finish(problemFor: (outcome: Outcome) => RouterProblem): void {
    this.isOver = true;
    this.over.resolve(problemFor);
    this.socket.destroy();
  }
}

// The reply to a login may carry a challenge, which belongs in no log either.
function maskReply(command: readonly string[], received: readonly string[]): string[] {
  const masked = maskSecrets(received);
  return command[0] === '/login' ? masked.map((word) => word.replace(/^=ret=.*$/s, '=ret=***')) : masked;
}

function checkAddress({ host, port, timeoutMs }: RouterConnection): void {
  const problem = (message: string): RouterProblem => new RouterProblem('unreachable', message, { permanent: true });
  if (host.trim() === '') throw problem('The router has no host: expected an address or a host name.');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw problem(`Router ${host} cannot be reached at port ${port}: expected 1 to 65535, usually 8728.`);
  }
  if (!(timeoutMs > 0)) throw problem(`Router ${host}: a timeout of ${timeoutMs} ms leaves no time to answer.`);
}
