import type { Offer } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
});

const basic = { name: 'Home 20', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10 };
const add = async (fields: object = {}) => (await owner.post('/offers', { ...basic, ...fields })).body as Offer;

test('a package begins with what was said, and with nothing where nothing was', async () => {
  const full = { ...basic, description: 'For a family', monthlyPrice: '2499.5', setupFee: '1000', taxRate: '8', isPublic: true, routerProfile: '20M' };
  const made = await add(full);
  expect(made).toMatchObject({ ...full, monthlyPrice: '2499.50', setupFee: '1000.00', taxRate: '8.00', isActive: true, version: 1 });
  expect((await owner.get(`/offers/${made.id}`)).body).toEqual(made);
  expect(await add({ name: 'Plain' })).toMatchObject({ description: null, setupFee: '0.00', taxRate: null, isPublic: false, routerProfile: null });
});

test('the price with tax is at its own rate, else at the organization’s, to the cent', async () => {
  await organization.inOrg(({ rows, organizationId }) => rows('update organization_settings set tax_rate = 16 where organization_id = $1', [organizationId]));
  const withTax = async (monthlyPrice: string, taxRate?: string) => (await add({ name: `${monthlyPrice} ${taxRate}`, monthlyPrice, taxRate })).monthlyPriceWithTax;
  expect(await withTax('2500')).toBe('2900.00');
  expect(await withTax('2500', '0')).toBe('2500.00');
  expect(await withTax('0.03', '16')).toBe('0.03');
  expect(await withTax('0.10', '5')).toBe('0.11');
  expect(await withTax('19.99', '7.7')).toBe('21.53');
});

test('a name is taken once in an organization', async () => {
  const first = await add();
  const refused = await owner.post('/offers', basic);
  expect(refused).toBeProblem(409, 'name_taken');
  expect(refused.body.errors[0].pointer).toBe('/name');
  const second = await add({ name: 'Home 50' });
  expect(await owner.patch(`/offers/${second.id}`, { name: 'Home 20' })).toBeProblem(409, 'name_taken');
  expect((await owner.patch(`/offers/${first.id}`, { name: 'Home 20' })).status).toBe(200);
  const other = await server.makeOrganization();
  expect((await other.owner.post('/offers', basic)).status).toBe(201);
  const made = await Promise.all(Array.from({ length: 5 }, () => owner.post('/offers', { ...basic, name: 'At once' })));
  expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
});

test('a change touches what it names, and one that changes nothing counts no version', async () => {
  const made = await add();
  const { body } = await owner.patch(`/offers/${made.id}`, { uploadMbps: 20 });
  expect(body).toEqual({ ...made, uploadMbps: 20, version: 2 });
  expect((await owner.patch(`/offers/${made.id}`, { monthlyPrice: '2500', setupFee: '0', uploadMbps: 20 })).body).toEqual(body);
  const stale = await owner.patch(`/offers/${made.id}`, { uploadMbps: 30 }, { headers: { 'if-match': '"1"' } });
  expect(stale).toBeProblem(412, 'stale');
  expect(stale.body.current).toEqual(body);
});

test('a withdrawn package is no longer offered and stays on the leads that have it', async () => {
  const { id } = await add({ isPublic: true });
  const { body: lead } = await owner.post('/leads', { name: 'Mary', offerId: id });
  expect((await owner.delete(`/offers/${id}`)).status).toBe(204);
  expect((await owner.get(`/offers/${id}`)).body).toMatchObject({ isActive: false, isPublic: false });
  expect((await owner.get(`/leads/${lead.id}`)).body).toMatchObject({ offerId: id, offerName: 'Home 20', value: '2500.00' });
  const ids = async (query: string) => (await owner.get(`/offers?${query}`)).body.data.map((offer: Offer) => offer.id) as string[];
  expect([await ids('isActive=true'), await ids('isActive=false'), await ids('')]).toEqual([[], [id], [id]]);
  expect((await owner.patch(`/offers/${id}`, { isActive: true })).body.isActive).toBe(true);
});

test('a new price changes no lead that was made at the old one until it is written', async () => {
  const { id } = await add();
  const { body: lead } = await owner.post('/leads', { name: 'Mary', offerId: id });
  await owner.patch(`/offers/${id}`, { monthlyPrice: '3000' });
  expect((await owner.get(`/leads/${lead.id}`)).body.value).toBe('2500.00');
  expect((await owner.patch(`/leads/${lead.id}`, { city: 'Nairobi' })).body.value).toBe('3000.00');
});

test('the list goes from slow to fast and covers each exactly once, page by page', async () => {
  for (const [name, downloadMbps] of [['B', 50], ['A', 20], ['A too', 20], ['C', 1000], ['A again', 20]] as const) await add({ name, downloadMbps });
  const found: Offer[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: { body: { data: Offer[]; nextCursor: string | null } } = await owner.get(`/offers?limit=2${cursor && `&cursor=${cursor}`}`);
    found.push(...body.data);
    cursor = body.nextCursor;
  }
  expect(found.map(({ downloadMbps }) => downloadMbps)).toEqual([20, 20, 20, 50, 1000]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(5);
});

test('what cannot be a package is refused by its place, and only admins change them', async () => {
  const refused = await owner.post('/offers', { ...basic, name: ' ', monthlyPrice: '-1', setupFee: '1.234', downloadMbps: 0, taxRate: '100', speed: 1 });
  expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual(
    ['/downloadMbps', '/monthlyPrice', '/name', '/setupFee', '/speed', '/taxRate']);
  const { id } = await add();
  const sales = await organization.signIn('sales');
  expect((await sales.get(`/offers/${id}`)).status).toBe(200);
  expect(await sales.patch(`/offers/${id}`, { monthlyPrice: '1' })).toBeProblem(403, 'not_allowed');
  for (const reply of [await owner.get(`/offers/${newId()}`), await owner.patch(`/offers/${newId()}`, { name: 'X' }), await owner.delete(`/offers/${newId()}`)]) {
    expect(reply).toBeProblem(404, 'not_found');
  }
});
