import { createServer } from 'vite';

interface DevServer {
  url: string;
  close: () => Promise<void>;
}

/**
 * Starts the SPA's development server on the loopback address, on a free port where none is named.
 * `watching: false` leaves open pages alone when a file changes, as a test needs it.
 */
export async function startDevServer({ port = 0, watching = true } = {}): Promise<DevServer> {
  const server = await createServer({
    configFile: `${import.meta.dirname}/vite.config.ts`,
    logLevel: 'warn',
    server: { port, strictPort: port !== 0, ...(watching ? {} : { hmr: false, watch: null }) },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('The development server did not say which port it took.');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
