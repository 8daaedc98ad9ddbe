import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';

type Headers = { [name: string]: string };

/** What helmet would set on an answer. Nothing of ours depends on the request, so it is asked once and not for every request. */
function headersOf(options: HelmetOptions): Headers {
  const headers: Headers = {};
  const answer = { setHeader: (name: string, value: string) => { headers[name.toLowerCase()] = value; }, removeHeader: () => {} };
  const [request, response] = [{}, answer] as unknown as Parameters<ReturnType<typeof helmet>>;
  helmet(options)(request, response, (error) => { if (error) throw error as Error; });
  return headers;
}

/** The headers that keep a browser from doing more with an answer than was meant: for pages, and fewer for data, which loads nothing. */
export function useSecurityHeaders(app: FastifyInstance, { https }: { https: boolean }): void {
  // Served over plain http on a first run; a proxy with TLS sets it where it is true.
  const strictTransportSecurity = https ? { maxAge: 15_552_000 } : false;
  const pages = headersOf({
    strictTransportSecurity,
    contentSecurityPolicy: {
      directives: {
        // The reader of barcodes is WebAssembly, of ours; scripts made of text stay forbidden.
        defaultSrc: ["'self'"], scriptSrc: ["'self'", "'wasm-unsafe-eval'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"], fontSrc: ["'self'"], objectSrc: ["'none'"], frameAncestors: ["'none'"], formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
  });
  const data: Headers = {
    ...headersOf({
      strictTransportSecurity,
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
      crossOriginOpenerPolicy: false, originAgentCluster: false, xDnsPrefetchControl: false, xDownloadOptions: false,
      xFrameOptions: false, xPermittedCrossDomainPolicies: false, xXssProtection: false,
    }),
    // Its ETag says when it changed; what one person may see is nobody else's to keep.
    'cache-control': 'private, no-cache',
  };
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(request.url.startsWith('/api/') ? data : pages).header('x-request-id', request.id);
  });
}
