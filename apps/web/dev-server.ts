import { createServer } from 'vite';

/** Starts the SPA's development server on a free port of the loopback address; gives where it is and how to stop it. */
export async function startDevServer(port = 0): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await createServer({
    configFile: `${import.meta.dirname}/vite.config.ts`,
    logLevel: 'warn',
    server: { port, strictPort: port !== 0 },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('The development server did not say which port it took.');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
