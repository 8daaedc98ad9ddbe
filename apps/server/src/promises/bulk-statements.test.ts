import type { BulkAction } from '@lastmile/contracts';
import type { InOrg } from '../core/in-org.ts';
import { changedScope } from './testing/mutants.ts';
import { startTestServer, type SignedInClient, type TestServer } from '../testing/index.ts';
import { runJob, type JobKind } from '../features/jobs/index.ts';
import { openLeadDesk, type LeadDesk } from '../features/leads/testing/lead-desk.ts';
import { bulkKind } from '../features/bulk-changes/bulk-job.ts';

/** A change of many leads and its undo cost the same statements however many leads there are. */
let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
let phones = 0;
const nextPhone = () => `07${String(10_000_000 + phones++)}`;
let abroad: string;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  ({ owner } = desk);
  const sales = await desk.organization.signIn('sales');
  abroad = sales.user.id;
  await desk.organization.inOrg(({ rows, organizationId }) =>
    rows("update users set timezone = 'Pacific/Auckland' where organization_id = $1 and id = $2", [organizationId, abroad]));
  // What the columns of a table are is asked once in the life of a process.
  const { id } = await desk.add(owner, { name: 'First', phone: nextPhone() });
  await work((await owner.post('/leads/bulk', { ids: [id], action: { type: 'edit', changes: { city: 'Thika' } } })).body.jobId);
});
afterAll(() => server.stop());

let statements: string[] = [];
const noting = (inOrg: InOrg): InOrg => changedScope(inOrg, ({ rows, rowsPlannedAnew, write }) => ({
  rows: (sql, values) => (statements.push(sql), rows(sql, values)),
  rowsPlannedAnew: (sql, values) => (statements.push(sql), rowsPlannedAnew(sql, values)),
  write: (sql, values) => { statements.push(sql); write(sql, values); },
}));

async function work(jobId: string): Promise<string[]> {
  statements = [];
  const { organizationId } = desk.organization;
  await runJob({ ...server.services, inOrg: noting(server.services.inOrg) }, [bulkKind as JobKind], { organizationId, jobId });
  return statements;
}

const actions: [string, () => BulkAction][] = [
  ['fields', () => ({ type: 'edit', changes: { city: 'Thika', score: 40, followUpNote: 'Again' } })],
  ['next steps', () => ({ type: 'follow_up', followUpAt: '2031-05-04', followUpNote: 'Call' })],
  ['next steps that are taken away', () => ({ type: 'follow_up', followUpAt: null })],
  ['owners in another time zone', () => ({ type: 'assign', ownerId: abroad })],
  ['stages', () => ({ type: 'move', stageId: desk.stage('Qualification').id })],
  ['losses', () => ({ type: 'lose', lostReason: 'No coverage' })],
  ['deletions', () => ({ type: 'delete' })],
];

test.each(actions)('%s', async (word, action) => {
  const cost = async (count: number) => {
    const leads = [];
    for (let index = 0; index < count; index += 1) {
      leads.push(await desk.add(owner, { name: `${word} ${count} ${index}`, phone: nextPhone(), ownerId: owner.user.id, followUpAt: '2030-01-02', followUpNote: 'First' }));
    }
    const { body } = await owner.post('/leads/bulk', { ids: leads.map(({ id }) => id), action: action() });
    const there = await work(body.jobId);
    const { body: { jobId } } = await owner.post(`/jobs/${body.jobId}/undo`);
    const back = await work(jobId);
    expect((await owner.get(`/jobs/${jobId}`)).body).toMatchObject({ state: 'done', done: count, failed: 0 });
    return { there, back };
  };
  const [few, many] = [await cost(2), await cost(9)];
  expect(many.there).toEqual(few.there);
  expect(many.back).toEqual(few.back);
});

test('opening lost leads again', async () => {
  const cost = async (count: number) => {
    const leads = [];
    for (let index = 0; index < count; index += 1) leads.push(await desk.add(owner, { name: `Lost ${count} ${index}`, phone: nextPhone() }));
    const ids = leads.map(({ id }) => id);
    await work((await owner.post('/leads/bulk', { ids, action: { type: 'lose', lostReason: 'Moved' } })).body.jobId);
    const { body } = await owner.post('/leads/bulk', { ids, action: { type: 'move', stageId: desk.stage('Qualification').id } });
    return work(body.jobId);
  };
  const [few, many] = [await cost(2), await cost(9)];
  expect(many).toEqual(few);
});
