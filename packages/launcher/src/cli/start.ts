import { setTimeout as pause } from 'node:timers/promises';
import { aborted, runCommand, together } from '../command.ts';
import { ConfigurationProblem } from '../configuration-problem.ts';
import { checkPort } from '../port.ts';
import { claimDataDirectory, startDatabase, type ProductDatabase } from '../product-database.ts';
import { checkEnvironment, startServer } from '../server.ts';
import { ensureWebBuild } from '../web-build.ts';
import { welcome } from '../welcome.ts';

const log = (line: string) => console.log(line);

await runCommand(async (signal) => {
  // What a person waits for is on the screen already; requests are logged where LOG_LEVEL asks for it.
  const environment: NodeJS.ProcessEnv = { LOG_LEVEL: 'warn', ...process.env };
  await using resources = new AsyncDisposableStack();
  const dataDirectory = claimDataDirectory(environment, resources);
  const { host, port } = await checkEnvironment({ ...environment, DATA_DIR: dataDirectory });
  await checkPort(host, port);

  let database = undefined as ProductDatabase | undefined;
  await together(
    signal,
    async (either) => {
      log(environment.DATABASE_URL ? 'Connecting to the database …' : 'Starting PostgreSQL …');
      database = await startDatabase(dataDirectory, { environment, resources, signal: either, log });
    },
    (either) => ensureWebBuild(either, log),
  );
  const { environment: complete, ended } = database as ProductDatabase;

  log('Starting the server …');
  const starting = startServer(complete, log);
  resources.defer(() => Promise.race([starting.then((server) => server.stop(), () => {}), patience(signal)]));
  const server = await Promise.race([starting, aborted(signal)]);
  signal.throwIfAborted();
  if (server) log(welcome({ url: server.url, login: server.demo?.login ?? null, dataDirectory }));

  await Promise.race([aborted(signal), ended]);
  if (!signal.aborted) throw new ConfigurationProblem('PostgreSQL has stopped unexpectedly: start Lastmile again.');
  log('\nStopping …');
  return 0;
});

/** Making demo data is not worth waiting for after a Ctrl-C: PostgreSQL is stopped under it, and nothing half done stays. */
async function patience(signal: AbortSignal): Promise<void> {
  await aborted(signal);
  await pause(10_000);
}
