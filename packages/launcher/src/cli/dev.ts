import { runNode } from '../child-process.ts';
import { runCommand, together } from '../command.ts';
import { ConfigurationProblem } from '../configuration-problem.ts';
import { inCheckout } from '../paths.ts';
import { checkPort, freePort } from '../port.ts';
import { claimDataDirectory, startDatabase } from '../product-database.ts';
import { checkEnvironment } from '../server.ts';
import { viteConfiguration, viteProgram } from '../web-build.ts';
import { welcome } from '../welcome.ts';

const log = (line: string) => console.log(line);

/** Like `start`, with both halves reloading: Vite answers the browser and passes what is the server's on to it. */
await runCommand(async (signal) => {
  const environment: NodeJS.ProcessEnv = { LOG_LEVEL: 'warn', ...process.env };
  await using resources = new AsyncDisposableStack();
  const dataDirectory = claimDataDirectory(environment, resources);
  const { host, port } = await checkEnvironment({ ...environment, DATA_DIR: dataDirectory });
  await checkPort(host, port);
  log(environment.DATABASE_URL ? 'Connecting to the database …' : 'Starting PostgreSQL …');
  const database = await startDatabase(dataDirectory, { environment, resources, signal, log });

  const url = environment.PUBLIC_URL || `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
  const serverPort = await freePort();
  const api = `http://127.0.0.1:${serverPort}`;
  const forServer = { ...database.environment, HOST: '127.0.0.1', PORT: String(serverPort), PUBLIC_URL: url };
  const forVite = { ...environment, API_URL: api };
  const login = environment.DEMO === '0' ? null : { email: 'owner@demo.test', password: 'lastmile-demo' };
  log(welcome({ url, login, dataDirectory }));
  await together(
    signal,
    lasting('The server', ['--watch', '--watch-preserve-output', inCheckout('apps/server/src/main.ts')], forServer),
    lasting(
      'Vite',
      [
        viteProgram(), ...viteConfiguration(),
        '--host', host, '--port', String(port), '--strictPort', '--clearScreen', 'false', '--logLevel', 'warn',
      ],
      forVite,
    ),
  );
  return 0;
});

/** A process that is meant to run until it is stopped; that it ends by itself is worth saying. */
function lasting(name: string, words: string[], environment: NodeJS.ProcessEnv) {
  return async (signal: AbortSignal) => {
    const { code } = await runNode(words, { environment, signal, output: 'show' });
    signal.throwIfAborted();
    throw new ConfigurationProblem(`${name} has ended with code ${code}.`);
  };
}
