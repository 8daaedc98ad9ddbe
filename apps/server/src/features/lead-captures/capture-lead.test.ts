import type { Lead } from '@lastmile/contracts';
import { startTestServer, type Client, type SignedInClient, type TestServer } from '../../testing/index.ts';
import { freshPhone, openCaptureDesk, type CaptureDesk } from './testing/capture-desk.ts';

let server: TestServer;
let desk: CaptureDesk;
let owner: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openCaptureDesk(server);
  ({ owner } = desk);
}, 60_000);
afterAll(() => server.stop());

let count = 0;
const fresh = (word: string): string => `${word} ${(count += 1)}`;
const capture = (body: object, by: Client = owner, headers: { [name: string]: string } = {}) =>
  by.post('/lead-captures', { source: 'load_plan', ...body }, { headers });
const leadOf = async (id: string): Promise<Lead> => (await owner.get(`/leads/${id}`)).body as Lead;
const capturesOf = async (id: string, query = '') => (await owner.get(`/leads/${id}/captures${query}`)).body;

test('the first capture makes a lead that nobody owns, with what it said; the next joins it', async () => {
  const company = fresh('Hauliers');
  const phone = freshPhone();
  const first = await capture({ company, data: { route: ['Nairobi', 'Mombasa'] } });
  expect([first.status, first.body.joined]).toEqual([201, false]);
  const lead = await leadOf(first.body.leadId);
  expect(lead).toMatchObject({ companyName: company, source: 'load_plan', estimatedValue: '500.00', ownerId: null, data: { route: ['Nairobi', 'Mombasa'] } });

  const second = await capture({ source: 'quote', company, phone, data: { total: 1875.5, dates: { pickup: '2031-02-03' } } });
  expect([second.status, second.body]).toEqual([200, { leadId: lead.id, captureId: expect.any(String), joined: true }]);
  expect(await leadOf(lead.id)).toMatchObject({ phone, estimatedValue: '1875.50', value: '1875.50', data: { total: 1875.5 } });
  const { data } = await capturesOf(lead.id);
  expect(data).toMatchObject([
    { source: 'quote', estimatedValue: '1875.50', valueStated: true, joined: true, phone, data: { dates: { pickup: '2031-02-03' } } },
    { source: 'load_plan', estimatedValue: '500.00', valueStated: false, joined: false, company },
  ]);
  const { body: timeline } = await owner.get(`/leads/${lead.id}/timeline`);
  expect((timeline.data as { type: string }[]).map(({ type }) => type)).toEqual(['lead.captured', 'lead.updated', 'lead.captured', 'lead.created']);
});

test('the same company is found however it is written, the same phone and email too', async () => {
  const name = fresh('Étoile Fret');
  const { body: { leadId } } = await capture({ company: `${name}, Ltd.`, email: 'Ops@Etoile.Test', phone: '0712 000 111' });
  expect((await capture({ company: `  ETOILE   fret ${count} LTD ` })).body.leadId).toBe(leadId);
  expect((await capture({ company: fresh('Another name'), phone: '+254712000111' })).body.leadId).toBe(leadId);
  expect((await capture({ email: 'ops@etoile.test' })).body.leadId).toBe(leadId);
  expect((await capture({ company: fresh('Somebody else'), phone: freshPhone(), email: `${count}@else.test` })).body.joined).toBe(false);
});

test('of several leads the one with the phone is joined, before the company’s', async () => {
  const company = fresh('Twofold');
  const phone = freshPhone();
  const byPhone = await capture({ company: fresh('Elsewhere'), phone });
  const byCompany = await capture({ company });
  expect((await capture({ company, phone })).body.leadId).toBe(byPhone.body.leadId);
  expect((await capture({ company })).body.leadId).toBe(byCompany.body.leadId);
});

test.each([
  ['somebody did something with', async (id: string) => {
    await owner.post('/activities', { leadId: id, type: 'call', outcome: 'answered' });
  }],
  ['was lost', async (id: string) => {
    await owner.post(`/leads/${id}/move`, { stageId: desk.lostStageId, lostReason: 'No coverage' });
  }],
  ['was deleted', async (id: string) => { await owner.delete(`/leads/${id}`); }],
])('a lead that %s is not joined', async (_, happen) => {
  const company = fresh('Changed');
  const { body: { leadId } } = await capture({ company });
  await happen(leadId);
  const again = await capture({ company });
  expect([again.status, again.body.leadId === leadId]).toEqual([201, false]);
});

test('claiming a lead does not end its joining, the window does', async () => {
  const company = fresh('Windowed');
  const sales = await desk.organization.signIn('sales');
  const { body: { leadId } } = await capture({ company });
  await sales.post(`/leads/${leadId}/claim`);
  server.clock.advance(59 * 60_000);
  expect((await capture({ company })).body.leadId).toBe(leadId);
  server.clock.advance(2 * 60_000);
  expect((await capture({ company })).body.joined).toBe(false);
  const { body: { version } } = await owner.get('/organization');
  expect((await owner.patch('/organization', { captureWindowMinutes: 180 }, { headers: { 'if-match': `"${version}"` } })).status).toBe(200);
  expect((await capture({ company })).body.leadId).toBe(leadId);
  await owner.patch('/organization', { captureWindowMinutes: 60 });
});

test('where a phone may stand on one open lead only, that one is joined however old and busy it is', async () => {
  const phone = freshPhone();
  const lead = await desk.add(owner, { name: 'Known', phone });
  await owner.post('/activities', { leadId: lead.id, type: 'call', outcome: 'answered' });
  server.clock.advance(5 * 3_600_000);
  const { status, body } = await capture({ company: fresh('Late'), phone });
  expect([status, body.leadId, body.joined]).toEqual([200, lead.id, true]);
});

test('an order that was not finished is urgent, and keeps what is more urgent', async () => {
  const company = fresh('Cart');
  const { body: { leadId } } = await capture({ source: 'order_attempt', company, data: { orderTotal: '12000' } });
  expect(await leadOf(leadId)).toMatchObject({ priority: 'high', estimatedValue: '12000.00', followUpNote: 'Did not finish an order: get in touch' });
  const { body: { data: today } } = await owner.get(`/leads?q=${encodeURIComponent(company)}`);
  expect(today[0].followUp.state).not.toBe('later');
  const other = await capture({ company: fresh('Already urgent') });
  await owner.patch(`/leads/${other.body.leadId}`, { priority: 'urgent' });
  const { companyName } = await leadOf(other.body.leadId);
  await capture({ source: 'order_attempt', company: companyName });
  expect(await leadOf(other.body.leadId)).toMatchObject({ priority: 'urgent', estimatedValue: '500.00' });
});

test('an estimate that a person wrote stays, one from captures follows them', async () => {
  const company = fresh('Estimated');
  const { body: { leadId } } = await capture({ company, estimatedValue: '300' });
  await capture({ company, estimatedValue: '200' });
  expect((await leadOf(leadId)).estimatedValue).toBe('300.00');
  await capture({ company, estimatedValue: '450.5' });
  expect((await leadOf(leadId)).estimatedValue).toBe('450.50');
  await owner.patch(`/leads/${leadId}`, { estimatedValue: '90' });
  await capture({ company, estimatedValue: '1000' });
  expect((await leadOf(leadId)).estimatedValue).toBe('90.00');
});

test('a location share is worth what this customer’s earlier captures were', async () => {
  const other = await openCaptureDesk(server);
  const share = async (company: string) => {
    const { body } = await capture({ source: 'location_share', company, data: { lat: -1.2 } }, other.owner);
    return ((await other.owner.get(`/leads/${body.leadId as string}/captures`)).body.data as { estimatedValue: string | null }[])[0]!.estimatedValue;
  };
  expect(await share('Nobody before')).toBeNull();
  await capture({ company: 'Regular', estimatedValue: '100' }, other.owner);
  await capture({ company: 'Regular', estimatedValue: '200' }, other.owner);
  expect(await share('Regular')).toBe('150.00');
  expect(await share('Newcomer')).toBe('150.00');
});

test('fields that people have to fill in are not asked of a machine, whoever’s token it has', async () => {
  const other = await openCaptureDesk(server);
  await other.organization.inOrg(({ rows, organizationId }) =>
    rows("update lead_fields set is_required = true where organization_id = $1 and name = 'city'", [organizationId]));
  const { body: { token } } = await other.owner.post('/api-tokens', { name: 'Planner', scopes: ['lead-captures:write'] });
  const headers = { authorization: `Bearer ${token as string}` };
  const { status, body } = await capture({ company: 'By token' }, server.stranger, headers);
  expect(status).toBe(201);
  expect(await server.stranger.get('/leads', { headers })).toBeProblem(403, 'not_allowed');
  expect(((await other.owner.get(`/leads/${body.leadId as string}/captures`)).body.data)[0].capturedBy).toBe('Olive Owner');
  const manager = await other.organization.signIn('manager');
  const { body: captured } = await capture({ company: 'By a manager' }, manager);
  expect((await other.owner.get(`/leads/${captured.leadId as string}`)).body.ownerId).toBeNull();
});

test('the same external reference answers what it answered first', async () => {
  const company = fresh('Referenced');
  const externalRef = { source: 'planner', reference: fresh('run') };
  const first = await capture({ company, externalRef });
  const again = await capture({ company, externalRef, estimatedValue: '9999' });
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  expect((await capturesOf(first.body.leadId)).data).toHaveLength(1);
});

test('what cannot be a capture is refused by its place', async () => {
  expect((await capture({ company: 'X', source: 'unheard_of' })).body.errors).toMatchObject([{ pointer: '/source' }]);
  expect((await capture({ company: 'X', phone: 'call me' })).body.errors).toMatchObject([{ pointer: '/phone' }]);
  expect(await capture({})).toBeProblem(422, 'invalid_fields');
  let deep: object = {};
  for (let level = 0; level < 2000; level += 1) deep = { deep };
  for (const data of [deep, { list: Array.from({ length: 600 }, () => 1) }, { text: 'x'.repeat(20_001) }, { 'no\0': 1 }]) {
    const { status, body } = await capture({ company: 'X', data }, owner, { 'idempotency-key': fresh('key').replace(' ', '-') });
    expect([status, body.errors[0].pointer]).toEqual([400, '/data']);
  }
});
