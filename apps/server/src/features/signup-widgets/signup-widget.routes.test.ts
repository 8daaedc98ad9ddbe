import type { LeadCard } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let form: string;
beforeAll(async () => { server = await startTestServer({ rateLimit: 1_000_000 }); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization({ name: 'Tausi Fibre' });
  ({ owner } = organization);
  form = `/public/signup/${await widgetId()}`;
});

const widget = async () => (await owner.get('/signup-widgets')).body.data[0] as { id: string; publicUrl: string; pipelineId: string };
const widgetId = async () => (await widget()).id;
const leads = async () => (await owner.get('/leads')).body.data as LeadCard[];

let visitor = 0;
/** Opens the form, takes the time a person takes, and sends it from an address of its own. */
async function fillIn(answer: object, { seconds = 10, from }: { seconds?: number; from?: string } = {}) {
  visitor += 1;
  const { body: { ticket } } = await server.stranger.get(form);
  server.clock.advance(seconds * 1000);
  return server.stranger.post(form, { name: 'Wanjiru', phone: '0712 345 678', ticket, ...answer }, {
    from: from ?? `198.51.${Math.floor(visitor / 250)}.${(visitor % 250) + 1}` });
}

const offer = (changes: object = {}) => owner.post('/offers', {
  name: 'Home 20', monthlyPrice: '2500.00', setupFee: '1000.00', taxRate: '16', downloadMbps: 20, uploadMbps: 20, isPublic: true, ...changes });

test('the form shows the provider and what is on offer, with tax or without, and nothing else', async () => {
  await offer();
  await offer({ name: 'Secret', isPublic: false });
  const { body } = await server.stranger.get(form);
  expect(body).toMatchObject({
    organization: { name: 'Tausi Fibre', currency: 'KES' }, title: 'Get connected', pricesIncludeTax: true,
    offers: [{ name: 'Home 20', monthlyPrice: '2900.00', setupFee: '1160.00' }],
  });
  expect(body.offers).toHaveLength(1);
  await owner.patch(`/signup-widgets/${await widgetId()}`, { includeTax: false });
  expect((await server.stranger.get(form)).body.offers[0]).toMatchObject({ monthlyPrice: '2500.00', setupFee: '1000.00' });
  await owner.patch(`/signup-widgets/${await widgetId()}`, { showOffers: false });
  expect((await server.stranger.get(form)).body.offers).toEqual([]);
});

test('a filled-in form makes a lead where the form says, unclaimed', async () => {
  const { body: { id: offerId } } = await offer();
  const reply = await fillIn({ email: 'Wanjiru@example.test', city: 'Nakuru', offerId });
  expect(reply.status).toBe(201);
  expect(reply.body.message).toContain('Thank you');
  const [lead] = await leads();
  expect(lead).toMatchObject({ title: 'Wanjiru', phone: '+254712345678', ownerId: null, source: 'website' });
  const { body } = await owner.get(`/leads/${lead!.id}`);
  expect(body).toMatchObject({ city: 'Nakuru', offerId, pipelineId: (await widget()).pipelineId });
});

test('who is known gets the same answer as who is new, and the open lead is told', async () => {
  const first = await fillIn({ name: 'Wanjiru' });
  const again = await fillIn({ name: 'Somebody else', phone: '+254712345678' });
  expect([again.status, again.body]).toEqual([first.status, first.body]);
  const found = await leads();
  expect(found).toHaveLength(1);
  const { body } = await owner.get(`/leads/${found[0]!.id}/timeline`);
  expect(body.data[0]).toMatchObject({ type: 'lead.enquired_again', changes: { name: 'Somebody else' } });
});

test('what is sent again under its key, as after a lost reply, is one request with one answer', async () => {
  const { body: { ticket } } = await server.stranger.get(form);
  server.clock.advance(10_000);
  const answer = { name: 'Wanjiru', phone: '0712 345 678', ticket };
  const key = { headers: { 'idempotency-key': 'one-and-the-same' } };
  const post = (to: string, body: object) => server.stranger.post(to, body, { ...key, from: '203.0.113.7' });
  const first = await post(form, answer);
  const again = await post(form, answer);
  expect([again.status, again.body, again.headers['idempotent-replayed']]).toEqual([201, first.body, 'true']);
  expect(first.headers['idempotent-replayed']).toBeUndefined();
  const together = await Promise.all(Array.from({ length: 4 }, () => post(form, answer)));
  expect(together.every(({ status }) => status === 201 || status === 409)).toBe(true);
  expect(await leads()).toHaveLength(1);
  expect(await organization.eventsOf('lead.enquired_again')).toEqual([]);
  expect(await post(form, { ...answer, name: 'Somebody else' })).toBeProblem(422, 'idempotency_key_reused');
  // Another form's visitor who happens on the same key is somebody else.
  const other = await server.makeOrganization();
  const { body: { data: [foreign] } } = await other.owner.get('/signup-widgets');
  const elsewhere = await post(`/public/signup/${foreign.id}`, { ...answer, ticket: undefined });
  expect([elsewhere.status, elsewhere.headers['idempotent-replayed']]).toEqual([201, undefined]);
});

test('what was refused may be mended and sent under a key of its own, and what was refused keeps none', async () => {
  const key = { headers: { 'idempotency-key': 'mended' }, from: '203.0.113.8' };
  expect(await server.stranger.post(form, { name: 'Wanjiru', phone: 'call me maybe' }, key)).toBeProblem(422, 'invalid_fields');
  expect((await server.stranger.post(form, { name: 'Wanjiru', phone: '0712 345 678' }, key)).status).toBe(201);
  expect(await leads()).toHaveLength(1);
});

test('many at once with one phone make one lead', async () => {
  const replies = await Promise.all(Array.from({ length: 8 }, () => fillIn({ phone: '0722 000 111' })));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
  expect(await leads()).toHaveLength(1);
});

test('a provider’s own page may send an answer without a ticket', async () => {
  expect((await fillIn({ ticket: undefined }, { seconds: 0 })).status).toBe(201);
  expect(await leads()).toHaveLength(1);
});

describe('a program', () => {
  test.each([
    ['that fills in what people do not see', { website: 'https://spam.test' }, 10],
    ['that is faster than people', {}, 2.4],
    ['that makes up a ticket', { ticket: `1700000000000.${'A'.repeat(43)}` }, 10],
  ])('%s gets the usual answer and makes nothing', async (_, answer, seconds) => {
    const reply = await fillIn(answer, { seconds });
    expect(reply.status).toBe(201);
    expect(reply.body.message).toContain('Thank you');
    expect(await leads()).toEqual([]);
  });

  test('that brings the ticket of another form makes nothing', async () => {
    const other = await server.makeOrganization();
    const { body: { data: [foreign] } } = await other.owner.get('/signup-widgets');
    const { body: { ticket } } = await server.stranger.get(`/public/signup/${foreign.id}`);
    await fillIn({ ticket });
    expect(await leads()).toEqual([]);
  });

  test('that sends more than ten in ten minutes from one address is told to wait', async () => {
    const from = '203.0.113.99';
    for (let count = 0; count < 10; count += 1) expect((await fillIn({}, { from, seconds: 3 })).status).toBe(201);
    const refused = await fillIn({}, { from, seconds: 3 });
    expect(refused).toBeProblem(429, 'rate_limited');
    server.clock.advance(1000 * Number(refused.headers['retry-after']));
    expect((await fillIn({}, { from })).status).toBe(201);
  });
});

test('a field that cannot be so is named', async () => {
  expect((await fillIn({ phone: '12' })).body.code).toBe('malformed');
  const phone = await fillIn({ phone: 'call me maybe' });
  expect(phone).toBeProblem(422, 'invalid_fields');
  expect(phone.body.errors[0].pointer).toBe('/phone');
  await offer();
  await owner.patch(`/signup-widgets/${await widgetId()}`, { offerRequired: true });
  expect((await fillIn({})).body.errors[0].pointer).toBe('/offerId');
  expect((await fillIn({ offerId: organization.organizationId })).body.errors[0].pointer).toBe('/offerId');
});

test('a form that is switched off is not there, nor is one that never was', async () => {
  await owner.patch(`/signup-widgets/${await widgetId()}`, { isActive: false });
  expect(await server.stranger.get(form)).toBeProblem(404, 'not_found');
  expect(await server.stranger.post(form, { name: 'x', phone: '0712345678' })).toBeProblem(404, 'not_found');
  expect(await server.stranger.get(`/public/signup/${organization.organizationId}`)).toBeProblem(404, 'not_found');
});

test('a prospect is not turned away because the pipeline was switched off or the owner has left', async () => {
  const { user } = await organization.signIn('sales');
  const id = await widgetId();
  await owner.patch(`/signup-widgets/${id}`, { ownerId: user.id });
  await owner.patch(`/users/${user.id}`, { disabled: true });
  const { pipelineId } = await widget();
  const { body: second } = await owner.post('/pipelines', { name: 'Second', isDefault: true });
  await owner.patch(`/pipelines/${pipelineId}`, { isActive: false });
  expect((await fillIn({})).status).toBe(201);
  const [lead] = await leads();
  expect(lead!.ownerId).toBeNull();
  expect((await owner.get(`/leads/${lead!.id}`)).body.pipelineId).toBe(second.id);
});

test('settings name the public address and refuse a place that takes no leads', async () => {
  const { id, publicUrl } = await widget();
  expect(publicUrl).toMatch(new RegExp(`^http://.*/signup/${id}$`));
  const { body: { data: [opportunities] } } = await owner.get('/pipelines?kind=opportunity');
  expect(await owner.patch(`/signup-widgets/${id}`, { pipelineId: opportunities.id })).toBeProblem(422, 'invalid_fields');
  expect(await owner.patch(`/signup-widgets/${id}`, { ownerId: id })).toBeProblem(422, 'invalid_fields');
  const other = await server.makeOrganization();
  expect(await other.owner.patch(`/signup-widgets/${id}`, { title: 'Mine' })).toBeProblem(404, 'not_found');
});
