import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
});
afterAll(() => server.stop());

interface Hit { kind: string; id: string; title: string; number: string }
const search = async (typed: string, { by = owner, more = '' }: { by?: SignedInClient; more?: string } = {}) =>
  (await by.get(`/search?q=${encodeURIComponent(typed)}${more}`)).body.data as Hit[];
const add = async (lead: object) => (await owner.post('/leads', lead)).body as { id: string; number: string };

/** Makes a subscriber of a lead, as people do. */
async function convert(id: string): Promise<string> {
  const { body: { planHash } } = await owner.post(`/leads/${id}/conversion-plan`, { type: 'active_without_invoice' });
  return (await owner.post(`/leads/${id}/conversion`, { planHash, type: 'active_without_invoice' })).body.subscriberId as string;
}

test('leads and subscribers are found together, each with what tells it from others', async () => {
  const { body: offer } = await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10 });
  const lead = await add({ name: 'José Ñandú', phone: '0712 345 678', location: 'Kilimani', city: 'Nairobi', offerId: offer.id });
  const subscriberId = await convert(lead.id);
  for (const typed of ['jose', 'jo', 'ÑAN', '0712 345 678', '+254 712 345678', '254712345678', '(0712) 345-678', '712.345.678', 'kilimani']) {
    expect([typed, await search(typed)]).toEqual([typed, [
      { kind: 'lead', id: lead.id, number: lead.number, title: 'José Ñandú', detail: 'Kilimani', phone: '+254712345678', status: 'won', aside: 'Won' },
      { kind: 'subscriber', id: subscriberId, number: 'S-000001', title: 'José Ñandú', detail: 'Kilimani', phone: '+254712345678', status: null, aside: 'Home 20' },
    ]]);
  }
  expect((await search('S-000001')).map(({ id }) => id)).toEqual([subscriberId]);
  expect((await search(lead.number)).map(({ id }) => id)).toEqual([lead.id]);
});

test('the newest come first, and no more than asked for', async () => {
  for (const name of ['Oldest Kamau', 'Older Kamau', 'New Kamau']) await add({ name });
  expect((await search('kamau')).map(({ title }) => title)).toEqual(['New Kamau', 'Older Kamau', 'Oldest Kamau']);
  expect((await search('kamau', { more: '&limit=2' })).map(({ title }) => title)).toEqual(['New Kamau', 'Older Kamau']);
});

test('a deleted lead is not found until it is restored', async () => {
  const { id } = await add({ name: 'Vanishing' });
  await owner.delete(`/leads/${id}`);
  expect(await search('vanishing')).toEqual([]);
  await owner.post(`/leads/${id}/restore`);
  expect(await search('vanishing')).toHaveLength(1);
});

test('a lead is found by what it is called now, no longer by what it was called', async () => {
  const { id } = await add({ name: 'Before', city: 'Mombasa' });
  await owner.patch(`/leads/${id}`, { name: 'Afterwards' });
  expect(await search('before')).toEqual([]);
  expect((await search('afterwards')).map((hit) => hit.id)).toEqual([id]);
});

test('everybody finds what they may see, and nothing of another organization', async () => {
  const lead = await add({ name: 'Shared Word' });
  await convert(lead.id);
  const kinds = async (by: SignedInClient) => (await search('shared word', { by })).map(({ kind }) => kind);
  expect(await kinds(await organization.signIn('warehouse'))).toEqual(['subscriber']);
  expect(await kinds(await organization.signIn('viewer'))).toEqual(['lead', 'subscriber']);
  expect(await kinds((await server.makeOrganization()).owner)).toEqual([]);
  expect(await server.stranger.get('/search?q=shared')).toBeProblem(401, 'not_signed_in');
});

test.each(["'; drop table leads; --", '%', '_', '\\', '%%%%', '\u202e', '🙂', '   ', '....', '((('])('%j is looked for like any other text', async (typed) => {
  expect((await owner.get(`/search?q=${encodeURIComponent(typed)}`)).status).toBe(200);
});
