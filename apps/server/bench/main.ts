/**
 * `pnpm bench`: what a request costs at ten thousand, a hundred thousand and a million leads, and movements of stock,
 * beside a bare server doing just the SQL, measured by turns in one run. `--quick` leaves the million out; `--only
 * board` measures the work whose title contains the word, `--only inventory` that of the stock.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { makeDatabases, startScratch, type BenchDatabase, type Family, type Scratch } from './databases.ts';
import { importWorkload, measureImport } from './import.ts';
import { stockFamily } from './inventory/stock-family.ts';
import { stockWorkloads } from './inventory/stock-workloads.ts';
import { leadFamily } from './lead-family.ts';
import { startServer, type ServerProcess } from './processes.ts';
import { table } from './report.ts';
import { measure, type Cell, type Contest } from './rounds.ts';
import type { BaseSample, Workload } from './workload.ts';
import { leadWorkloads } from './workloads.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    seconds: { type: 'string', default: '1.5' },
    rounds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '32' },
  },
});
const number = (name: 'seconds' | 'rounds' | 'connections'): number => {
  const value = Number(options[name]);
  if (!(value > 0)) {
    console.error(`--${name} is "${options[name]}"; expected a number above 0.`);
    process.exit(1);
  }
  return value;
};
const effort = { milliseconds: number('seconds') * 1000, rounds: number('rounds'), connections: number('connections') };
const isChosen = ({ title }: { title: string }) => title.toLowerCase().includes((options.only ?? '').toLowerCase());
const chosen = { leads: leadWorkloads.filter(isChosen), inventory: stockWorkloads.filter(isChosen) };
const imports = isChosen(importWorkload);
if (chosen.leads.length + chosen.inventory.length === 0 && !imports) {
  console.error(`--only "${options.only}" names none of: ${[...leadWorkloads, importWorkload, ...stockWorkloads].map(({ title }) => title).join('; ')}.`);
  process.exit(1);
}
const sizes = options.quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => interruption.abort(new Error('Interrupted.')));
const began = performance.now();
const log = (line: string) =>
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`);

const cells: Cell[] = [];
try {
  await using resources = new AsyncDisposableStack();
  // Whatever is under way fails once its server is stopped; nobody waits for it then.
  await Promise.race([run(resources), aborted(interruption.signal)]);
  log('Stopping …');
} catch (error) {
  console.error(interruption.signal.aborted ? 'Interrupted.' : error);
  process.exitCode = 1;
}
// What was measured before something went wrong is worth seeing too.
if (cells.length > 0) console.log(table(cells));

async function run(resources: AsyncDisposableStack): Promise<void> {
  log('Starting PostgreSQL …');
  const scratch = await startScratch(interruption.signal);
  resources.defer(scratch.stop);
  if (chosen.leads.length > 0 || imports) {
    await compete(leadFamily, chosen.leads, scratch, resources, async (contest) => {
      if (!imports) return;
      log(`${importWorkload.title}, beside ${contest.database.size.toLocaleString('en')} leads …`);
      const worker = await startOurs(contest.database, scratch.folder, 'all');
      cells.push(await measureImport(contest, worker, { ...effort, postmaster: scratch.postgres.pid }).finally(() => worker.stop()));
    });
  }
  if (chosen.inventory.length > 0) await compete(stockFamily, chosen.inventory, scratch, resources);
}

/** One family at a time: its servers are gone before the next one's databases are made. */
async function compete<Sample extends BaseSample>(
  family: Family<Sample>,
  workloads: readonly Workload<Sample>[],
  scratch: Scratch,
  all: AsyncDisposableStack,
  afterwards: (contest: Contest<Sample>) => Promise<void> = async () => {},
): Promise<void> {
  // Of all resources too, so that an interruption ends them before the database.
  await using resources = all.use(new AsyncDisposableStack());
  const contests: Contest<Sample>[] = [];
  for (const database of await makeDatabases(scratch, family, sizes, log)) {
    contests.push(await startContest(family, database, scratch.folder, resources));
  }
  for (const workload of workloads) {
    log(`${workload.title} …`);
    cells.push(...(await measure(workload, contests, { ...effort, postmaster: scratch.postgres.pid })));
  }
  for (const contest of contests) await afterwards(contest);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}

async function startContest<Sample extends BaseSample>(
  { name: family }: Family<Sample>,
  database: BenchDatabase<Sample>,
  folder: string,
  resources: AsyncDisposableStack,
): Promise<Contest<Sample>> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  resources.defer(() => client.end());
  const ours = await startOurs(database, folder, 'web');
  resources.defer(() => ours.stop());
  const bare = await startServer(
    path.join(import.meta.dirname, 'bare.ts'),
    { ownerUrl: database.ownerUrl, family, sample: database.sample },
    { ...process.env, NODE_ENV: 'production' },
  );
  resources.defer(() => bare.stop());
  return { database, client, ours, bare };
}

function startOurs(database: BenchDatabase, folder: string, role: 'web' | 'all'): Promise<ServerProcess> {
  return startServer(
    path.join(import.meta.dirname, 'ours.ts'),
    {},
    {
      ...process.env,
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      DATA_DIR: path.join(folder, 'ours'),
      HOST: '127.0.0.1',
      PORT: '0',
      ROLE: role,
      DEMO: '0',
      RATE_LIMIT: '0',
      LOG_LEVEL: 'silent',
      NODE_ENV: 'production',
      PUBLIC_URL: '',
      SECRET_KEY: '',
    },
  );
}
