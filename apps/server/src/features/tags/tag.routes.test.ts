import type { Tag } from '@lastmile/contracts';
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

const add = async (name: string, more: object = {}): Promise<Tag> => (await owner.post('/tags', { name, ...more })).body as Tag;
const names = async (): Promise<string[]> => ((await owner.get('/tags')).body.data as Tag[]).map(({ name }) => name);

test('a tag is added at the end, with a colour that is not used yet where none is named', async () => {
  const [first, second] = [await add(' High value ', { color: 'petrol' }), await add('SMB')];
  expect(first).toMatchObject({ name: 'High value', color: 'petrol', position: 0, version: 1 });
  expect(second).toMatchObject({ position: 1, color: 'blue' });
  expect(await names()).toEqual(['High value', 'SMB']);
});

test('names are unique whatever their case, also when two people write one at once', async () => {
  const tag = await add('VIP');
  expect(await owner.post('/tags', { name: 'vip' })).toBeProblem(409, 'name_taken');
  const other = await add('Estate');
  expect(await owner.patch(`/tags/${other.id}`, { name: 'ViP' })).toBeProblem(409, 'name_taken');
  expect((await owner.patch(`/tags/${tag.id}`, { name: 'vip' })).body).toMatchObject({ name: 'vip', version: 2 });
  const both = await Promise.all([owner.post('/tags', { name: 'Same' }), owner.post('/tags', { name: 'SAME' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('tags are ordered in one call that names each of them once', async () => {
  const made = [await add('A'), await add('B'), await add('C')];
  const [a, b, c] = made.map(({ id }) => id) as [string, string, string];
  const { body } = await owner.put('/tags', { tagIds: [c, a, b] });
  expect((body.data as Tag[]).map(({ name, position }) => [name, position])).toEqual([['C', 0], ['A', 1], ['B', 2]]);
  expect(await owner.put('/tags', { tagIds: [c, a] })).toBeProblem(422, 'invalid_fields');
  expect((await owner.put('/tags', { tagIds: [c, a, organization.organizationId] })).body.errors[0].pointer).toBe('/tagIds/2');
  expect(await names()).toEqual(['C', 'A', 'B']);
});

test('who works on leads may add a tag; renaming, ordering and deleting are for managers and admins', async () => {
  const sales = await organization.signIn('sales');
  const { status, body: tag } = await sales.post('/tags', { name: 'From the road' });
  expect(status).toBe(201);
  expect(await sales.patch(`/tags/${tag.id}`, { name: 'Mine' })).toBeProblem(403, 'not_allowed');
  expect(await sales.delete(`/tags/${tag.id}`)).toBeProblem(403, 'not_allowed');
  const manager = await organization.signIn('manager');
  expect((await manager.patch(`/tags/${tag.id}`, { color: 'red' }, { headers: { 'if-match': '"1"' } })).body).toMatchObject({ color: 'red', version: 2 });
  expect(await manager.patch(`/tags/${tag.id}`, { color: 'blue' }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
  expect(await (await organization.signIn('viewer')).post('/tags', { name: 'No' })).toBeProblem(403, 'not_allowed');
});

test('deleting says how many leads had it, takes it from them, and leaves the other tags', async () => {
  const [going, staying] = [await add('Going'), await add('Staying')];
  const tagIds = [going.id, staying.id];
  const leads = await Promise.all(['One', 'Two'].map(async (name) => (await owner.post('/leads', { name, tagIds })).body.id as string));
  const gone = (await owner.post('/leads', { name: 'Deleted', tagIds })).body.id as string;
  await owner.delete(`/leads/${gone}`);
  expect((await owner.get('/tags?count=true')).body.data).toMatchObject([{ name: 'Going', leadCount: 2 }, { leadCount: 2 }]);
  expect((await owner.delete(`/tags/${going.id}`)).body).toEqual({ leadCount: 2 });
  expect(await owner.delete(`/tags/${going.id}`)).toBeProblem(404, 'not_found');
  for (const id of leads) expect((await owner.get(`/leads/${id}`)).body.tags).toMatchObject([{ name: 'Staying' }]);
  const { body: restored } = await owner.post(`/leads/${gone}/restore`);
  expect(restored.tags).toMatchObject([{ name: 'Staying' }]);
});
