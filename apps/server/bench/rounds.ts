import type pg from 'pg';
import { foldLeadCounts } from '../src/features/leads/index.ts';
import type { Scope } from '../src/core/in-org.ts';
import type { BenchDatabase } from './databases.ts';
import { load, type HttpRequest } from './http-load.ts';
import { postgresCpu, type ServerProcess } from './processes.ts';
import type { BaseSample, Workload } from './workload.ts';

/** A database with both servers on it. */
export interface Contest<Sample extends BaseSample = BaseSample> {
  database: BenchDatabase<Sample>;
  client: pg.Client;
  ours: ServerProcess;
  bare: ServerProcess;
}

/** What one side did in all its rounds together. */
export interface Tally {
  requests: number;
  seconds: number;
  latencies: number[];
  /** Milliseconds of processor time: the server’s, and PostgreSQL’s where it can be read. */
  serverCpu: number;
  databaseCpu: number | null;
}

export interface Cell {
  workload: Pick<Workload, 'title' | 'target'>;
  /** How many leads or movements there are. */
  size: number;
  ours: Tally;
  bare: Tally | null;
}

export interface Effort {
  connections: number;
  rounds: number;
  milliseconds: number;
  postmaster: number;
}

const empty = (): Tally => ({ requests: 0, seconds: 0, latencies: [], serverCpu: 0, databaseCpu: 0 });

/**
 * One workload on every size, ours and bare by turns, several times over: what else the machine does meanwhile hits
 * all of them alike. Throws where an answer is not a success.
 */
export async function measure<Sample extends BaseSample>(
  workload: Workload<Sample>,
  contests: readonly Contest<Sample>[],
  { connections: usual, ...rest }: Effort,
): Promise<Cell[]> {
  const effort = { ...rest, connections: Math.min(usual, workload.connections ?? usual) };
  const cells = contests.map((contest) => ({
    contest,
    ours: empty(),
    bare: workload.bare ? empty() : null,
    askOurs: workload.ours(contest.database.sample),
    askBare: workload.bare?.(contest.database.sample),
  }));
  // Plans, code and pages are warm before anything counts.
  for (let round = -1; round < effort.rounds; round += 1) {
    for (const cell of cells) {
      const {
        askOurs: { token, next },
        askBare,
        contest,
      } = cell;
      const sides: Side[] = [
        { server: contest.ours, tally: cell.ours, next, headers: { authorization: `Bearer ${token}` } },
        ...(askBare && cell.bare ? [{ server: contest.bare, tally: cell.bare, next: askBare, headers: {} }] : []),
      ];
      // Whoever comes second finds the pages warm, so they take turns at that as well.
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        await playRound(
          side,
          round < 0 ? { ...effort, milliseconds: effort.milliseconds / 3 } : effort,
          round < 0 ? empty() : side.tally,
          workload.title,
        );
        await settle(contest);
      }
    }
  }
  for (const {
    contest: { client },
  } of workload.writes ? cells : [])
    await client.query(`vacuum (analyze) ${workload.writes!.join(', ')}`);
  return cells.map(({ contest, ours, bare }) => ({ workload, size: contest.database.size, ours, bare }));
}

interface Side {
  server: ServerProcess;
  tally: Tally;
  next: () => HttpRequest;
  headers: { [name: string]: string };
}

async function playRound(
  { server, next, headers }: Omit<Side, 'tally'>,
  { connections, milliseconds, postmaster }: Effort,
  tally: Tally,
  title: string,
): Promise<void> {
  const before = { server: await server.cpu(), database: postgresCpu(postmaster) };
  const { requests, seconds, latencies, failures } = await load({
    port: server.port,
    connections,
    milliseconds,
    headers,
    next,
  });
  const after = { server: await server.cpu(), database: postgresCpu(postmaster) };
  for (const [status, { times, first }] of failures)
    throw new Error(`${title}: ${times} answers were ${status}, the first of them ${first}`);
  tally.requests += requests;
  tally.seconds += seconds;
  tally.latencies = tally.latencies.concat(latencies);
  tally.serverCpu += after.server - before.server;
  tally.databaseCpu =
    tally.databaseCpu === null || before.database === null || after.database === null
      ? null
      : tally.databaseCpu + after.database - before.database;
}

/**
 * Nothing of one round runs into the next: queries end, and what a move appended is folded, as the product does every
 * second.
 */
async function settle({
  client,
  database: {
    sample: { organizationId },
  },
}: Contest): Promise<void> {
  const busy =
    `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and state <> 'idle' and backend_type = 'client backend'`;
  while ((await client.query(busy)).rowCount! > 0)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  const rows = async (text: string, values: readonly unknown[]) =>
    (await client.query(text, [...values])).rows as never[];
  for (let left = true; left;) {
    await foldLeadCounts({ rows, organizationId } as unknown as Scope);
    left = (await client.query('select 1 from lead_count_deltas limit 1')).rowCount! > 0;
  }
}
