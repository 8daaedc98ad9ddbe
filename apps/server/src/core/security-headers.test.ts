import Fastify from 'fastify';
import { useSecurityHeaders } from './security-headers.ts';

async function headersOf(url: string, { https = false } = {}) {
  const app = Fastify();
  useSecurityHeaders(app, { https });
  app.get('/*', () => ({}));
  const { headers } = await app.inject({ url });
  await app.close();
  return headers;
}

test('a page may load from us alone, be framed by nobody and be read as what it says it is', async () => {
  const headers = await headersOf('/leads');
  expect(String(headers['content-security-policy']).split(';')).toEqual(
    expect.arrayContaining(["default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "object-src 'none'", "frame-ancestors 'none'"]));
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN', 'referrer-policy': 'no-referrer' });
});

test('data loads nothing and is kept by nobody but who asked', async () => {
  const headers = await headersOf('/api/v1/leads');
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-cache',
  });
});

test('only where pages are reached over https are browsers told to insist on it', async () => {
  expect(await headersOf('/leads')).not.toHaveProperty('strict-transport-security');
  expect((await headersOf('/leads', { https: true }))['strict-transport-security']).toMatch(/max-age=15552000/);
});

test('every answer has the id of its request', async () => {
  for (const url of ['/leads', '/api/v1/leads']) expect((await headersOf(url))['x-request-id']).toBe('req-1');
});
