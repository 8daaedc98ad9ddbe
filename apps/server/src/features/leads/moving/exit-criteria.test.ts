import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

const criteria = ['Coverage confirmed', 'ID copy received'];

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  ({ owner } = desk);
  const asked = await owner.patch(`/pipelines/${desk.pipeline.id}/stages/${desk.stage('Contacted').id}`, { exitCriteria: [' Coverage confirmed ', 'ID copy received'] });
  expect(asked.body.stages[1].exitCriteria).toEqual(criteria);
});
afterAll(() => server.stop());

const move = (id: string, stageName: string, more: object = {}) => owner.post(`/leads/${id}/move`, { stageId: desk.stage(stageName).id, ...more });
const contacted = async () => (await desk.add(owner, { name: 'Mary', stageId: desk.stage('Contacted').id })).id;
const lastEntry = async (id: string) => (await owner.get(`/leads/${id}/timeline`)).body.data[0] as { type: string; changes: object };

describe('a lead that goes forward', () => {
  test('is kept until every criterion of its stage is met, and is told which are open', async () => {
    const id = await contacted();
    const refused = await move(id, 'Qualification');
    expect(refused).toBeProblem(422, 'exit_criteria');
    expect(refused.body).toMatchObject({ stageName: 'Contacted', exitCriteria: criteria, openCriteria: criteria });
    expect(refused.body.errors[0].pointer).toBe('/exitCriteriaMet');
    const half = await move(id, 'Activation', { exitCriteriaMet: ['Coverage confirmed', 'Something else'] });
    expect(half.body.openCriteria).toEqual(['ID copy received']);
    expect(await move(id, 'Won')).toBeProblem(422, 'exit_criteria');
    expect((await owner.get(`/leads/${id}`)).body).toMatchObject({ stageName: 'Contacted', version: 1 });
  });

  test('goes with what was confirmed, which is kept with the event', async () => {
    const id = await contacted();
    expect((await move(id, 'Qualification', { exitCriteriaMet: criteria.toReversed() })).body.stageName).toBe('Qualification');
    expect(await lastEntry(id)).toMatchObject({ type: 'lead.stage_changed', changes: { exitCriteria: { met: criteria } } });
  });

  test('goes without where it is said why, which is kept as well', async () => {
    const id = await contacted();
    expect(await move(id, 'Qualification', { exitCriteriaSkipReason: '  ' })).toBeProblem(400, 'malformed');
    await move(id, 'Qualification', { exitCriteriaMet: ['Coverage confirmed'], exitCriteriaSkipReason: ' Known customer ' });
    expect(await lastEntry(id)).toMatchObject({
      changes: { toName: 'Qualification', exitCriteria: { met: ['Coverage confirmed'], skipped: ['ID copy received'], reason: 'Known customer' } },
    });
  });

  test('is asked for what its stage asks now, not for what it once asked', async () => {
    const id = await contacted();
    const path = `/pipelines/${desk.pipeline.id}/stages/${desk.stage('Contacted').id}`;
    await owner.patch(path, { exitCriteria: [...criteria, 'Landlord agrees'] });
    expect((await move(id, 'Qualification', { exitCriteriaMet: criteria })).body.openCriteria).toEqual(['Landlord agrees']);
    await owner.patch(path, { exitCriteria: criteria });
    expect((await move(id, 'Qualification', { exitCriteriaMet: criteria })).status).toBe(200);
  });
});

test('going back, losing, and another place in the same stage are not asked', async () => {
  const [first, second, third] = [await contacted(), await contacted(), await contacted()];
  expect((await move(first, 'Contacted', { afterId: third })).status).toBe(200);
  expect((await move(first, 'New enquiry')).status).toBe(200);
  expect((await move(second, 'Lost', { lostReason: 'Too expensive' })).status).toBe(200);
});

test('another pipeline is not asked, unless the lead is won there', async () => {
  const { body: second } = await owner.post('/pipelines', { name: 'Business' });
  const [, won] = second.stages;
  const id = await contacted();
  expect(await owner.post(`/leads/${id}/move`, { stageId: won.id })).toBeProblem(422, 'exit_criteria');
  expect((await owner.post(`/leads/${id}/move`, { stageId: second.stages[0].id })).body.pipelineId).toBe(second.id);
});

test('converting leaves the stage as well: the plan says what is asked, the conversion keeps what was confirmed', async () => {
  const id = await contacted();
  const request = { type: 'active_without_invoice' };
  const { body: plan } = await owner.post(`/leads/${id}/conversion-plan`, request);
  expect(plan.exitCriteria).toEqual(criteria);
  expect(await owner.post(`/leads/${id}/conversion`, { planHash: plan.planHash, ...request })).toBeProblem(422, 'exit_criteria');
  expect((await owner.get(`/leads/${id}`)).body).toMatchObject({ stageName: 'Contacted', convertedAt: null });
  const converted = await owner.post(`/leads/${id}/conversion`, { planHash: plan.planHash, ...request, exitCriteriaMet: criteria });
  expect([converted.status, converted.body.state]).toEqual([202, 'done']);
  const { body: { data } } = await owner.get(`/leads/${id}/timeline`);
  expect(data.find(({ type }: { type: string }) => type === 'lead.stage_changed').changes).toMatchObject({ toName: 'Won', exitCriteria: { met: criteria } });
});

test('criteria are few, short and each there once', async () => {
  const path = `/pipelines/${desk.pipeline.id}/stages/${desk.stage('Qualification').id}`;
  expect(await owner.patch(path, { exitCriteria: Array.from({ length: 11 }, (_, index) => `Criterion ${index}`) })).toBeProblem(400, 'malformed');
  expect(await owner.patch(path, { exitCriteria: ['x'.repeat(121)] })).toBeProblem(400, 'malformed');
  const twice = await owner.patch(path, { exitCriteria: ['Signed', 'Signed '] });
  expect(twice).toBeProblem(422, 'invalid_fields');
  expect(twice.body.errors[0].pointer).toBe('/exitCriteria/1');
});
