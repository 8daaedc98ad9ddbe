import type { Activity, Lead, LeadTimelineEntry, Pipeline, StageTime } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let sales: SignedInClient;
let lead: Lead;
const minutes = 60_000;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  sales = await organization.signIn('sales', { name: 'Sam' });
  lead = (await sales.post('/leads', { name: 'Mary' })).body as Lead;
  const { stages } = (await sales.get(`/pipelines/${lead.pipelineId}`)).body as Pipeline;
  const move = (name: string) => sales.post(`/leads/${lead.id}/move`, { stageId: stages.find((stage) => stage.name === name)!.id });
  server.clock.advance(20 * minutes);
  await move('Contacted');
  server.clock.advance(30 * minutes);
  await move('Qualification');
  server.clock.advance(5 * minutes);
  await move('Contacted');
  server.clock.advance(10 * minutes);
  await sales.patch(`/leads/${lead.id}`, { city: 'Nairobi' });
});
afterAll(() => server.stop());

const timeline = async (query = '', by = sales) => (await by.get(`/leads/${lead.id}/timeline${query}`)).body.data as LeadTimelineEntry[];
const types = (entries: LeadTimelineEntry[]) => entries.map(({ type }) => type);

test('tells everything newest first, and how long the lead stood in the stage it left', async () => {
  const entries = await timeline();
  expect(types(entries)).toEqual(['lead.updated', 'lead.stage_changed', 'lead.stage_changed', 'lead.stage_changed', 'lead.created']);
  const minutesIn = entries.map(({ stoodSeconds }) => stoodSeconds && Math.round(stoodSeconds / 60));
  expect(minutesIn).toEqual([null, 5, 30, 20, null]);
  expect(entries[1]).toMatchObject({ kind: 'stages', activity: null, activityDeleted: false, actor: { name: 'Sam' } });
});

test('is narrowed by kinds and pages through them', async () => {
  expect(types(await timeline('?kinds=changes'))).toEqual(['lead.updated']);
  expect(types(await timeline('?kinds=activities,files,captures'))).toEqual([]);
  const first = (await sales.get(`/leads/${lead.id}/timeline?kinds=stages&limit=3`)).body;
  const rest = (await sales.get(`/leads/${lead.id}/timeline?kinds=stages&limit=3&cursor=${first.nextCursor}`)).body;
  expect([types(first.data), types(rest.data), rest.nextCursor]).toEqual([
    ['lead.stage_changed', 'lead.stage_changed', 'lead.stage_changed'], ['lead.created'], null,
  ]);
  expect(await sales.get(`/leads/${lead.id}/timeline?kinds=gossip`)).toBeProblem(400, 'malformed');
});

test('an event of a type that is new here is told as a change, a file’s as a file', async () => {
  const { body: { id } } = await sales.post('/leads', { name: 'New kinds' });
  await organization.inOrg(async ({ record }) => {
    await record('file.added', { type: 'lead', id }, { name: 'gate.jpg' });
    await record('moon.rose', { type: 'lead', id });
  });
  const { body: { data } } = await sales.get(`/leads/${id}/timeline`);
  expect(data.map(({ type, kind }: LeadTimelineEntry) => [type, kind])).toEqual([['moon.rose', 'changes'], ['file.added', 'files'], ['lead.created', 'stages']]);
});

test('beside an activity’s event stands the activity as it is now; of a deleted one only that it was there', async () => {
  const note = (await sales.post('/activities', { leadId: lead.id, type: 'note', body: 'Gate 4711' })).body as Activity;
  expect((await timeline('?kinds=activities'))[0]).toMatchObject({
    type: 'activity.logged', activity: { id: note.id, type: 'note', body: 'Gate 4711', isEdited: false, canEdit: true }, activityDeleted: false,
  });
  await sales.patch(`/activities/${note.id}`, { body: 'Gate 4712' });
  const [edited, logged] = await timeline('?kinds=activities');
  expect([edited!.type, edited!.changes.changed]).toEqual(['activity.updated', { body: { from: 'Gate 4711', to: 'Gate 4712' } }]);
  expect(logged!.activity).toMatchObject({ body: 'Gate 4712', isEdited: true });
  expect((await timeline('?kinds=activities', await organization.signIn('viewer')))[0]!.activity).toMatchObject({ canEdit: false });
  await sales.delete(`/activities/${note.id}`);
  const after = await timeline('?kinds=activities');
  expect(types(after)).toEqual(['activity.deleted', 'activity.updated', 'activity.logged']);
  for (const entry of after) expect(entry).toMatchObject({ activity: null, activityDeleted: true });
  expect(JSON.stringify(after)).not.toContain('Gate');
});

test('the time in each stage is added up, in the order the lead came to them', async () => {
  const { data } = (await sales.get(`/leads/${lead.id}/stage-times`)).body as { data: StageTime[] };
  expect(data.map(({ name, type, seconds, times, isCurrent }) => [name, type, Math.round(seconds / 60), times, isCurrent])).toEqual([
    ['New enquiry', 'new', 20, 1, false], ['Contacted', 'in_progress', 40, 2, true], ['Qualification', 'in_progress', 5, 1, false],
  ]);
});

test('is not there for who may not see the lead', async () => {
  const colleague = await organization.signIn('sales');
  for (const what of ['timeline', 'stage-times']) expect(await colleague.get(`/leads/${lead.id}/${what}`)).toBeProblem(404, 'not_found');
});
