import type { Pipeline, Stage } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let leads: Pipeline;
let second: Pipeline;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
  [leads] = (await owner.get('/pipelines?kind=lead')).body.data as [Pipeline];
  second = (await owner.post('/pipelines/from-template', { templateId: 'isp_sales' })).body as Pipeline;
});

const stage = (pipeline: Pipeline, name: string): Stage => pipeline.stages.find((one) => one.name === name)!;
const make = async (pipeline: Pipeline, stageName: string, more: object = {}) =>
  (await owner.post('/leads', { name: 'Mary', estimatedValue: '100', pipelineId: pipeline.id, stageId: stage(pipeline, stageName).id, ...more })).body.id as string;
const remove = (pipeline: Pipeline, body: object = {}) => owner.post(`/pipelines/${pipeline.id}/removal`, body);
const columns = async () => Object.fromEntries(((await owner.get(`/leads/board?pipelineId=${leads.id}`)).body.stages as { name: string; count: number; value: string }[])
  .filter(({ count }) => count > 0).map(({ name, count, value }) => [name, [count, value]]));
const sent = (from: string, to: string) => ({ fromStageId: stage(second, from).id, toStageId: stage(leads, to).id });

test('nothing goes before every lead has a place to go to, and the stages that have none are named', async () => {
  await make(second, 'New');
  await make(second, 'Interested');
  const refused = await remove(second, { moveLeads: [sent('New', 'New enquiry')] });
  expect(refused).toBeProblem(409, 'pipeline_has_leads');
  expect(refused.body).toMatchObject({ leads: 1, stages: [{ id: stage(second, 'Interested').id, name: 'Interested', leads: 1 }] });
  expect(await columns()).toEqual({});
  expect((await owner.get(`/pipelines/${second.id}`)).status).toBe(200);
});

test('leads go where their stage is sent, with counts, timelines and signup forms, and can still be restored', async () => {
  const [first, other] = [await make(second, 'New'), await make(second, 'Interested')];
  const lost = await make(second, 'New');
  await owner.post(`/leads/${lost}/move`, { stageId: stage(second, 'Not Interested').id, lostReason: 'Too far' });
  const deleted = await make(second, 'Contacted');
  await owner.delete(`/leads/${deleted}`);
  const { body: { data: [widget] } } = await owner.get('/signup-widgets');
  await owner.patch(`/signup-widgets/${widget.id}`, { pipelineId: second.id, stageId: stage(second, 'Interested').id });

  const { body } = await remove(second, { moveLeads: [sent('New', 'New enquiry'), sent('Interested', 'Qualification'), sent('Not Interested', 'Lost')] });
  expect(body).toEqual({ movedLeads: 3 });
  expect(await columns()).toEqual({ 'New enquiry': [1, '100.00'], Qualification: [1, '100.00'], Lost: [1, '100.00'] });
  expect((await owner.get(`/leads/${first}`)).body).toMatchObject({ pipelineId: leads.id, stageName: 'New enquiry', status: 'new' });
  expect((await owner.get(`/leads/${lost}`)).body).toMatchObject({ stageName: 'Lost', lostReason: 'Too far' });
  const { body: { data: [entry] } } = await owner.get(`/leads/${other}/timeline`);
  expect(entry).toMatchObject({ type: 'lead.stage_changed', changes: { fromPipelineName: 'ISP sales', toPipelineName: 'Leads', toName: 'Qualification' } });
  expect((await owner.post(`/leads/${deleted}/restore`)).body).toMatchObject({ pipelineId: leads.id, stageName: 'Contacted' });
  expect((await owner.get('/signup-widgets')).body.data[0]).toMatchObject({ pipelineId: leads.id, stageId: stage(leads, 'Qualification').id });
  expect(await owner.get(`/pipelines/${second.id}`)).toBeProblem(404, 'not_found');
  const [removed] = await organization.eventsOf('pipeline.deleted');
  expect(removed!.changes).toEqual({ name: 'ISP sales', movedLeads: 3 });
});

test('a place has to be one that takes such leads', async () => {
  await make(second, 'New');
  const { body: off } = await owner.post('/pipelines', { name: 'Off' });
  await owner.patch(`/pipelines/${off.id}`, { isActive: false });
  const { body: { data: [opportunities] } } = await owner.get('/pipelines?kind=opportunity');
  const from = stage(second, 'New').id;
  for (const toStageId of [stage(leads, 'Won').id, stage(leads, 'Lost').id, stage(second, 'Contacted').id, off.stages[0].id, opportunities.stages[0].id, from]) {
    const refused = await remove(second, { moveLeads: [{ fromStageId: from, toStageId }] });
    expect(refused).toBeProblem(422, 'invalid_fields');
    expect(refused.body.errors[0].pointer).toBe('/moveLeads/0/toStageId');
  }
  const foreign = await remove(second, { moveLeads: [{ fromStageId: stage(leads, 'Contacted').id, toStageId: stage(leads, 'Contacted').id }] });
  expect(foreign.body.errors[0].pointer).toBe('/moveLeads/0/fromStageId');
});

test('the default hands over to the one that is named, in the same breath', async () => {
  await make(leads, 'Contacted');
  const moveLeads = [{ fromStageId: stage(leads, 'Contacted').id, toStageId: stage(second, 'Contacted').id }];
  const refused = await remove(leads, { moveLeads });
  expect(refused).toBeProblem(409, 'default_needed');
  expect(refused.body.candidates).toEqual([{ id: second.id, name: 'ISP sales' }]);
  expect((await remove(leads, { moveLeads, newDefaultId: second.id })).body).toEqual({ movedLeads: 1 });
  expect((await owner.get('/pipelines?kind=lead')).body.data).toMatchObject([{ id: second.id, isDefault: true }]);
  expect((await owner.get('/signup-widgets')).body.data[0]).toMatchObject({ pipelineId: second.id, stageId: stage(second, 'New').id });
  expect((await owner.post('/leads', { name: 'Jane' })).body.pipelineId).toBe(second.id);
  expect(await remove(second, {})).toBeProblem(409, 'last_pipeline');
});

test('what is converted stays won', async () => {
  const id = await make(second, 'New');
  const request = { type: 'active_without_invoice' };
  const { body: { planHash } } = await owner.post(`/leads/${id}/conversion-plan`, request);
  await owner.post(`/leads/${id}/conversion`, { planHash, ...request });
  expect(await remove(second, { moveLeads: [sent('Converted', 'Contacted')] })).toBeProblem(422, 'invalid_fields');
  expect((await remove(second, { moveLeads: [sent('Converted', 'Won')] })).status).toBe(200);
  expect((await owner.get(`/leads/${id}`)).body).toMatchObject({ stageName: 'Won', status: 'won', pipelineId: leads.id });
});

test('of two who remove the same one, one does, and only admins may', async () => {
  const answers = await Promise.all([remove(second), remove(second)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404]);
  const manager = await organization.signIn('manager');
  expect(await manager.post(`/pipelines/${leads.id}/removal`, {})).toBeProblem(403, 'not_allowed');
});
