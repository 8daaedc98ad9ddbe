import Fastify, { type FastifyInstance } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { Config } from './config.ts';
import { servePages } from './pages.ts';

let webRoot: string;
let app: FastifyInstance;
beforeAll(async () => {
  webRoot = mkdtempSync(path.join(os.tmpdir(), 'lastmile-pages-'));
  mkdirSync(path.join(webRoot, 'assets'));
  for (const file of ['index.html', 'quote.html', 'signup.html', 'assets/app-1234.js']) {
    writeFileSync(path.join(webRoot, file), `This is ${file}`);
    writeFileSync(path.join(webRoot, `${file}.br`), brotliCompressSync(`This is ${file}`));
    writeFileSync(path.join(webRoot, `${file}.gz`), gzipSync(`This is ${file}`));
  }
  app = Fastify();
  await servePages(app, { webRoot } as Config);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  rmSync(webRoot, { recursive: true });
});

const get = (url: string, encoding = 'gzip, deflate, br') => app.inject({ url, headers: { 'accept-encoding': encoding } });

test.each(['/leads/board', '/q/token', '/signup/widget', '/assets/app-1234.js'])('%s comes compressed to whoever takes it so', async (url) => {
  const plain = (await get(url, 'identity')).body;
  expect(plain).toMatch(/^This is /);
  const brotli = await get(url);
  expect([brotli.headers['content-encoding'], brotliDecompressSync(brotli.rawPayload).toString()]).toEqual(['br', plain]);
  const gzip = await get(url, 'gzip');
  expect([gzip.headers['content-encoding'], gunzipSync(gzip.rawPayload).toString()]).toEqual(['gzip', plain]);
  expect(brotli.headers.vary).toContain('accept-encoding');
});

test('scripts are kept for good, pages are asked for again, and a quote’s stays nowhere, compressed or not', async () => {
  for (const encoding of ['identity', 'br', 'gzip']) {
    expect((await get('/assets/app-1234.js', encoding)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/leads/board', encoding)).headers['cache-control']).toBe('no-cache');
    expect((await get('/q/token', encoding)).headers['cache-control']).toBe('no-store');
  }
});
