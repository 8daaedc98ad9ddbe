import type { FastifyInstance, InjectOptions } from 'fastify';
import type { AnyEndpoint } from '@lastmile/contracts';
import type { RequestParts } from './fresh-records.ts';

/** Whose request it is: a session, a token, or nobody's. */
export interface Credentials {
  cookies?: { [name: string]: string };
  headers?: { [name: string]: string };
}

/** A request written down, so that it can be sent, shown and changed by hand. */
export interface WrittenRequest {
  method: AnyEndpoint['method'];
  url: string;
  headers: { [name: string]: string };
  payload?: string | undefined;
}

export interface Answer {
  status: number;
  contentType: string;
  headers: string;
  text: string;
  /** Parsed where it is JSON. */
  body: unknown;
}

/** Writes a request down: parameters in the path, query in the address, body as JSON or a form. */
export function written(endpoint: AnyEndpoint, { params = {}, query = {}, body }: RequestParts): WrittenRequest {
  const path = endpoint.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  const hasBody = body !== undefined && endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  const form = hasBody && endpoint.accepts === 'form' ? writtenForm(body) : null;
  return {
    method: endpoint.method,
    url: `/api/v1${path}${search ? `?${search}` : ''}`,
    headers: form ? { 'content-type': `multipart/form-data; boundary=${boundary}` } : hasBody ? { 'content-type': 'application/json' } : {},
    payload: form ?? (hasBody ? JSON.stringify(body) : undefined),
  };
}

const boundary = 'a-boundary-that-no-text-has';

/** A form as it goes over the wire: every member a text, but `file`, which is a file with this text in it. */
function writtenForm(body: { [name: string]: unknown }): string {
  const parts = Object.entries(body).map(([name, value]) => {
    const file = name === 'file' ? '; filename="list.csv"\r\ncontent-type: text/csv' : '';
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${text}\r\n`;
  });
  return `${parts.join('')}--${boundary}--\r\n`;
}

let address = 0;

/** Sends it, each from an address of its own so that nobody is slowed down for another's failures. */
export async function send(
  app: FastifyInstance,
  { method, url, headers, payload }: WrittenRequest,
  { cookies, headers: own }: Credentials = {},
): Promise<Answer> {
  address += 1;
  const options: InjectOptions = {
    method,
    url,
    headers: { ...headers, ...own },
    remoteAddress: `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`,
    ...(cookies ? { cookies } : {}),
    ...(payload === undefined ? {} : { payload }),
  };
  const reply = await app.inject(options);
  const contentType = String(reply.headers['content-type'] ?? '');
  return {
    status: reply.statusCode,
    contentType,
    headers: JSON.stringify(reply.headers),
    text: reply.payload,
    body: contentType.includes('json') ? (JSON.parse(reply.payload) as unknown) : reply.payload,
  };
}
