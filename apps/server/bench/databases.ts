import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { startPostgres, type RunningPostgres } from '../../../packages/launcher/src/postgres.ts';
import { connected, withDatabase } from '../../../packages/launcher/src/postgres/database.ts';
import { migrateDatabase } from '../../../packages/launcher/src/server.ts';
import { makeToken } from '../src/core/auth/index.ts';
import { createDataSource } from '../src/core/database/data-source.ts';
import { newId } from '../src/core/ids.ts';
import { createInOrg, type InOrg } from '../src/core/in-org.ts';
import { createSealer } from '../src/core/seal.ts';
import { ensureDemoData } from '../src/demo/demo-data.ts';
import { entities } from '../src/wiring.ts';
import type { BaseSample } from './workload.ts';

type Log = (line: string) => void;

/** One database of one size, with what will be asked about in it. */
export interface BenchDatabase<Sample extends BaseSample = BaseSample> extends Addresses {
  size: number;
  sample: Sample;
}

export interface Addresses {
  url: string;
  ownerUrl: string;
}

/** What there may be much or little of. */
export interface Family<Sample extends BaseSample> {
  name: string;
  /** What its sizes count. */
  counted: string;
  /** Makes so many through the product's own functions, in a database with the demo in it. */
  seed(addresses: Addresses, organizationId: string, size: number): Promise<void>;
  /** Turns each into `times`, straight in SQL. */
  multiply(client: pg.Client, organizationId: string, times: number): Promise<void>;
  /** What stands beside them, worked out anew. */
  settle(addresses: Addresses, organizationId: string): Promise<void>;
  sample(client: pg.Client, organizationId: string, tokens: BaseSample['tokens']): Promise<Sample>;
}

export interface Scratch {
  folder: string;
  postgres: RunningPostgres;
  stop(): Promise<void>;
}

/** A server of our own in the temporary folder, as durable as the product’s: commits wait for the disk. */
export async function startScratch(signal: AbortSignal): Promise<Scratch> {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lastmile-bench-')));
  // The account that PostgreSQL runs as under root passes through; the cluster itself is closed.
  chmodSync(folder, 0o711);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const postgres = await startPostgres({
      dataDirectory: folder,
      signal,
      settings: {
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        shared_buffers: '1GB',
        maintenance_work_mem: '512MB',
        max_wal_size: '8GB',
        checkpoint_timeout: '30min',
        max_connections: '200',
        autovacuum: 'off',
        jit: 'off',
      },
    });
    return {
      folder,
      postgres,
      stop: async () => {
        await postgres.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * Makes the databases, the smallest through the product’s own functions and the others as copies of it with everything
 * multiplied: one database per size, because in a shared one the small organization would stand in the large one’s
 * indexes and hide how they grow.
 */
export async function makeDatabases<Sample extends BaseSample>(
  { postgres }: Scratch,
  family: Family<Sample>,
  sizes: readonly number[],
  log: Log,
): Promise<BenchDatabase<Sample>[]> {
  const [least] = sizes as [number];
  const template = `bench_${family.name}`;
  const smallest = addressesOf(postgres, template);
  const create = (what: string) => connected(withDatabase(postgres.ownerUrl, 'postgres'), (client) => client.query(`create database ${what}`));
  await create(template);
  await migrateDatabase(smallest);
  const told = (size: number) => `${size.toLocaleString('en')} ${family.counted}`;
  log(`Making ${told(least)} …`);
  const organizationId = await makeDemo(smallest);
  await family.seed(smallest, organizationId, least);
  const made: BenchDatabase<Sample>[] = [];
  for (const size of sizes) {
    const name = `${template}_${size}`;
    const addresses = addressesOf(postgres, name);
    await create(`${name} template ${template} strategy file_copy`);
    made.push(
      await connected(addresses.ownerUrl, async (client) => {
        await client.query(`grant connect on database ${name} to ${new URL(postgres.url).username}`);
        if (size > least) {
          log(`Making ${told(size)} of ${told(least)} …`);
          await family.multiply(client, organizationId, size / least);
        }
        await client.query('analyze');
        await family.settle(addresses, organizationId);
        await client.query('vacuum (analyze)');
        await client.query('checkpoint');
        const sample = await family.sample(client, organizationId, await makeTokens(client, organizationId));
        return { size, ...addresses, sample };
      }),
    );
  }
  return made;
}

const addressesOf = ({ ownerUrl, url }: RunningPostgres, name: string) => ({
  ownerUrl: withDatabase(ownerUrl, name),
  url: withDatabase(url, name),
});

const makeDemo = ({ url }: Addresses): Promise<string> =>
  withInOrg(url, async (inOrg, dataSource) =>
    (await ensureDemoData({ inOrg, dataSource, sealer: createSealer(Buffer.alloc(32)) }, () => {}))!.organizationId);

export async function withInOrg<Result>(
  url: string,
  work: (inOrg: InOrg, dataSource: ReturnType<typeof createDataSource>) => Promise<Result>,
): Promise<Result> {
  const dataSource = createDataSource(url, entities, 2);
  await dataSource.initialize();
  try {
    const noJobs = { enqueue: async () => {}, wake: () => {} };
    return await work(
      createInOrg({ dataSource, jobs: noJobs, clock: { now: () => new Date() }, reactionsTo: () => [] }),
      dataSource,
    );
  } finally {
    await dataSource.destroy();
  }
}

async function makeTokens(client: pg.Client, organizationId: string): Promise<BaseSample['tokens']> {
  const tokenOf = async (email: string) => {
    const { token, hash } = makeToken('token', organizationId);
    await client.query(
      `insert into api_tokens (organization_id, id, user_id, name, token_hash, scopes, created_at)
       select $1, $2, u.id, 'bench', $3, '{*}', now() from users u where u.organization_id = $1 and u.email = $4`,
      [organizationId, newId(), hash, email],
    );
    return token;
  };
  return { owner: await tokenOf('owner@demo.test'), sales: await tokenOf('sales@demo.test') };
}
