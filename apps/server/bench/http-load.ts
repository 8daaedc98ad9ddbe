import { connect, type Socket } from 'node:net';

export interface HttpRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: object;
}

export interface LoadResult {
  requests: number;
  seconds: number;
  /** Milliseconds of every answer, ascending. */
  latencies: number[];
  /** Answers that were not 2xx, by status, with the first of each. */
  failures: Map<number, { times: number; first: string }>;
}

interface LoadOptions {
  port: number;
  connections: number;
  milliseconds: number;
  headers: { [name: string]: string };
  /** Makes the next request, whichever connection is free. */
  next: () => HttpRequest;
}

/**
 * Sends requests over kept-alive connections, one at a time on each, and waits for those under way at the end. A
 * client of its own, because on a machine that the servers share a general one would take the processor from what it
 * measures.
 */
export async function load({ port, connections, milliseconds, headers, next }: LoadOptions): Promise<LoadResult> {
  const result: LoadResult = { requests: 0, seconds: 0, latencies: [], failures: new Map() };
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const began = performance.now();
  const until = began + milliseconds;
  await Promise.all(
    Array.from({ length: connections }, () =>
      keepAsking(
        port,
        () => {
          if (performance.now() >= until) return null;
          const { method, path, body } = next();
          const text = body === undefined ? '' : JSON.stringify(body);
          const type =
            body === undefined
              ? ''
              : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
          return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${head}${type}\r\n${text}`;
        },
        (status, body, milliseconds) => {
          result.requests += 1;
          result.latencies.push(milliseconds);
          if (status >= 200 && status < 300) return;
          const known = result.failures.get(status);
          if (known) known.times += 1;
          else result.failures.set(status, { times: 1, first: body().slice(0, 300) });
        },
      ),
    ),
  );
  result.seconds = (performance.now() - began) / 1000;
  result.latencies.sort((left, right) => left - right);
  return result;
}

type Answered = (status: number, body: () => string, milliseconds: number) => void;

/** One connection: asks again as soon as it has been answered, until there is nothing more to ask. */
function keepAsking(port: number, ask: () => string | null, answered: Answered): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let parts: Buffer[] = [];
    let received = 0;
    let expected: { length: number; status: number; headerLength: number } | null = null;
    let askedAt = 0;
    const askNext = () => {
      const request = ask();
      if (request === null) return void socket.end();
      askedAt = performance.now();
      socket.write(request);
    };
    socket.on('connect', askNext);
    socket.on('error', reject);
    socket.on('close', () => {
      if (received > 0 || (expected && received < expected.length))
        reject(new Error('The server closed a connection in the middle of an answer.'));
      else resolve();
    });
    socket.on('data', (chunk) => {
      parts.push(chunk);
      received += chunk.length;
      expected ??= readHead(parts.length > 1 ? Buffer.concat(parts) : chunk);
      if (!expected || received < expected.length) return;
      const whole = parts;
      const { status, headerLength } = expected;
      parts = [];
      received = 0;
      expected = null;
      answered(status, () => Buffer.concat(whole).subarray(headerLength).toString('utf8'), performance.now() - askedAt);
      askNext();
    });
  });
}

function readHead(bytes: Buffer): { length: number; status: number; headerLength: number } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const contentLength = /\r\ncontent-length: (\d+)/i.exec(head);
  const status = Number(head.slice(9, 12));
  if (!contentLength && status !== 204) throw new Error(`An answer without Content-Length: ${head.slice(0, 200)}`);
  return { status, headerLength: end + 4, length: end + 4 + Number(contentLength?.[1] ?? 0) };
}
