import type pg from 'pg';
import { PgBoss, type SendOptions, type WorkOptions } from 'pg-boss';
import type { Logger } from 'pino';

/** Jobs live in PostgreSQL under a schema of their own, so that a job and the change that wants it commit together (pg-boss). */
const schema = 'jobs';

/** What a statement is run with: a transaction's client, so that the job exists only if the transaction commits. */
export interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** A kind of work done outside a request. Handlers run at least once and have to be idempotent. */
export interface JobDefinition<Data extends object = object> {
  name: string;
  /** How often a failing job is tried again, with growing pauses. */
  retries: number;
  /** Seconds before the first of them; the pauses double. One where left out. */
  retryDelay?: number;
  /** Seconds after which a job counts as lost and is tried again. */
  expiresAfter: number;
  /** How many run at once in one worker. */
  concurrency?: number;
  /** Cron expression for work that recurs; such jobs carry no data. */
  cron?: string;
  run(data: Data): Promise<void>;
}

export interface Jobs {
  /** Puts a job in the transaction `tx`; it runs after the commit, or never. */
  enqueue(tx: Queryable, name: string, data: object, options?: { startAfter?: Date; singletonKey?: string }): Promise<void>;
  /** A worker of this process looks for work now instead of at its next poll. Call it after the commit. */
  wake(name: string): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  failed(limit: number): Promise<FailedJob[]>;
}

export interface FailedJob { id: string; name: string; failedAt: Date; message: string }

interface JobsOptions {
  url: string;
  /** Whether this process works, or only enqueues (ROLE=web). */
  works: boolean;
  definitions: readonly JobDefinition[];
  log: Logger;
  poolSize?: number;
}

export function createJobs({ url, works, definitions, log, poolSize = 4 }: JobsOptions): Jobs {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'lastmile-jobs',
    schema,
    max: poolSize,
    migrate: false,
    createSchema: false,
    supervise: works,
    schedule: works,
  });
  boss.on('error', (error) => log.error({ err: error }, 'jobs'));
  const workers = new Map<string, string[]>();

  async function startWorker(definition: JobDefinition): Promise<void> {
    const { name, concurrency = 2, cron } = definition;
    // An idle product should not ask all the time: nobody waits for what recurs, and of four workers each need not ask every second.
    const options: WorkOptions = { pollingIntervalSeconds: cron ? 10 : Math.max(1, concurrency / 2), batchSize: 1 };
    const ids: string[] = [];
    for (let worker = 0; worker < concurrency; worker += 1) {
      ids.push(await boss.work(name, options, async ([job]) => {
        try {
          await definition.run(job!.data as object);
        } catch (error) {
          log.warn({ err: error, job: name, jobId: job!.id }, 'job failed');
          throw error;
        }
      }));
    }
    workers.set(name, ids);
    if (cron) await boss.schedule(name, cron, {});
  }

  return {
    async enqueue(tx, name, data, { startAfter, singletonKey } = {}) {
      const options: SendOptions = {
        db: { executeSql: (text: string, values?: unknown[]) => tx.query(text, values) as Promise<{ rows: unknown[] }> },
        ...(startAfter ? { startAfter } : {}),
        ...(singletonKey ? { singletonKey } : {}),
      };
      await boss.send(name, data, options);
    },
    wake(name) {
      for (const id of workers.get(name) ?? []) boss.notifyWorker(id);
    },
    async start() {
      await boss.start();
      for (const { name, retries, retryDelay = 1, expiresAfter } of definitions) {
        await boss.createQueue(name, { retryLimit: retries, retryDelay, retryBackoff: true, expireInSeconds: expiresAfter });
      }
      if (works) for (const definition of definitions) await startWorker(definition);
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
    async failed(limit) {
      const database = boss.getDb();
      const { rows } = await database.executeSql(
        `select id, name, completed_on as "failedAt", coalesce(output ->> 'message', output::text, '') as message
           from ${schema}.job where state = 'failed' order by completed_on desc limit $1`, [limit]);
      return rows as FailedJob[];
    },
  };
}

/** Makes or migrates the jobs' schema as the owner and lets the running role use it. */
export async function migrateJobs(ownerUrl: string, client: pg.Client, role: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, max: 1, supervise: false, schedule: false });
  boss.on('error', () => {}); // a failed start rejects as well; the event would end the process before
  await boss.start();
  await boss.stop({ graceful: false });
  const name = client.escapeIdentifier(role);
  await client.query(`grant usage on schema ${schema} to ${name}`);
  await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${name}`);
  await client.query(`grant usage on all sequences in schema ${schema} to ${name}`);
  await client.query(`grant execute on all functions in schema ${schema} to ${name}`);
}
