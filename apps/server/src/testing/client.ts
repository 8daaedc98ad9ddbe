import type { FastifyInstance, InjectOptions } from 'fastify';
import { expectDocumented } from './contract-check.ts';

export interface Reply {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked against the contract before a test sees it
  body: any;
  headers: { [name: string]: string | string[] | number | undefined };
  cookies: { name: string; value: string; [attribute: string]: unknown }[];
  /** As they came, for answers that are no JSON. */
  bytes: Buffer;
}

export interface RequestOptions {
  headers?: { [name: string]: string };
  cookies?: { [name: string]: string };
  /** The address the request seems to come from. */
  from?: string;
}

type Send = (path: string, body?: object, options?: RequestOptions) => Promise<Reply>;
type Ask = (path: string, options?: RequestOptions) => Promise<Reply>;

/** Somebody who talks to the API. A `FormData` is sent as a form, any other body as JSON. Paths are below `/api/v1`; every answer is checked against its contract. */
export interface Client { get: Ask; delete: Ask; post: Send; put: Send; patch: Send }

/** A client whose requests carry these credentials; none for a stranger. */
export function createClient(app: FastifyInstance, credentials: RequestOptions = {}): Client {
  async function request(method: 'GET' | 'DELETE' | 'POST' | 'PUT' | 'PATCH', path: string, body: object | undefined, more: RequestOptions = {}) {
    const url = `/api/v1${path}`;
    const options: InjectOptions = {
      method, url,
      headers: { ...credentials.headers, ...more.headers },
      cookies: { ...credentials.cookies, ...more.cookies },
      remoteAddress: more.from ?? credentials.from ?? '192.0.2.1',
      ...(body ? { payload: body } : {}),
    };
    const { statusCode: status, headers, cookies, payload, rawPayload: bytes } = await app.inject(options);
    const contentType = String(headers['content-type'] ?? '');
    const reply: Reply = { status, headers, cookies, bytes, body: contentType.includes('json') ? JSON.parse(payload) as unknown : payload };
    expectDocumented({ method, url, status, contentType, body: reply.body });
    return reply;
  }
  return {
    get: (path, options) => request('GET', path, undefined, options),
    delete: (path, options) => request('DELETE', path, undefined, options),
    post: (path, body, options) => request('POST', path, body, options),
    put: (path, body, options) => request('PUT', path, body, options),
    patch: (path, body, options) => request('PATCH', path, body, options),
  };
}
