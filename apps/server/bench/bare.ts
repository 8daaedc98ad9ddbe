/**
 * Fastify and pg doing just the SQL, in a process of its own: the ceiling. No sign-in, no policy (it connects as the
 * owner), no validation, no permission. Reads run the product’s own statements, taken from its functions; writes do
 * the same inserts and give the same answer.
 */
import Fastify from 'fastify';
import pg from 'pg';
import { bareReads, type BareRead } from './bare-reads.ts';
import { bareWrites } from './bare-writes.ts';
import { serveParent } from './processes.ts';
import { stockReads } from './inventory/stock-workloads.ts';
import type { StockSample } from './inventory/stock-sample.ts';
import type { Sample } from './sample.ts';
import { leadReads } from './workloads.ts';

type Settings = { ownerUrl: string } & ({ family: 'leads'; sample: Sample } | { family: 'inventory'; sample: StockSample });
const settings = JSON.parse(process.argv[2]!) as Settings;
const { ownerUrl, sample } = settings;
// Searching functions take the organization from the setting; here it is simply set on every connection.
const pool = new pg.Pool({
  connectionString: ownerUrl,
  max: 12,
  options: `-c app.organization_id=${sample.organizationId}`,
});
const app = Fastify({ logger: false });

const reads = settings.family === 'leads' ? await bareReads(leadReads, settings.sample) : await bareReads(stockReads, settings.sample);
app.get<{ Params: { workload: string; variant: string } }>('/read/:workload/:variant', async ({ params }, reply) => {
  const read: BareRead = reads.get(params.workload)![Number(params.variant)]!;
  const answers: { json: string; count?: number }[][] = [];
  for (const { name, text, values } of read.statements)
    answers.push((await pool.query({ text, values, ...(name ? { name } : {}) })).rows);
  const [rows, counted] = answers;
  const text = read.isList
    ? `{"data":[${rows!.map(({ json }) => json).join(',')}]${counted ? `,"count":${counted[0]!.count}` : ''}}`
    : rows![0]?.json ?? JSON.stringify(answers);
  return reply.header('content-type', 'application/json; charset=utf-8').send(text);
});

if (settings.family === 'leads') {
  const writes = bareWrites(pool, settings.sample, reads.get('one')![0]!.statements[0]!);
  app.post<{ Body: { phone: string; name: string } }>('/create', async ({ body }, reply) =>
    reply
      .code(201)
      .header('content-type', 'application/json; charset=utf-8')
      .send(await writes.create(body)),
  );
  app.post<{ Body: { id: string; stageId: string } }>('/move', async ({ body }, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(await writes.move(body)),
  );
  app.post<{ Body: { id: string; stageId: string } }>('/plain-update', async ({ body }) => writes.plainUpdate(body));
}

await app.listen({ host: '127.0.0.1', port: 0 });
const { port } = app.server.address() as { port: number };
serveParent({
  port,
  stop: async () => {
    await app.close();
    await pool.end();
  },
});
