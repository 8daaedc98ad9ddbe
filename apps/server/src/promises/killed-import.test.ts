import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { connectAsOwner } from './testing/owner.ts';
import { startWorker, type WorkerProcess } from './testing/worker-process.ts';

/** A worker that is killed in the middle of an import: the next one finishes it, with no row left out and none twice. */
const rows = process.env.LASTMILE_LONG ? 100_000 : 4100;
const kills = process.env.LASTMILE_LONG ? 8 : 1;

let server: TestServer;
let watcher: pg.Client;
let worker: WorkerProcess | null = null;
beforeAll(async () => {
  server = await startTestServer();
  watcher = await connectAsOwner(server);
});
afterAll(async () => {
  await worker?.kill();
  await watcher.end();
  await server.stop();
});

interface Progress { state: string; position: number }
/** Looks until it is so, and gives what it saw. */
async function until(jobId: string, isSo: (progress: Progress) => boolean): Promise<Progress> {
  for (;;) {
    const { rows: [progress] } = await watcher.query<Progress>('select state, position from jobs where id = $1', [jobId]);
    if (progress && isSo(progress)) return progress;
    await pause(5);
  }
}

test('an import goes on after its worker was killed, with no row twice', async () => {
  const { owner, organizationId } = await server.makeOrganization();
  const form = new FormData();
  form.set('noun', 'leads');
  form.set('file', new File([`Name,Phone\n${Array.from({ length: rows }, (_, index) => `Row ${index},07${String(10_000_000 + index)}`).join('\n')}\n`], 'many.csv'));
  const { jobId, importId } = (await owner.post('/imports', form)).body;
  for (let kill = 0; kill < kills; kill += 1) {
    worker = await startWorker(server);
    const before = (await until(jobId, () => true)).position;
    const { state, position } = await until(jobId, (progress) => progress.position > before || progress.state === 'done');
    expect([state, position < rows]).toEqual(['running', true]);
    await worker.kill();
  }
  worker = await startWorker(server);
  await until(jobId, ({ state }) => state !== 'running' && state !== 'queued');
  expect((await owner.get(`/imports/${importId}`)).body).toMatchObject({ state: 'done', counts: { new: rows, duplicates: 0, errors: 0 } });
  const { rows: [there] } = await watcher.query(
    `select (select count(*)::int from leads where organization_id = $1) as leads, (select count(distinct phone)::int from leads where organization_id = $1) as phones,
            (select count(*)::int from events where organization_id = $1 and type = 'lead.created') as events,
            (select count(*)::int from job_results where organization_id = $1 and job_id = $2) as results`, [organizationId, jobId]);
  expect(there).toEqual({ leads: rows, phones: rows, events: rows, results: rows });
}, 300_000);
