import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { returnUntouchedLeads } from './return-leads.ts';
import { openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
let sales: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  ({ owner } = desk);
  sales = await desk.organization.signIn('sales', { name: 'Sam' });
  // Around the clock, so that the test says the same at any hour of any day.
  await owner.patch('/organization', { businessDays: [1, 2, 3, 4, 5, 6, 7], businessFrom: '00:00', businessTo: '24:00' });
  await owner.patch(`/pipelines/${desk.pipeline.id}`, { returnAfterBusinessHours: 4 });
});
afterAll(() => server.stop());

/** A lead of Sam's since so many hours. */
async function assigned(hours: number): Promise<string> {
  const { id } = await desk.add(owner, { name: 'Mary', ownerId: sales.user.id, estimatedValue: '100' });
  await desk.organization.inOrg(({ rows, organizationId, now }) => rows(
    'update leads set assigned_at = $3 where organization_id = $1 and id = $2', [organizationId, id, new Date(now.getTime() - hours * 3_600_000)]));
  return id;
}
const look = async (id: string) => (await owner.get(`/leads/${id}`)).body as { ownerId: string | null; assignedAt: string | null; version: number };

test('a lead without a first action goes back to the unclaimed after the business hours, and its timeline says whose it was', async () => {
  const [late, early] = [await assigned(4.01), await assigned(3.9)];
  await returnUntouchedLeads(server.services);
  expect(await look(late)).toMatchObject({ ownerId: null, assignedAt: null, version: 2 });
  expect(await look(early)).toMatchObject({ ownerId: sales.user.id, version: 1 });
  const { body: { data: [entry] } } = await owner.get(`/leads/${late}/timeline`);
  expect(entry).toMatchObject({
    type: 'lead.returned', actor: { kind: 'system' },
    changes: { from: sales.user.id, fromName: 'Sam', afterBusinessHours: 4, reason: 'no_first_action', assignedAt: expect.any(String) as unknown },
  });
  const { body: board } = await owner.get('/leads/board?ownerId=none');
  expect(board.stages[0]).toMatchObject({ count: 1, value: '100.00' });
  await returnUntouchedLeads(server.services);
  expect((await look(late)).version).toBe(2);
});

test('one that something was done with stays, and so does what is closed, deleted, or of a pipeline without the rule', async () => {
  const { body: second } = await owner.post('/pipelines', { name: 'Business' });
  const [called, moved, lost, deleted, elsewhere] = await Promise.all([50, 50, 50, 50, 50].map(assigned)) as [string, string, string, string, string];
  await sales.post('/activities', { leadId: called, type: 'call', outcome: 'no_answer' });
  await sales.post(`/leads/${moved}/move`, { stageId: desk.stage('Contacted').id });
  await sales.post(`/leads/${lost}/move`, { stageId: desk.stage('Lost').id, lostReason: 'Moved away' });
  await owner.delete(`/leads/${deleted}`);
  await desk.organization.inOrg(({ rows, organizationId }) => rows(
    'update leads set pipeline_id = $3, stage_id = $4 where organization_id = $1 and id = $2', [organizationId, elsewhere, second.id, second.stages[0].id]));
  await returnUntouchedLeads(server.services);
  await owner.post(`/leads/${deleted}/restore`);
  for (const id of [called, moved, lost, deleted, elsewhere]) expect((await look(id)).ownerId).toBe(sales.user.id);
});

test('more than one transaction takes goes back all the same', async () => {
  await Promise.all(Array.from({ length: 120 }, () => assigned(5)));
  await returnUntouchedLeads(server.services);
  const { body } = await owner.get(`/leads?ownerId=${sales.user.id}&limit=200`);
  const [left] = await desk.organization.inOrg(({ rows, organizationId }) => rows<{ count: number }>(
    `select count(*)::int as count from leads l where l.organization_id = $1 and l.owner_id = $2 and l.first_action_at is null and l.deleted_at is null
        and l.status in ('new', 'in_progress') and l.assigned_at < now() - interval '4 hours' and l.pipeline_id = $3`,
    [organizationId, sales.user.id, desk.pipeline.id]));
  // The one that was restored lies untouched too, and goes with the others.
  expect(left!.count).toBe(0);
  expect(body.data.length).toBeLessThan(10);
});
