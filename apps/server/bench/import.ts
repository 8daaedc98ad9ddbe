import path from 'node:path';
import { internationalPhone } from '../src/core/phone.ts';
import { familyNames, menNames, womenNames } from '../src/demo/kenya.ts';
import { postgresCpu, type ServerProcess } from './processes.ts';
import type { Cell, Contest, Tally } from './rounds.ts';
import type { Sample } from './sample.ts';
import type { Workload } from './workload.ts';

/** Rows of the file; each of them makes a lead. */
const rowsOfFile = 10_000;
/** Imports before those that are measured: until then a good part of the server's time is compiling. */
const warmUp = 3;

/** An import is a job and no request: a row counts as one. Its bare side is `copy` of the very rows that it made, into the table with all its indexes. */
export const importWorkload = { title: 'Import, a row of a CSV file', target: { ratio: 0.4 } } satisfies Pick<Workload, 'title' | 'target'>;

interface Effort { rounds: number; postmaster: number }

const empty = (): Tally => ({ requests: 0, seconds: 0, latencies: [], serverCpu: 0, databaseCpu: 0 });

/** The worker is a product of its own on the contest's database (ROLE=all), so that its processor time is that of receiving and importing alone. */
export async function measureImport(contest: Contest<Sample>, worker: ServerProcess, { rounds, postmaster }: Effort): Promise<Cell> {
  const { database: { sample, size }, client } = contest;
  const [ours, bare] = [empty(), empty()];
  const cell: Cell = { workload: importWorkload, size, ours, bare };
  const [{ folder }] = (await client.query("select current_setting('data_directory') as folder")).rows as [{ folder: string }];
  const kept = path.join(folder, 'bench-copy');
  const made = `organization_id = '${sample.organizationId}' and email like '%@bench.test'`;
  for (let round = -warmUp; round < rounds; round += 1) {
    const imported = await timed(worker, postmaster, () => importFile(worker.port, sample.tokens.owner, fileOf(round)));
    // Those of the other round are gone; what is derived by the database itself is no column to copy.
    const { rows: columns } = await client.query<{ name: string }>(
      `select quote_ident(attname) as name from pg_attribute where attrelid = 'leads'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`);
    const names = columns.map(({ name }) => name).join(', ');
    const { rowCount } = await client.query(`copy (select ${names} from leads where ${made}) to '${kept}'`);
    if (rowCount !== rowsOfFile) throw new Error(`The import made ${rowCount} leads of ${rowsOfFile} rows.`);
    await forget(contest, made);
    const copied = await timed(null, postmaster, async () => { await client.query(`copy leads (${names}) from '${kept}'`); });
    await forget(contest, made);
    if (round < 0) continue;
    add(ours, imported);
    add(bare, copied);
  }
  return cell;
}

async function forget({ client }: Contest, made: string): Promise<void> {
  // What refers to leads refers to none of these: it need not be looked through for each of them.
  await client.query('set session_replication_role = replica');
  await client.query(`delete from leads where ${made}`);
  await client.query('set session_replication_role = origin');
  await client.query('vacuum (analyze) leads');
}

function add(tally: Tally, { seconds, serverCpu, databaseCpu }: Tally): void {
  tally.requests += rowsOfFile;
  tally.seconds += seconds;
  tally.latencies.push((seconds * 1000) / rowsOfFile);
  tally.serverCpu += serverCpu;
  tally.databaseCpu = tally.databaseCpu === null || databaseCpu === null ? null : tally.databaseCpu + databaseCpu;
}

async function timed(server: ServerProcess | null, postmaster: number, work: () => Promise<void>): Promise<Tally> {
  const before = { at: performance.now(), server: await server?.cpu() ?? 0, database: postgresCpu(postmaster) };
  await work();
  const database = postgresCpu(postmaster);
  return {
    ...empty(), seconds: (performance.now() - before.at) / 1000, serverCpu: (await server?.cpu() ?? 0) - before.server,
    databaseCpu: database === null || before.database === null ? null : database - before.database,
  };
}

function fileOf(round: number): File {
  const line = (index: number) => {
    const phone = internationalPhone(`+25411${String((round + warmUp) * rowsOfFile + index).padStart(7, '0')}`);
    return `${personName(index)},${phone},import${index}@bench.test,Estate ${index % 40},${['Nairobi', 'Kisumu', 'Mombasa'][index % 3]},Website,"${1500 + (index % 20) * 100}.00"`;
  };
  return new File([`Name,Phone,Email,Location,City,Source,Estimated value\n${Array.from({ length: rowsOfFile }, (_, index) => line(index)).join('\n')}\n`], 'bench.csv');
}

const givenNames = [...womenNames, ...menNames];
/** Every combination before one comes again: names that are all alike would be one heap of likely duplicates. */
const personName = (index: number) =>
  `${givenNames[index % givenNames.length]!} ${familyNames[Math.floor(index / givenNames.length) % familyNames.length]!}`;

async function importFile(port: number, token: string, file: File): Promise<void> {
  const call = async (method: string, at: string, body?: FormData) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${at}`, { method, headers: { authorization: `Bearer ${token}` }, ...(body ? { body } : {}) });
    const said = await answer.json() as { jobId: string; state: string; failed: number; problem: string | null };
    if (!answer.ok) throw new Error(`${method} ${at} answered ${answer.status}: ${JSON.stringify(said)}`);
    return said;
  };
  const form = new FormData();
  form.set('noun', 'leads');
  form.set('file', file);
  const { jobId } = await call('POST', '/imports', form);
  for (;;) {
    const { state, failed, problem } = await call('GET', `/jobs/${jobId}`);
    if (state === 'failed' || failed > 0) throw new Error(`The import failed: ${problem ?? `${failed} rows`}`);
    if (state === 'done') return;
    await new Promise((resolve) => { setTimeout(resolve, 250); });
  }
}
