import { PassThrough } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '../../core/auth/index.ts';
import type { Change } from '../../core/live.ts';
import { Refusal } from '../../core/problems.ts';
import type { Services } from '../../core/services.ts';

/** A tab holds one stream; more than this many is a loop of reconnects. */
const mostPerSession = 8;
/** Proxies close a connection that says nothing for half a minute or so. */
const heartbeatEvery = 20_000;
/** How long a stream may outlive its session: the authenticator is asked again this often. */
const checkEvery = 3000;
const tick = 1000;
/** What may wait in memory for a reader that does not read; after that it has to come back. */
const mostBuffered = 1_000_000;

export class TooManyStreams extends Refusal {
  constructor() {
    super({
      status: 429, code: 'too_many_streams', more: { retryAfter: 30 },
      detail: `This session has ${mostPerSession} streams of live changes open already. Close a tab.`,
    });
  }
}

interface Stream {
  key: string;
  out: PassThrough;
  request: FastifyRequest;
  /** Whether the server listened when the stream was opened; it does not where requests are injected. */
  wasListening: boolean;
  spokeAt: number;
  checkedAt: number;
}

export interface LiveStreams {
  /** The body of an answer that stays open. Throws a 429 where the session has too many. */
  open(identity: Identity, request: FastifyRequest): Promise<PassThrough>;
}

export function createLiveStreams({ live, authenticator, log }: Pick<Services, 'live' | 'authenticator' | 'log'>): LiveStreams {
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | null = null;

  function look(): void {
    const now = Date.now();
    for (const stream of streams) {
      // A server that closes waits for its answers to end, and these would never do so by themselves.
      if (stream.wasListening && !stream.request.server.server.listening) stream.out.end();
      else if (now - stream.spokeAt >= heartbeatEvery) say(stream, ': still here\n\n');
      if (now - stream.checkedAt >= checkEvery) void endWithSession(stream);
    }
  }

  async function endWithSession(stream: Stream): Promise<void> {
    stream.checkedAt = Date.now();
    try {
      if (!await authenticator.identify(stream.request)) stream.out.end();
    } catch (error) {
      log.warn({ err: error }, 'a live stream’s session could not be checked; asking again');
    }
  }

  function say(stream: Stream, text: string): void {
    stream.spokeAt = Date.now();
    stream.out.write(text);
    if (stream.out.writableLength > mostBuffered) stream.out.destroy();
  }

  return {
    async open(identity, request) {
      const { actor, sessionId } = identity;
      const key = sessionId ?? `token of ${actor.userId}`;
      if ([...streams].filter((stream) => stream.key === key).length >= mostPerSession) throw new TooManyStreams();
      const now = Date.now();
      const out = new PassThrough();
      const stream: Stream = { key, out, request, wasListening: request.server.server.listening, spokeAt: now, checkedAt: now };
      streams.add(stream);
      timer ??= setInterval(look, tick).unref();
      let stopListening = () => {};
      out.once('close', () => {
        stopListening();
        streams.delete(stream);
        if (streams.size > 0 || !timer) return;
        clearInterval(timer);
        timer = null;
      });
      // The browser is told that the stream is open once nothing that happens from here on is missed.
      try {
        stopListening = await live.listen(actor, (changes) => say(stream, changes.map(message).join('')));
      } catch (error) {
        out.destroy();
        throw error;
      }
      if (out.destroyed) stopListening();
      out.write('retry: 2000\n\n');
      return out;
    },
  };
}

const message = (change: Change): string => `event: change\nid: ${change.id}\ndata: ${JSON.stringify(change)}\n\n`;
