import type { Lead, Pipeline } from '@lastmile/contracts';
import { startTestServer, type Client, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let pipeline: Pipeline;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  [pipeline] = (await owner.get('/pipelines?kind=lead')).body.data as [Pipeline];
}, 60_000);
afterAll(() => server.stop());

const stage = (type: string) => pipeline.stages.find((one) => one.type === type)!;
const request = { type: 'active_without_invoice' };

async function converted(by: Client, lead: object): Promise<Lead> {
  const { body: { id } } = await by.post('/leads', lead);
  const { body: { planHash } } = await by.post(`/leads/${id}/conversion-plan`, request);
  await by.post(`/leads/${id}/conversion`, { planHash, ...request });
  return (await by.get(`/leads/${id}`)).body as Lead;
}

test('a converted lead is opened again with a reason: it can be worked on, and its subscriber stays', async () => {
  const lead = await converted(owner, { name: 'Second thoughts' });
  expect(lead.can).toMatchObject({ edit: false, reopen: true });
  const { status, body } = await owner.post(`/leads/${lead.id}/reopen`, { reason: 'They move to another flat first', withdraw: false });
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'in_progress', stageName: 'Contacted', convertedAt: null, subscriberId: lead.subscriberId });
  expect(body.can).toMatchObject({ edit: true, convert: false, reopen: false });
  expect((await owner.patch(`/leads/${lead.id}`, { city: 'Nakuru' })).status).toBe(200);
  expect((await owner.get(`/subscribers/${lead.subscriberId!}`)).body).toMatchObject({ leadId: lead.id });
  const { data } = (await owner.get(`/leads/${lead.id}/timeline`)).body;
  expect(data.find(({ type }: { type: string }) => type === 'lead.reopened').changes).toMatchObject({
    reason: 'They move to another flat first', subscriberId: lead.subscriberId,
  });
});

test('it is not converted a second time; winning it again locks it again', async () => {
  const lead = await converted(owner, { name: 'Once only' });
  await owner.post(`/leads/${lead.id}/reopen`, { reason: 'By mistake', stageId: stage('new').id, withdraw: false });
  const { body: plan } = await owner.post(`/leads/${lead.id}/conversion-plan`, request);
  expect(plan.blockers).toMatchObject([{ code: 'lead_has_subscriber' }]);
  expect(await owner.post(`/leads/${lead.id}/conversion`, { planHash: plan.planHash, ...request })).toBeProblem(409, 'lead_has_subscriber');
  const { body: won } = await owner.post(`/leads/${lead.id}/move`, { stageId: stage('won').id });
  expect(won).toMatchObject({ status: 'won', convertedAt: expect.any(String), subscriberId: lead.subscriberId });
  expect(await owner.patch(`/leads/${lead.id}`, { city: 'Nakuru' })).toBeProblem(409, 'lead_locked');
});

test('only a converted lead, with a reason, into an open stage, by who may', async () => {
  const { body: open } = await owner.post('/leads', { name: 'Open' });
  expect(await owner.post(`/leads/${open.id}/reopen`, { reason: 'Why not' })).toBeProblem(409, 'not_converted');
  const sales = await organization.signIn('sales');
  const lead = await converted(sales, { name: 'Locked', phone: '+254733100200' });
  expect((await owner.post(`/leads/${lead.id}/reopen`, { reason: ' ' })).status).toBe(400);
  expect(await owner.post(`/leads/${lead.id}/reopen`, { reason: 'x', stageId: stage('lost').id })).toBeProblem(422, 'invalid_fields');
  expect(await sales.post(`/leads/${lead.id}/reopen`, { reason: 'x' })).toBeProblem(403, 'not_allowed');
  expect(await (await organization.signIn('manager')).post(`/leads/${lead.id}/reopen`, { reason: 'x' })).toBeProblem(404, 'not_found');
  await owner.post('/leads', { name: 'Has the phone now', phone: '+254733100200' });
  expect(await owner.post(`/leads/${lead.id}/reopen`, { reason: 'x' })).toBeProblem(409, 'duplicate_lead');
});
