import type { AnyEndpoint, Input, Output } from '@lastmile/contracts';
import { sessionEnded, urlOf } from './api.ts';
import { Problem } from './problem.ts';

interface UploadOptions {
  /** The same on every attempt, so that one that arrived unheard is not repeated. */
  idempotencyKey: string;
  /** How much of it is on its way, from 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a form with a file to an endpoint that takes one, as `api` sends JSON. By the older way of asking: `fetch` does not say how far it is.
 * Throws a `Problem`, or the signal's reason where it was called off.
 */
export function upload<E extends AnyEndpoint>(
  endpoint: E, body: Input<E> extends { body?: infer Body } ? NonNullable<Body> : never, { idempotencyKey, onProgress, signal }: UploadOptions,
): Promise<Output<E>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(body as Record<string, string | Blob | undefined>)) if (value !== undefined) form.append(name, value);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const callOff = () => request.abort();
    request.open(endpoint.method, urlOf(endpoint));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', idempotencyKey);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Output<E>);
      else void problemOf(request).then(reject);
    });
    request.addEventListener('error', () => reject(Problem.unreachable()));
    request.addEventListener('abort', () => reject(signal.reason as Error));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', callOff));
    signal.addEventListener('abort', callOff);
    request.send(form);
  });
}

async function problemOf(request: XMLHttpRequest): Promise<Problem> {
  const headers = { 'content-type': request.getResponseHeader('content-type') ?? '', 'x-request-id': request.getResponseHeader('x-request-id') ?? '' };
  const problem = await Problem.from(new Response(request.responseText, { status: request.status, headers }));
  if (problem.status === 401) sessionEnded();
  return problem;
}
