import type { Lead } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let sales: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  sales = await organization.signIn('sales');
});
afterAll(() => server.stop());

const newLead = async (fields: object = {}) => (await sales.post('/leads', { name: 'Mary', ...fields })).body as Lead;
const reread = async (id: string) => (await sales.get(`/leads/${id}`)).body as Lead;
const log = (leadId: string, activity: object) => sales.post('/activities', { leadId, ...activity });

test('a call with its outcome is one request that sets the next step, and is told once', async () => {
  const { id } = await newLead();
  const made = await log(id, { type: 'call', outcome: 'answered', body: ' Wants 20 Mbps ', followUpAt: '2031-05-04', followUpNote: 'Send the offer' });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    leadId: id, type: 'call', outcome: 'answered', body: 'Wants 20 Mbps', isInternal: true, createdById: sales.user.id, leadVersion: 2,
    followUp: { state: 'later', at: '2031-05-04', note: 'Send the offer' },
  });
  expect(await reread(id)).toMatchObject({
    followUpAt: '2031-05-04', followUpNote: 'Send the offer', firstActionAt: made.body.doneAt, lastActivityAt: made.body.doneAt, version: 2,
  });
  const { body: { data } } = await sales.get(`/leads/${id}/timeline`);
  expect(data.map(({ type }: { type: string }) => type)).toEqual(['activity.logged', 'lead.created']);
  expect(data[0].changes).toEqual({
    activityId: made.body.id, activityType: 'call', outcome: 'answered', body: 'Wants 20 Mbps', followUpAt: '2031-05-04', followUpNote: 'Send the offer',
  });
});

test('the first action is set once, the last one each time', async () => {
  const { id } = await newLead();
  const { body: first } = await log(id, { type: 'call', outcome: 'no_answer' });
  server.clock.advance(3_600_000);
  const { body: second } = await log(id, { type: 'meeting' });
  expect(second.doneAt > first.doneAt).toBe(true);
  expect(await reread(id)).toMatchObject({ firstActionAt: first.doneAt, lastActivityAt: second.doneAt });
});

test('a next step that is not named stays, null clears it, and a new time keeps no old note', async () => {
  const { id } = await newLead({ followUpAt: '2031-05-04', followUpNote: 'Call' });
  await log(id, { type: 'call' });
  expect(await reread(id)).toMatchObject({ followUpAt: '2031-05-04', followUpNote: 'Call' });
  await log(id, { type: 'call', followUpNote: 'Call twice' });
  expect(await reread(id)).toMatchObject({ followUpAt: '2031-05-04', followUpNote: 'Call twice' });
  await log(id, { type: 'call', followUpAt: '2031-06-01T08:00:00Z' });
  expect(await reread(id)).toMatchObject({ followUpAt: '2031-06-01T08:00:00.000Z', followUpNote: null });
  const { body } = await log(id, { type: 'call', followUpAt: null });
  expect(body.followUp).toEqual({ state: 'none', at: null, note: null, activityId: null });
  expect(await reread(id)).toMatchObject({ followUpAt: null });
  expect((await log(id, { type: 'call', followUpAt: '2031-02-30' })).body.errors[0].pointer).toBe('/followUpAt');
});

test('a note says something', async () => {
  const { id, version } = await newLead();
  for (const note of [{}, { body: '' }, { body: ' \n ' }]) {
    const refused = await log(id, { type: 'note', ...note });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/body']);
  }
  expect((await reread(id)).version).toBe(version);
  expect((await log(id, { type: 'note', body: 'Gate code 4711', isInternal: false })).body).toMatchObject({ body: 'Gate code 4711', isInternal: false });
});

test('on a converted lead only notes are added, without a next step', async () => {
  const { id } = await newLead();
  const { body: { planHash } } = await sales.post(`/leads/${id}/conversion-plan`, { type: 'active_without_invoice' });
  expect((await sales.post(`/leads/${id}/conversion`, { planHash, type: 'active_without_invoice' })).body.state).toBe('done');
  for (const type of ['call', 'meeting', 'task', 'email', 'text', 'quote_sent']) expect(await log(id, { type })).toBeProblem(409, 'lead_locked');
  expect(await log(id, { type: 'note', body: 'x', followUpAt: '2031-01-01' })).toBeProblem(409, 'lead_locked');
  expect((await log(id, { type: 'note', body: 'Paid in cash' })).status).toBe(201);
  const { body: { data: [entry] } } = await sales.get(`/leads/${id}/timeline`);
  expect(entry).toMatchObject({ type: 'activity.logged', changes: { activityType: 'note', body: 'Paid in cash' } });
  const { convertedAt, followUpAt } = await reread(id);
  expect([typeof convertedAt, followUpAt]).toEqual(['string', null]);
});

test('what is no activity, or on no lead of theirs, is refused', async () => {
  const { id } = await newLead();
  const refused = await log(id, { type: 'fax', outcome: 'maybe', when: 'now' });
  expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual(['/outcome', '/type', '/when']);
  expect(await log(newId(), { type: 'call' })).toBeProblem(404, 'not_found');
  const colleague = await organization.signIn('sales');
  expect(await colleague.post('/activities', { leadId: id, type: 'call' })).toBeProblem(404, 'not_found');
  const viewer = await organization.signIn('viewer');
  expect(await viewer.post('/activities', { leadId: id, type: 'call' })).toBeProblem(403, 'not_allowed');
});
