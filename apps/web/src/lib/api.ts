import type { AnyEndpoint, Input, Output } from '@lastmile/contracts';
import { firstAnswer, forgetFirstRequests } from './first-requests.ts';
import { Problem } from './problem.ts';
import { randomId } from './random.ts';

export interface CallOptions {
  /** One per intention, the same on every attempt at it: a repeated write then happens once. Made up when left out. */
  idempotencyKey?: string;
  /** The `version` that was seen; a write to a newer record is refused with 412. */
  ifMatch?: number;
  signal?: AbortSignal;
}

type Arguments<E extends AnyEndpoint> = {} extends Input<E>
  ? [input?: Input<E>, options?: CallOptions]
  : [input: Input<E>, options?: CallOptions];

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

/**
 * Calls an endpoint of the API with what its contract asks for and gives what it promises.
 * Throws a `Problem` for every other answer, and when no answer came.
 */
export async function api<E extends AnyEndpoint>(endpoint: E, ...[input, options]: Arguments<E>): Promise<Output<E>> {
  const url = urlOf(endpoint, input as Parts);
  const early = endpoint.method === 'GET' ? firstAnswer(url) : undefined;
  const response = await (early ?? fetch(url, requestOf(endpoint, input as Parts, options)))
    .catch((thrown: unknown) => {
      throw options?.signal?.aborted ? thrown : Problem.unreachable();
    });
  if (!response.ok) {
    const problem = await Problem.from(response);
    if (problem.status === 401 && endpoint.access !== 'public') sessionEnded();
    throw problem;
  }
  if (response.status === 204) return undefined as Output<E>;
  return await response.json() as Output<E>;
}

/** Where an endpoint is, for a link or a download. */
export function urlOf(endpoint: AnyEndpoint, { params = {}, query = {} }: Parts = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${endpoint.operationId} needs the parameter “${name}”.`);
    return encodeURIComponent(value);
  });
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/api/v1${path}${search && `?${search}`}`;
}

function requestOf(endpoint: AnyEndpoint, input: Parts = {}, options: CallOptions = {}): RequestInit {
  const headers = new Headers({ accept: 'application/json' });
  if (input.body !== undefined) headers.set('content-type', 'application/json');
  if (endpoint.method === 'POST') headers.set('idempotency-key', options.idempotencyKey ?? randomId());
  if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`);
  return {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  };
}

const listeners = new Set<() => void>();

/** Calls `listener` when the server no longer knows the session; gives the function that stops it. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells everybody who listens that the server no longer knows the session. */
export function sessionEnded() {
  forgetFirstRequests();
  for (const listener of listeners) listener();
}
