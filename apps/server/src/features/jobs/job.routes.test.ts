import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { JobCannotGoOn, resumeJobs, runJob, startJob, type JobKind } from './index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let manager: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  manager = await organization.signIn('manager');
});
afterAll(() => server.stop());

interface Told { word: string; refused?: number }
/** What the next batch meets after it has written its rows. */
let trouble: Error | null = null;

/** Makes a tag a row; undoing removes it, unless it was renamed. */
const makeTags: JobKind<Told> = {
  kind: 'make_tags',
  batchSize: 2,
  undoableFor: { hours: 1 },
  async run(scope, { input: { word, refused } }, { from, to }) {
    const results = [];
    for (let row = from; row <= to; row += 1) {
      if (row === refused) {
        results.push({ row, ok: false, outcome: 'failed' as const, problem: 'No.', errors: [{ field: 'name', detail: 'No.' }] });
        continue;
      }
      const id = newId();
      const { organizationId, now } = scope;
      await insertRow(scope, 'tags', { organizationId, id, name: `${word} ${row}`, color: 'gray', position: row, createdAt: now, updatedAt: now });
      results.push({ row, ok: true, recordId: id, outcome: 'created' as const, after: { name: `${word} ${row}` } });
    }
    if (trouble) throw trouble;
    return results;
  },
  async undo({ rows, organizationId }, _job, done) {
    return Promise.all(done.map(async ({ row, recordId, after }) => {
      const [gone] = await rows('delete from tags where organization_id = $1 and id = $2 and name = $3 returning 1', [organizationId, recordId, (after as { name: string }).name]);
      return { row, recordId, ok: Boolean(gone), outcome: gone ? 'removed' as const : 'kept' as const, problem: gone ? null : 'It was renamed since.' };
    }));
  },
};

let words = 0;

async function start(total: number, told: Partial<Told> = {}): Promise<{ jobId: string; word: string }> {
  const word = `word${(words += 1)}`;
  const actor = { ...manager.user, organizationId: organization.organizationId, kind: 'user' as const, userId: manager.user.id, role: 'manager' as const, grants: { 'leads:write': 'team' as const }, teamUserIds: [manager.user.id], timezone: 'UTC' };
  const jobId = await server.services.inOrg(actor, (scope) =>
    startJob(scope, { kind: 'make_tags', title: word, permission: 'leads:write', total, input: { word, ...told } }));
  return { jobId, word };
}
const work = (jobId: string, batches = Infinity) =>
  runJob(server.services, [makeTags as JobKind], { organizationId: organization.organizationId, jobId }, { batches });
const tags = async (word: string) => (await owner.get('/tags')).body.data.map(({ name }: { name: string }) => name).filter((name: string) => name.startsWith(`${word} `)) as string[];
const job = async (jobId: string) => (await manager.get(`/jobs/${jobId}`)).body;

test('tells how far it is, and what came of each row', async () => {
  const { jobId, word } = await start(5, { refused: 4 });
  expect(await job(jobId)).toMatchObject({ kind: 'make_tags', title: word, state: 'queued', total: 5, done: 0, canUndo: false, createdByName: 'A manager' });
  await work(jobId, 2);
  expect(await job(jobId)).toMatchObject({ state: 'running', done: 3, failed: 1 });
  await work(jobId);
  const { results, ...done } = await job(jobId);
  expect(done).toMatchObject({ state: 'done', done: 4, failed: 1, canUndo: true });
  expect(results.map(({ row, ok, id }: { row: number; ok: boolean; id: string }) => [row, ok, id !== null])).toEqual([
    [1, true, true], [2, true, true], [3, true, true], [4, false, false], [5, true, true]]);
  expect(results[3]).toMatchObject({ outcome: 'failed', problem: 'No.', errors: [{ field: 'name', detail: 'No.' }] });
  const page = (await manager.get(`/jobs/${jobId}/results?ok=true&limit=2`)).body;
  expect(page.data.map(({ row }: { row: number }) => row)).toEqual([1, 2]);
  expect((await manager.get(`/jobs/${jobId}/results?ok=true&cursor=${page.nextCursor}`)).body.data.map(({ row }: { row: number }) => row)).toEqual([3, 5]);
});

test('goes on where a killed worker stopped, with no row twice', async () => {
  const { jobId, word } = await start(6);
  await work(jobId, 1);
  // The batch has written its rows and is not committed when the worker dies.
  trouble = new Error('gone');
  await expect(work(jobId, 1)).rejects.toThrow('gone');
  trouble = null;
  expect(await tags(word)).toHaveLength(2);
  server.clock.advance(1000);
  await resumeJobs(server.services, { sinceStart: true });
  // Two workers who both think that it is theirs.
  await Promise.all([work(jobId), work(jobId)]);
  await work(jobId);
  expect((await tags(word)).toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((row) => `${word} ${row}`));
  expect(await job(jobId)).toMatchObject({ state: 'done', done: 6, failed: 0 });
});

test('fails for good after four tries in a row, or at once where trying again would not help', async () => {
  const one = await start(4);
  trouble = new Error('secret detail');
  for (let attempt = 1; attempt < 4; attempt += 1) await expect(work(one.jobId)).rejects.toThrow();
  await work(one.jobId);
  const failed = await job(one.jobId);
  expect(failed).toMatchObject({ state: 'failed', done: 0 });
  expect(failed.problem).not.toContain('secret');
  const other = await start(4);
  trouble = new JobCannotGoOn('The file is gone.');
  await work(other.jobId);
  trouble = null;
  expect(await job(other.jobId)).toMatchObject({ state: 'failed', problem: 'The file is gone.' });
});

test('goes on where it failed once somebody wants it to; what was done can be taken back instead', async () => {
  const fails = async () => {
    const started = await start(4);
    expect(await manager.post(`/jobs/${started.jobId}/retry`)).toBeProblem(409, 'not_retryable');
    await work(started.jobId, 1);
    trouble = new JobCannotGoOn('No.');
    await work(started.jobId);
    trouble = null;
    expect(await job(started.jobId)).toMatchObject({ state: 'failed', done: 2, canRetry: true, canUndo: true });
    return started;
  };
  const { jobId, word } = await fails();
  expect((await manager.post(`/jobs/${jobId}/retry`)).status).toBe(202);
  await work(jobId);
  expect((await tags(word)).toSorted()).toEqual([1, 2, 3, 4].map((row) => `${word} ${row}`));
  expect(await job(jobId)).toMatchObject({ state: 'done', done: 4, problem: null, canRetry: false, canUndo: true });
  const other = await fails();
  await work((await manager.post(`/jobs/${other.jobId}/undo`)).body.jobId);
  expect(await tags(other.word)).toEqual([]);
  expect(await manager.post(`/jobs/${other.jobId}/retry`)).toBeProblem(409, 'not_retryable');
});

test('is taken back, once, but for what was changed since', async () => {
  const { jobId, word } = await start(5);
  expect(await manager.post(`/jobs/${jobId}/undo`)).toBeProblem(409, 'not_undoable');
  await work(jobId);
  const { results } = await job(jobId);
  await owner.patch(`/tags/${results[2].id}`, { name: `${word} other` });
  const { status, body } = await manager.post(`/jobs/${jobId}/undo`);
  expect(status).toBe(202);
  await work(body.jobId);
  expect(await tags(word)).toEqual([`${word} other`]);
  expect(await job(body.jobId)).toMatchObject({ undoOfId: jobId, state: 'done', done: 4, failed: 1, canUndo: false });
  expect((await manager.get(`/jobs/${body.jobId}/results?ok=false`)).body.data).toMatchObject([{ outcome: 'kept', problem: 'It was renamed since.' }]);
  expect(await manager.post(`/jobs/${jobId}/undo`)).toBeProblem(409, 'not_undoable');
  expect(await job(jobId)).toMatchObject({ undoneById: body.jobId, canUndo: false });
});

test('is seen by whoever started it and by admins, by nobody else and in no other organization', async () => {
  const { jobId } = await start(1);
  const stranger = (await server.makeOrganization()).owner;
  const colleague = await organization.signIn('manager');
  for (const who of [colleague, stranger]) {
    for (const path of ['', '/results']) expect(await who.get(`/jobs/${jobId}${path}`)).toBeProblem(404, 'not_found');
    expect(await who.post(`/jobs/${jobId}/undo`)).toBeProblem(404, 'not_found');
    expect((await who.get('/jobs')).body.data).toEqual([]);
  }
  for (const who of [manager, owner]) expect((await who.get('/jobs?active=true')).body.data[0]).toMatchObject({ id: jobId });
  await work(jobId);
  expect((await manager.get('/jobs?active=true')).body.data.map(({ id }: { id: string }) => id)).not.toContain(jobId);
  const { body } = await manager.get('/jobs?limit=1');
  expect(body.data[0].id).toBe(jobId);
  expect((await manager.get(`/jobs?limit=1&cursor=${body.nextCursor}`)).body.data[0].id).not.toBe(jobId);
});
