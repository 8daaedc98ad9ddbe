import { createServer } from 'node:net';
import { ConfigurationProblem, systemCode } from './configuration-problem.ts';

/** Throws a ConfigurationProblem, in one line that says what to set, where the address cannot be listened on. */
export async function checkPort(host: string, port: number): Promise<void> {
  try {
    await probe(host, port);
  } catch (error) {
    throw new ConfigurationProblem(portProblem(host, port, systemCode(error)), { cause: error });
  }
}

/** A port of the loopback address that is free right now. */
export function freePort(): Promise<number> {
  return probe('127.0.0.1', 0);
}

function probe(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ host, port }, () => {
      const address = server.address() as { port: number };
      server.close(() => resolve(address.port));
    });
  });
}

function portProblem(host: string, port: number, code: string): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is already in use: stop the program that has it, or set PORT (for example PORT=${port + 1}).`;
  }
  if (code === 'EACCES') {
    return `Port ${port} may not be used by this user: set PORT to a number above 1023 (for example PORT=3000).`;
  }
  return `HOST ${host} is not an address of this machine (${code}): set HOST to one, for example 127.0.0.1 or 0.0.0.0.`;
}
