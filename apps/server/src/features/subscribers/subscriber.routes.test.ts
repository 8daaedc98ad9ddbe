import type { SubscriberRow } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { createSubscriber, createSubscription } from './index.ts';
import type { NewSubscriber } from './subscriber.entity.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
});

const nothing: NewSubscriber = {
  name: 'Nobody', companyName: null, phone: null, email: null, billingEmail: null, street: null, unitNumber: null, city: null, zipCode: null, location: null,
  installationAddress: null, latitude: null, longitude: null, status: 'active', leadId: null,
};
const add = (fields: Partial<NewSubscriber>) => organization.inOrg((scope) => createSubscriber(scope, { ...nothing, ...fields }));

async function everyPage(query: string): Promise<SubscriberRow[]> {
  const found: SubscriberRow[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: { body: { data: SubscriberRow[]; nextCursor: string | null } } = await owner.get(`/subscribers?${query}${cursor && `&cursor=${cursor}`}`);
    found.push(...body.data);
    cursor = body.nextCursor;
  }
  return found;
}

test('the list goes from new to old and covers each exactly once, those of one moment too', async () => {
  const ids = await organization.inOrg(async (scope) => {
    const made: string[] = [];
    for (let index = 0; index < 9; index += 1) made.push((await createSubscriber(scope, { ...nothing, name: `Subscriber ${index}` })).id);
    return made;
  });
  const { id: newest } = await add({ name: 'Newest' });
  const found = (await everyPage('limit=2')).map(({ id }) => id);
  expect(found).toEqual([newest, ...ids.toSorted().toReversed()]);
});

test('it is narrowed by status and counted when asked', async () => {
  await add({ name: 'Active' });
  await add({ name: 'New', status: 'new' });
  await add({ name: 'New too', status: 'new' });
  const { body } = await owner.get('/subscribers?status=new&limit=1&count=true');
  expect([body.data.map(({ name }: SubscriberRow) => name), body.count]).toEqual([['New too'], 2]);
  expect((await everyPage('status=new&limit=1')).map(({ name }) => name)).toEqual(['New too', 'New']);
  expect((await owner.get('/subscribers')).body).not.toHaveProperty('count');
  expect((await owner.get('/subscribers?status=gone')).body.errors[0].pointer).toBe('/query/status');
  expect(await owner.get('/subscribers?cursor=eA')).toBeProblem(400, 'bad_cursor');
});

test('a search finds one by name, phone, place and number, and counts what it finds', async () => {
  const { number } = await add({ name: 'José Ñandú', companyName: 'Fibre Café', phone: '+254712345678', email: 'jose@home.test', location: 'Kilimani', city: 'Nairobi' });
  await add({ name: 'Somebody else', phone: '+254799999999' });
  for (const typed of ['jose', 'ÑANDU', 'jo', 'cafe', '0712 345 678', '+254712345678', '712-345', 'jose@home', 'kilimani', number]) {
    const { body } = await owner.get(`/subscribers?count=true&q=${encodeURIComponent(typed)}`);
    expect([typed, body.data.map(({ name }: SubscriberRow) => name), body.count]).toEqual([typed, ['José Ñandú'], 1]);
  }
  expect((await everyPage('q=nothing')).map(({ name }) => name)).toEqual([]);
});

test('one shows its package at the price that was agreed, whatever becomes of the package', async () => {
  const { body: offer } = await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', setupFee: '1000', taxRate: '8', downloadMbps: 20, uploadMbps: 10 });
  const { id } = await add({ name: 'Mary', location: 'Kilimani', city: 'Nairobi', latitude: '-1.286389', longitude: '36.817223' });
  const subscription = { subscriberId: id, offerId: offer.id as string, status: 'active' as const, startsOn: '2031-05-04' };
  await organization.inOrg((scope) => createSubscription(scope, { ...subscription, agreedMonthlyPrice: '2250.00', agreedSetupFee: null }));
  await owner.patch(`/offers/${offer.id}`, { monthlyPrice: '9999', name: 'Renamed', downloadMbps: 999 });
  const { body, headers } = await owner.get(`/subscribers/${id}`);
  expect(headers.etag).toBe('"1"');
  expect(body).toMatchObject({ name: 'Mary', latitude: -1.286389, longitude: 36.817223, leadId: null, routerUsers: [] });
  expect(body.subscriptions).toEqual([expect.objectContaining({
    offerId: offer.id, offerName: 'Home 20', monthlyPrice: '2250.00', setupFee: '1000.00', taxRate: '8.00', downloadMbps: 20, status: 'active', startsOn: '2031-05-04',
  })]);
  expect((await owner.get('/subscribers')).body.data[0]).toMatchObject({ offerName: 'Home 20', monthlyPrice: '2250.00', place: 'Kilimani' });
});

test('one has a timeline; what is not here has none, and belongs to its organization', async () => {
  const { id, number } = await add({ name: 'Mary' });
  const { body } = await owner.get(`/subscribers/${id}/timeline`);
  expect(body.data).toMatchObject([{ type: 'subscriber.created', changes: { name: 'Mary', number } }]);
  const other = await server.makeOrganization();
  for (const path of [`/subscribers/${id}`, `/subscribers/${id}/timeline`]) expect(await other.owner.get(path)).toBeProblem(404, 'not_found');
  for (const path of [`/subscribers/${newId()}`, `/subscribers/${newId()}/timeline`]) expect(await owner.get(path)).toBeProblem(404, 'not_found');
  expect((await other.owner.get('/subscribers')).body.data).toEqual([]);
});

test('who works with subscribers sees them', async () => {
  const { id } = await add({ name: 'Mary' });
  for (const role of ['sales', 'manager', 'warehouse', 'technician', 'viewer'] as const) {
    expect((await (await organization.signIn(role)).get(`/subscribers/${id}`)).status).toBe(200);
  }
  expect(await server.stranger.get(`/subscribers/${id}`)).toBeProblem(401, 'not_signed_in');
});
