import { ConfigurationProblem } from './configuration-problem.ts';
import { dataDirectoryOf, prepareDataDirectory } from './data-directory.ts';
import { runningPostgres, startPostgres } from './postgres.ts';
import { runningOn, takeRunLock } from './run-lock.ts';
import { checkDatabase } from './server.ts';

type Log = (line: string) => void;

/** Where the product's database is, as environment for the server and the other commands. */
export interface ProductDatabase {
  environment: NodeJS.ProcessEnv;
  dataDirectory: string;
  /** Resolves when the database ends while in use; never for one that is not ours. */
  ended: Promise<void>;
}

interface Request {
  environment: NodeJS.ProcessEnv;
  /** Gets what has to be stopped or given back. */
  resources: AsyncDisposableStack;
  signal: AbortSignal;
  log: Log;
}

const never = new Promise<void>(() => {});

/**
 * Prepares the data directory and takes it for this process alone. Throws a ConfigurationProblem where it cannot be
 * written to or another Lastmile runs on it.
 */
export function claimDataDirectory(environment: NodeJS.ProcessEnv, resources: AsyncDisposableStack): string {
  const dataDirectory = dataDirectoryOf(environment);
  prepareDataDirectory(dataDirectory);
  const lock = takeRunLock(dataDirectory);
  resources.defer(() => lock.release());
  return dataDirectory;
}

/**
 * The database to run on: the one DATABASE_URL names, checked, else the embedded one, started on a claimed data
 * directory. Throws a ConfigurationProblem where there is none to be had.
 */
export async function startDatabase(dataDirectory: string, request: Request): Promise<ProductDatabase> {
  const { environment, resources, signal, log } = request;
  const given = await givenDatabase(environment, dataDirectory);
  if (given) return given;
  const postgres = await startPostgres({ dataDirectory, signal, log: (line) => noteworthy(line, log) });
  resources.defer(postgres.stop);
  return {
    environment: embedded(environment, dataDirectory, postgres),
    dataDirectory,
    ended: postgres.ended,
  };
}

/**
 * The database for a command beside the server: the given one, that of a Lastmile that runs at this moment, or the
 * embedded one, started for as long as the command needs it.
 */
export async function reachDatabase(request: Request): Promise<ProductDatabase> {
  const { environment, resources } = request;
  const dataDirectory = dataDirectoryOf(environment);
  const given = await givenDatabase(environment, dataDirectory);
  if (given) return given;
  if (runningOn(dataDirectory) !== null) {
    const running = runningPostgres(dataDirectory);
    if (running) return { environment: embedded(environment, dataDirectory, running), dataDirectory, ended: never };
  }
  return startDatabase(claimDataDirectory(environment, resources), request);
}

/**
 * Checks that the database DATABASE_URL names answers; true where there is one named. Throws a ConfigurationProblem,
 * without the password, where it does not.
 */
export async function checkReachable({ DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl }: NodeJS.ProcessEnv) {
  if (!url && ownerUrl) {
    throw new ConfigurationProblem('DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither.');
  }
  if (!url) return false;
  // With an owner given, the running role may not exist before the first migration.
  await checkDatabase(ownerUrl || url, ownerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL');
  return true;
}

async function givenDatabase(environment: NodeJS.ProcessEnv, dataDirectory: string): Promise<ProductDatabase | null> {
  if (!(await checkReachable(environment))) return null;
  return { environment: { ...environment, DATA_DIR: dataDirectory }, dataDirectory, ended: never };
}

function embedded(
  environment: NodeJS.ProcessEnv,
  dataDirectory: string,
  { ownerUrl, url }: { ownerUrl: string; url: string },
): NodeJS.ProcessEnv {
  return { ...environment, DATA_DIR: dataDirectory, DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: url };
}

/** PostgreSQL reports its daily work too; only what someone should act on, and our own words, are passed on. */
function noteworthy(said: string, log: Log): void {
  for (const line of said.split('\n')) {
    if (/\b(FATAL|PANIC):/.test(line) || line.startsWith('Stopping the PostgreSQL')) log(line);
  }
}
