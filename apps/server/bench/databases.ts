import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { startPostgres, type RunningPostgres } from '../../../packages/launcher/src/postgres.ts';
import { connected, withDatabase } from '../../../packages/launcher/src/postgres/database.ts';
import { migrateDatabase } from '../../../packages/launcher/src/server.ts';
import { makeToken } from '../src/core/auth/index.ts';
import { systemActor } from '../src/core/actor.ts';
import { createDataSource } from '../src/core/database/data-source.ts';
import { newId, nobody } from '../src/core/ids.ts';
import { createInOrg, type InOrg } from '../src/core/in-org.ts';
import { createSealer } from '../src/core/seal.ts';
import { addLeadsTo, analyzeAs } from '../src/demo/add-leads.ts';
import { ensureDemoData } from '../src/demo/demo-data.ts';
import { recountFigures } from '../src/features/leads/index.ts';
import { pipelineEntities } from '../src/features/pipelines/index.ts';
import { multiplyLeads } from './multiply-leads.ts';
import { takeSample, type Sample } from './sample.ts';

type Log = (line: string) => void;

/** One database of one size, with what will be asked about in it. */
export interface BenchDatabase {
  leads: number;
  url: string;
  ownerUrl: string;
  sample: Sample;
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
 * Makes the databases, the smallest through the product’s own functions and the others as copies of it with every
 * lead multiplied: one database per size, because in a shared one the small organization would stand in the large
 * one’s indexes and hide how they grow.
 */
export async function makeDatabases(
  { postgres }: Scratch,
  sizes: readonly number[],
  log: Log,
): Promise<BenchDatabase[]> {
  const smallest = addressesOf(postgres, 'bench_seed');
  await connected(withDatabase(postgres.ownerUrl, 'postgres'), (client) => client.query('create database bench_seed'));
  await migrateDatabase(smallest);
  log(`Making ${sizes[0]!.toLocaleString('en')} leads …`);
  const organizationId = await makeSeed(smallest, sizes[0]!);
  const made: BenchDatabase[] = [];
  for (const leads of sizes) {
    const name = `bench_${leads}`;
    const addresses = addressesOf(postgres, name);
    await connected(withDatabase(postgres.ownerUrl, 'postgres'), async (client) => {
      await client.query(`create database ${name} template bench_seed strategy file_copy`);
      await client.query(`grant connect on database ${name} to ${new URL(postgres.url).username}`);
    });
    made.push(
      await connected(addresses.ownerUrl, async (client) => {
        if (leads > sizes[0]!) await multiplyLeads(client, organizationId, { times: leads / sizes[0]!, log });
        await client.query('analyze');
        await countFigures(addresses.url, organizationId);
        // The search for likely duplicates has been through them, too: what comes is compared as it comes.
        await client.query(
          `insert into duplicate_searches (organization_id, scanned_at, event_transaction_id, event_id)
           values ($1, now(), pg_current_xact_id(), '${nobody}') on conflict (organization_id) do update set scanned_at = excluded.scanned_at`, [organizationId]);
        await client.query('vacuum (analyze)');
        await client.query('checkpoint');
        return {
          leads,
          ...addresses,
          sample: await takeSample(client, organizationId, await makeTokens(client, organizationId)),
        };
      }),
    );
  }
  return made;
}

const addressesOf = ({ ownerUrl, url }: RunningPostgres, name: string) => ({
  ownerUrl: withDatabase(ownerUrl, name),
  url: withDatabase(url, name),
});

async function makeSeed({ url, ownerUrl }: { url: string; ownerUrl: string }, leads: number): Promise<string> {
  return withInOrg(url, async (inOrg, dataSource) => {
    const quietly = () => {};
    const demo = await ensureDemoData({ inOrg, dataSource, sealer: createSealer(Buffer.alloc(32)) }, quietly);
    await addLeadsTo(inOrg, demo!.organizationId, { count: leads - 400, log: quietly, analyze: () => analyzeAs(ownerUrl) });
    return demo!.organizationId;
  });
}

/** What stands behind figures, as the nightly job would find it missing after the leads were multiplied. */
const countFigures = (url: string, organizationId: string) =>
  withInOrg(url, (inOrg) => inOrg(systemActor(organizationId), recountFigures));

async function withInOrg<Result>(
  url: string,
  work: (inOrg: InOrg, dataSource: ReturnType<typeof createDataSource>) => Promise<Result>,
): Promise<Result> {
  const dataSource = createDataSource(url, pipelineEntities, 2);
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

async function makeTokens(client: pg.Client, organizationId: string): Promise<Sample['tokens']> {
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
