import type { Activity, Lead } from '@lastmile/contracts';
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
const inHours = (hours: number) => new Date(server.clock.now().getTime() + hours * 3_600_000).toISOString();
const plan = async (leadId: string, activity: object) => {
  const { status, body } = await sales.post('/activities', { leadId, type: 'meeting', status: 'planned', ...activity });
  expect(status).toBe(201);
  return body as Activity & { followUp: Lead['followUp'] };
};
const openOf = async (leadId: string) =>
  (await sales.get(`/activities?leadId=${leadId}&status=planned,in_progress&sort=at`)).body.data as Activity[];
/** What the lead shows is the earliest that is planned for it, whatever was done before. */
const mustAgree = async (leadId: string) => {
  const [lead, open] = [await reread(leadId), await openOf(leadId)];
  const first = open.find(({ dueAt }) => dueAt !== null);
  expect(lead.followUp).toMatchObject({ at: first?.dueAt ?? null, note: first?.subject ?? null, activityId: first?.id ?? null });
  expect(lead.followUpAt).toBe(first?.dueAt ?? null);
  expect(open.filter(({ isNextStep }) => isNextStep).map(({ id }) => id)).toEqual(first ? [first.id] : []);
  return { lead, open };
};

test('a lead’s follow-up is the earliest that is planned for it, through everything that can happen to either', async () => {
  const { id } = await newLead({ followUpAt: '2031-05-04', followUpNote: 'Call back' });
  expect((await mustAgree(id)).open).toMatchObject([{ type: 'task', subject: 'Call back', dueAt: '2031-05-04', status: 'planned' }]);
  const later = await plan(id, { subject: 'Site visit', dueAt: '2031-06-01T08:00:00Z' });
  expect(later.followUp.note).toBe('Call back');
  const earlier = await plan(id, { type: 'task', subject: 'Send the contract', dueAt: '2031-05-01' });
  expect(earlier.followUp.note).toBe('Send the contract');
  expect((await mustAgree(id)).open).toHaveLength(3);

  // Snoozing moves what the lead shows, wherever it came from.
  await sales.patch(`/leads/${id}`, { followUpAt: '2031-05-20' });
  expect((await mustAgree(id)).lead.followUpNote).toBe('Call back');
  expect((await sales.get(`/activities/${earlier.id}`)).body).toMatchObject({ dueAt: '2031-05-20', subject: 'Send the contract' });

  // A call replaces the follow-up and leaves what else is planned.
  await sales.post('/activities', { leadId: id, type: 'call', outcome: 'interested', followUpAt: '2031-07-01', followUpNote: 'Ask again' });
  expect((await mustAgree(id)).open.map(({ subject }) => subject)).toEqual(['Send the contract', 'Site visit', 'Ask again']);
  const [told] = (await sales.get(`/leads/${id}/timeline?kinds=activities`)).body.data;
  expect(told.changes).toMatchObject({ followUpAt: '2031-07-01', followUpNote: 'Ask again' });

  await sales.patch(`/activities/${later.id}`, { dueAt: '2031-05-02T08:00:00Z' });
  expect((await mustAgree(id)).lead.followUpNote).toBe('Site visit');
  await sales.delete(`/activities/${later.id}`);
  expect((await mustAgree(id)).lead.followUpNote).toBe('Send the contract');
  await sales.patch(`/activities/${earlier.id}`, { status: 'cancelled' });
  expect((await mustAgree(id)).lead.followUpNote).toBe('Ask again');
  await sales.patch(`/leads/${id}`, { followUpAt: null });
  expect((await mustAgree(id)).open).toEqual([]);
});

test('a follow-up that was written without its activity, as by an import, is not lost behind an earlier one', async () => {
  const { id } = await newLead();
  await organization.inOrg(({ rows, organizationId }) => rows(
    "update leads set follow_up_at = '2031-05-04T10:00:00Z', follow_up_note = 'Imported' where organization_id = $1 and id = $2", [organizationId, id]));
  await plan(id, { subject: 'Visit', dueAt: '2031-05-01T10:00:00Z' });
  expect((await mustAgree(id)).open.map(({ subject }) => subject)).toEqual(['Visit', 'Imported']);
});

test('finishing what was planned says how it went, asks for the next and happens once', async () => {
  const { id } = await newLead();
  const visit = await plan(id, { subject: 'Site visit', dueAt: inHours(2) });
  const done = await sales.post(`/activities/${visit.id}/complete`, { outcome: 'interested', body: 'Conduit is free' });
  expect(done.status).toBe(200);
  expect(done.body).toMatchObject({
    status: 'done', outcome: 'interested', body: 'Conduit is free', subject: 'Site visit', doneById: sales.user.id, due: 'none', followUp: { state: 'none', at: null },
  });
  expect(await reread(id)).toMatchObject({ firstActionAt: done.body.doneAt, lastActivityAt: done.body.doneAt, followUpAt: null });
  expect(await sales.post(`/activities/${visit.id}/complete`, {})).toBeProblem(409, 'not_open');

  await sales.patch(`/leads/${id}`, { followUpAt: '2031-01-01', followUpNote: 'Call' });
  const { followUp } = await reread(id);
  const next = await sales.post(`/activities/${followUp.activityId}/complete`, { followUpAt: '2031-01-08', followUpNote: 'Call again' });
  expect(next.body).toMatchObject({ type: 'task', subject: 'Call', status: 'done', followUp: { at: '2031-01-08', note: 'Call again' } });
  expect((await mustAgree(id)).open).toHaveLength(1);
  const { body: { data } } = await sales.get(`/leads/${id}/timeline?kinds=activities`);
  expect(data.map(({ type }: { type: string }) => type)).toEqual(['activity.completed', 'activity.completed', 'activity.planned']);
});

test('a call that was planned for today is the one that is logged, not one more; another day’s stays', async () => {
  const { id } = await newLead();
  const today = await plan(id, { type: 'call', subject: 'Call about the price', dueAt: inHours(-1) });
  const { body } = await sales.post('/activities', { leadId: id, type: 'call', outcome: 'no_answer', followUpAt: '2031-01-01' });
  expect(body).toMatchObject({ id: today.id, status: 'done', outcome: 'no_answer', subject: 'Call about the price', followUp: { at: '2031-01-01' } });
  const other = await plan(id, { type: 'call', subject: 'Call in spring', dueAt: '2030-12-01' });
  expect((await sales.post('/activities', { leadId: id, type: 'call', outcome: 'answered' })).body.id).not.toBe(other.id);
  expect((await mustAgree(id)).lead.followUpNote).toBe('Call in spring');
});

test('what cannot be so is refused with the field it is about', async () => {
  const { id } = await newLead();
  const pointers = async (activity: object) => {
    const { status, body } = await sales.post('/activities', { leadId: id, ...activity });
    return [status, body.errors?.map(({ pointer }: { pointer: string }) => pointer)];
  };
  expect(await pointers({ type: 'meeting', status: 'planned', dueAt: '2031-01-01' })).toEqual([422, ['/subject']]);
  expect(await pointers({ type: 'call', status: 'planned', subject: 'x', outcome: 'answered' })).toEqual([422, ['/outcome']]);
  expect(await pointers({ type: 'note', status: 'planned', body: 'x', subject: 'x' })).toEqual([422, ['/status']]);
  expect(await pointers({ type: 'task', status: 'planned', subject: 'x', dueAt: '2031-02-30' })).toEqual([422, ['/dueAt']]);
  expect(await pointers({ type: 'task', status: 'planned', subject: 'x', assigneeId: organization.organizationId })).toEqual([422, ['/assigneeId']]);
  const made = await plan(id, { subject: 'x' });
  expect((await sales.patch(`/activities/${made.id}`, { subject: null })).body.errors[0].pointer).toBe('/subject');
  const stale = await sales.patch(`/activities/${made.id}`, { subject: 'y' }, { headers: { 'if-match': '"7"' } });
  expect(stale).toBeProblem(412, 'stale');
  expect(stale.body.current).toMatchObject({ id: made.id, subject: 'x' });
});

test('one changes one’s own and those on leads one works on; on what one may not see there is nothing', async () => {
  const { id } = await newLead();
  const note = (await sales.post('/activities', { leadId: id, type: 'note', body: 'Gate 4711' })).body as Activity;
  const colleague = await organization.signIn('sales');
  const viewer = await organization.signIn('viewer');
  expect((await viewer.get(`/activities/${note.id}`)).body).toMatchObject({ body: 'Gate 4711', can: { edit: false } });
  expect(await viewer.patch(`/activities/${note.id}`, { body: 'x' })).toBeProblem(403, 'not_allowed');
  for (const refused of [await colleague.get(`/activities/${note.id}`), await colleague.patch(`/activities/${note.id}`, { body: 'x' }),
    await colleague.delete(`/activities/${note.id}`), await colleague.post(`/activities/${note.id}/complete`, {})]) {
    expect(refused).toBeProblem(404, 'not_found');
  }
  expect((await sales.patch(`/activities/${note.id}`, { body: ' Gate 4712 ' })).body).toMatchObject({ body: 'Gate 4712', version: 2, can: { edit: true } });
  expect((await organization.owner.patch(`/activities/${note.id}`, { isInternal: false })).body).toMatchObject({ isInternal: false });
  // Unclaimed again, the note is still the writer's, the rest is not.
  await organization.owner.post('/activities', { leadId: id, type: 'note', body: 'From the office' });
  await organization.owner.post(`/leads/${id}/assign`, { ownerId: null });
  const { body: { data } } = await sales.get(`/activities?leadId=${id}`);
  expect(data.map(({ body, can }: Activity) => [body, can.edit])).toEqual([['From the office', false], ['Gate 4712', true]]);
  expect(await sales.patch(`/activities/${data[0].id}`, { body: 'x' })).toBeProblem(409, 'claim_first');
});

test('a converted lead keeps its notes open and everything else as it was', async () => {
  const { id } = await newLead();
  const call = (await sales.post('/activities', { leadId: id, type: 'call', outcome: 'answered' })).body as Activity;
  const note = (await sales.post('/activities', { leadId: id, type: 'note', body: 'x' })).body as Activity;
  const visit = await plan(id, { subject: 'Visit', dueAt: '2031-01-01' });
  const { body: { planHash } } = await sales.post(`/leads/${id}/conversion-plan`, { type: 'active_without_invoice' });
  await sales.post(`/leads/${id}/conversion`, { planHash, type: 'active_without_invoice' });
  expect((await sales.get(`/activities/${visit.id}`)).body).toMatchObject({ status: 'cancelled', can: { edit: false } });
  expect(await sales.patch(`/activities/${call.id}`, { body: 'y' })).toBeProblem(409, 'lead_locked');
  expect(await sales.delete(`/activities/${call.id}`)).toBeProblem(409, 'lead_locked');
  expect((await sales.patch(`/activities/${note.id}`, { body: 'y' })).status).toBe(200);
  expect(await sales.patch(`/activities/${note.id}`, { type: 'call' })).toBeProblem(409, 'lead_locked');
});
