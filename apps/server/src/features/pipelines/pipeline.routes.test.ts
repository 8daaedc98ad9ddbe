import type { Pipeline, Stage } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let leads: Pipeline;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
  [leads] = await pipelines('lead') as [Pipeline];
});

const pipelines = async (kind: string) => (await owner.get(`/pipelines?kind=${kind}`)).body.data as Pipeline[];
const stage = (name: string, pipeline = leads): Stage => pipeline.stages.find((one) => one.name === name)!;
const names = ({ stages }: Pipeline) => stages.map(({ name }) => name);
const counts = ({ stages }: Pipeline) => Object.fromEntries(stages.map(({ name, leadCount }) => [name, leadCount]));
const reread = async () => (await owner.get(`/pipelines/${leads.id}`)).body as Pipeline;

let phone = 712_000_000;
async function makeLead(stageName: string): Promise<string> {
  phone += 1;
  const made = await owner.post('/leads', { name: `Lead ${phone}`, phone: `+254${phone}`, pipelineId: leads.id, stageId: stage(stageName).id });
  expect(made.status).toBe(201);
  return made.body.id as string;
}

test('an organization begins with six stages for leads and six for opportunities, each kind with its default', async () => {
  expect(leads).toMatchObject({ name: 'Leads', isDefault: true, isActive: true, assignment: 'claim' });
  expect(leads.stages.map(({ name, type, probability, quietAfterDays }) => [name, type, probability, quietAfterDays])).toEqual([
    ['New enquiry', 'new', 10, 1], ['Contacted', 'in_progress', 25, 3], ['Qualification', 'in_progress', 50, 7],
    ['Activation', 'in_progress', 80, 5], ['Won', 'won', 100, null], ['Lost', 'lost', 0, null],
  ]);
  const [opportunities] = await pipelines('opportunity');
  expect(opportunities!.isDefault).toBe(true);
  expect(names(opportunities!)).toEqual(['New', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost']);
});

describe('stages', () => {
  test('a new open stage goes before won and lost, a new lost one to the end', async () => {
    await owner.post(`/pipelines/${leads.id}/stages`, { name: 'Site survey', type: 'in_progress' });
    const { body } = await owner.post(`/pipelines/${leads.id}/stages`, { name: 'Out of reach', type: 'lost' });
    expect(names(body)).toEqual(
      ['New enquiry', 'Contacted', 'Qualification', 'Activation', 'Site survey', 'Won', 'Lost', 'Out of reach']);
    expect(body.stages.map(({ position }: Stage) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('the order is changed in one call that names every stage', async () => {
    const ids = leads.stages.map(({ id }) => id);
    const { body } = await owner.put(`/pipelines/${leads.id}/stages`, { stageIds: ids.toReversed() });
    expect(names(body)).toEqual(names(leads).toReversed());
    const missing = await owner.put(`/pipelines/${leads.id}/stages`, { stageIds: ids.slice(1) });
    expect(missing).toBeProblem(422, 'invalid_fields');
    const foreign = await owner.put(`/pipelines/${leads.id}/stages`, { stageIds: [...ids.slice(1), organization.organizationId] });
    expect(foreign.body.errors[0].pointer).toBe('/stageIds/5');
  });

  test('two stages of a pipeline do not have one name', async () => {
    expect(await owner.post(`/pipelines/${leads.id}/stages`, { name: 'Won', type: 'new' })).toBeProblem(409, 'name_taken');
    const path = `/pipelines/${leads.id}/stages/${stage('Contacted').id}`;
    expect(await owner.patch(path, { name: 'Won' })).toBeProblem(409, 'name_taken');
  });

  test.each(['New enquiry', 'Won', 'Lost'])('the only one of its type (%s) can neither be removed nor become another', async (name) => {
    const path = `/pipelines/${leads.id}/stages/${stage(name).id}`;
    expect(await owner.delete(path)).toBeProblem(422, 'invalid_fields');
    expect(await owner.patch(path, { type: 'in_progress' })).toBeProblem(422, 'invalid_fields');
  });

  test('changing a stage counts its version and is refused when it is stale', async () => {
    const path = `/pipelines/${leads.id}/stages/${stage('Contacted').id}`;
    const { body } = await owner.patch(path, { probability: 30, quietAfterDays: null }, { headers: { 'if-match': '"1"' } });
    expect(stage('Contacted', body)).toMatchObject({ probability: 30, quietAfterDays: null, version: 2 });
    expect(await owner.patch(path, { probability: 35 }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
  });
});

describe('removing a stage with leads', () => {
  test('asks where they go and says how many there are', async () => {
    await makeLead('Contacted');
    await makeLead('Contacted');
    const refused = await owner.delete(`/pipelines/${leads.id}/stages/${stage('Contacted').id}`);
    expect(refused).toBeProblem(409, 'stage_has_leads');
    expect(refused.body.leads).toBe(2);
    expect(counts(await reread())).toMatchObject({ Contacted: 2 });
  });

  test('moves them, keeps every count right and tells of each on its timeline', async () => {
    const ids = [await makeLead('Contacted'), await makeLead('Contacted'), await makeLead('Qualification')];
    await owner.delete(`/leads/${await makeLead('Contacted')}`);
    const { body } = await owner.delete(
      `/pipelines/${leads.id}/stages/${stage('Contacted').id}?moveLeadsTo=${stage('Qualification').id}`);
    expect(counts(body)).toEqual({ 'New enquiry': 0, Qualification: 3, Activation: 0, Won: 0, Lost: 0 });
    expect(body.stages.map(({ position }: Stage) => position)).toEqual([0, 1, 2, 3, 4]);
    const { body: board } = await owner.get(`/leads/board?pipelineId=${leads.id}`);
    expect(board.stages.map(({ name, count }: { name: string; count: number }) => [name, count])).toContainEqual(['Qualification', 3]);
    const moved = await organization.inOrg(({ rows, organizationId }) => rows<{ id: string }>(
      `select subject_id as id from events where organization_id = $1 and type = 'lead.stage_changed'`, [organizationId]));
    expect(moved.map(({ id }) => id)).toEqual(expect.arrayContaining(ids.slice(0, 2)));
    const { body: lead } = await owner.get(`/leads/${ids[0]}`);
    expect(lead).toMatchObject({ stageId: stage('Qualification').id, status: 'in_progress' });
  });

  test('does not win or lose them, and does not take them to another pipeline', async () => {
    await makeLead('Contacted');
    const path = `/pipelines/${leads.id}/stages/${stage('Contacted').id}`;
    expect(await owner.delete(`${path}?moveLeadsTo=${stage('Won').id}`)).toBeProblem(409, 'would_close_leads');
    expect(await owner.delete(`${path}?moveLeadsTo=${stage('Lost').id}`)).toBeProblem(409, 'would_close_leads');
    const [opportunities] = await pipelines('opportunity');
    expect(await owner.delete(`${path}?moveLeadsTo=${opportunities!.stages[0]!.id}`)).toBeProblem(422, 'invalid_fields');
  });

  test('sends the signup form that led there to where new leads begin', async () => {
    const { body: { data: [widget] } } = await owner.get('/signup-widgets');
    await owner.patch(`/signup-widgets/${widget.id}`, { stageId: stage('Contacted').id });
    await owner.delete(`/pipelines/${leads.id}/stages/${stage('Contacted').id}`);
    expect((await owner.get('/signup-widgets')).body.data[0].stageId).toBe(stage('New enquiry').id);
  });
});

describe('changing what a stage means', () => {
  test('changes the status of the leads in it', async () => {
    const id = await makeLead('Contacted');
    await owner.patch(`/pipelines/${leads.id}/stages/${stage('Contacted').id}`, { type: 'dormant' });
    expect((await owner.get(`/leads/${id}`)).body).toMatchObject({ status: 'dormant', stageId: stage('Contacted').id });
    expect(counts(await reread())).toMatchObject({ Contacted: 1 });
  });

  test('is refused where it would win or lose them', async () => {
    await makeLead('Contacted');
    const path = `/pipelines/${leads.id}/stages/${stage('Contacted').id}`;
    expect(await owner.patch(path, { type: 'lost' })).toBeProblem(409, 'would_close_leads');
    expect((await owner.patch(`/pipelines/${leads.id}/stages/${stage('Activation').id}`, { type: 'lost' })).status).toBe(200);
  });
});

describe('pipelines', () => {
  test('begin with new, won and lost where no stages are named, and need all three where they are', async () => {
    const { body } = await owner.post('/pipelines', { name: 'Business' });
    expect(names(body)).toEqual(['New', 'Won', 'Lost']);
    expect(body).toMatchObject({ kind: 'lead', isDefault: false });
    const stages = [{ name: 'In', type: 'new' }, { name: 'Done', type: 'won' }];
    expect(await owner.post('/pipelines', { name: 'Half', stages })).toBeProblem(422, 'invalid_fields');
    expect(await owner.post('/pipelines', { name: 'Business' })).toBeProblem(409, 'name_taken');
  });

  test('the default is neither removed nor switched off, and follows the one that takes its place', async () => {
    expect(await owner.delete(`/pipelines/${leads.id}`)).toBeProblem(409, 'default_pipeline');
    expect(await owner.patch(`/pipelines/${leads.id}`, { isActive: false })).toBeProblem(409, 'default_pipeline');
    const { body: second } = await owner.post('/pipelines', { name: 'Second', isDefault: true });
    expect((await pipelines('lead')).map(({ name, isDefault }) => [name, isDefault])).toEqual([['Second', true], ['Leads', false]]);
    await owner.patch(`/pipelines/${leads.id}`, { isActive: false });
    expect(await owner.patch(`/pipelines/${leads.id}`, { isDefault: true })).toBeProblem(409, 'pipeline_inactive');
    expect(second.isDefault).toBe(true);
  });

  test('there is exactly one default of a kind, however many are made it at the same moment', async () => {
    const made = await Promise.all(['A', 'B', 'C', 'D'].map((name) => owner.post('/pipelines', { name, isDefault: true })));
    const changed = await Promise.all([leads.id, ...made.map(({ body }) => body.id as string)].map((id) =>
      owner.patch(`/pipelines/${id}`, { isDefault: true })));
    expect([...made, ...changed].map(({ status }) => status)).toEqual([201, 201, 201, 201, 200, 200, 200, 200, 200]);
    expect((await pipelines('lead')).filter(({ isDefault }) => isDefault)).toHaveLength(1);
    expect((await pipelines('opportunity')).filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  test('one with leads stays, one that a signup form leads to too, an empty one goes', async () => {
    await makeLead('Contacted');
    const { body: second } = await owner.post('/pipelines', { name: 'Second', isDefault: true });
    const refused = await owner.delete(`/pipelines/${leads.id}`);
    expect(refused).toBeProblem(409, 'pipeline_has_leads');
    expect(refused.body.leads).toBe(1);
    const { body: { data: [widget] } } = await owner.get('/signup-widgets');
    const { body: third } = await owner.post('/pipelines', { name: 'Third' });
    await owner.patch(`/signup-widgets/${widget.id}`, { pipelineId: third.id });
    expect(await owner.delete(`/pipelines/${third.id}`)).toBeProblem(409, 'pipeline_in_use');
    await owner.patch(`/signup-widgets/${widget.id}`, { pipelineId: second.id });
    expect((await owner.delete(`/pipelines/${third.id}`)).status).toBe(204);
    expect(await owner.get(`/pipelines/${third.id}`)).toBeProblem(404, 'not_found');
  });

  test('giving new leads to one person needs to know who', async () => {
    expect(await owner.patch(`/pipelines/${leads.id}`, { assignment: 'fixed' })).toBeProblem(422, 'invalid_fields');
    const { user } = await organization.signIn('sales');
    const { body } = await owner.patch(`/pipelines/${leads.id}`, { assignment: 'fixed', fixedOwnerId: user.id });
    expect(body).toMatchObject({ assignment: 'fixed', fixedOwnerId: user.id, version: 2 });
    await owner.patch(`/users/${user.id}`, { disabled: true });
    const { body: second } = await owner.post('/pipelines', { name: 'Second' });
    expect(await owner.patch(`/pipelines/${second.id}`, { assignment: 'fixed', fixedOwnerId: user.id })).toBeProblem(422, 'invalid_fields');
  });

  test('stand in the order they are put in, the default before all others', async () => {
    const made = await Promise.all(['A', 'B', 'C'].map((name) => owner.post('/pipelines', { name })));
    const ids = made.map(({ body }) => body.id as string);
    const { body } = await owner.put('/pipelines', { kind: 'lead', pipelineIds: [ids[2], ids[0], leads.id, ids[1]] });
    expect(body.data.map(({ name }: Pipeline) => name)).toEqual(['Leads', 'C', 'A', 'B']);
    const [opportunities] = await pipelines('opportunity');
    const missing = await owner.put('/pipelines', { kind: 'lead', pipelineIds: ids });
    expect([missing.status, missing.body.errors[0].pointer]).toEqual([422, '/pipelineIds']);
    const strange = await owner.put('/pipelines', { kind: 'lead', pipelineIds: [...ids, leads.id, opportunities!.id] });
    expect([strange.status, strange.body.errors[0].pointer]).toEqual([422, '/pipelineIds/4']);
  });

  test('a cap of untouched leads and hours until they go back are a pipeline’s own, and can be taken away', async () => {
    expect(leads).toMatchObject({ maxUntouchedLeads: null, returnAfterBusinessHours: null });
    const { body } = await owner.patch(`/pipelines/${leads.id}`, { maxUntouchedLeads: 5, returnAfterBusinessHours: 8 });
    expect(body).toMatchObject({ maxUntouchedLeads: 5, returnAfterBusinessHours: 8, version: 2 });
    expect((await owner.patch(`/pipelines/${leads.id}`, { maxUntouchedLeads: null })).body).toMatchObject({ maxUntouchedLeads: null, returnAfterBusinessHours: 8 });
    expect(await owner.patch(`/pipelines/${leads.id}`, { returnAfterBusinessHours: 0 })).toBeProblem(400, 'malformed');
  });

  test('those of another organization are not there, and only admins change them', async () => {
    const other = await server.makeOrganization();
    expect(await other.owner.get(`/pipelines/${leads.id}`)).toBeProblem(404, 'not_found');
    expect(await other.owner.delete(`/pipelines/${leads.id}/stages/${stage('Contacted').id}`)).toBeProblem(404, 'not_found');
    const manager = await organization.signIn('manager');
    expect(await manager.patch(`/pipelines/${leads.id}`, { name: 'Mine' })).toBeProblem(403, 'not_allowed');
  });
});
