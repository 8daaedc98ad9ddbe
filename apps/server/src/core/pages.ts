import fastifyStatic from '@fastify/static';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Config } from './config.ts';
import { NotFound, answerProblem } from './problems.ts';

/** What is not the API's is a page: the SPA at every URL it knows, and the public pages without it. */
export async function servePages(app: FastifyInstance, { webRoot }: Config): Promise<void> {
  const built = webRoot && existsSync(path.join(webRoot, 'index.html'));
  app.setNotFoundHandler((request, reply) => {
    const page = built && request.method === 'GET' && !request.url.startsWith('/api/') && !path.extname(request.url.split('?')[0]!);
    return page ? reply.sendFile('index.html') : answerProblem(new NotFound('address'), request, reply);
  });
  if (!built) return;
  await app.register(fastifyStatic, {
    root: webRoot,
    wildcard: false,
    index: false,
    preCompressed: existsSync(path.join(webRoot, 'index.html.br')),
    setHeaders(reply, file) {
      (reply as unknown as FastifyReply).header('cache-control', cachingOf(file));
    },
  });
  app.get('/signup/:widgetId', { schema: { hide: true } }, (_request, reply) => {
    // Made to be embedded in the provider's own site (S0-10.3-c).
    void reply.header('content-security-policy', "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors *");
    void reply.removeHeader('x-frame-options');
    return reply.sendFile('signup.html');
  });
  app.get('/q/:token', { schema: { hide: true } }, (_request, reply) => {
    // Its address is all it takes to decide a quote: it is told to no other site and found by no search (S0-10.6).
    void reply.headers({
      'content-security-policy': "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow',
    });
    return reply.sendFile('quote.html');
  });
}

/** Names of assets carry a hash of what is in them; pages are asked for again each time, and a quote's stays nowhere. */
function cachingOf(file: string): string {
  if (file.includes(`${path.sep}assets${path.sep}`)) return 'public, max-age=31536000, immutable';
  return path.basename(file).startsWith('quote.html') ? 'no-store' : 'no-cache';
}
