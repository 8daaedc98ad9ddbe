/**
 * A process for tests to kill: runs PostgreSQL on the data directory in its first argument, says its process id and
 * stays. Takes the run lock, as `start` does.
 */
import { startPostgres } from '../postgres.ts';
import { takeRunLock } from '../run-lock.ts';

const dataDirectory = process.argv[2] as string;
takeRunLock(dataDirectory);
const { pid } = await startPostgres({ dataDirectory });
process.stdout.write(`${JSON.stringify({ postgres: pid })}\n`);
setInterval(() => {}, 60_000);
