import type { LeadView } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let manager: SignedInClient;
let sales: SignedInClient;
let viewer: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  manager = await organization.signIn('manager');
  sales = await organization.signIn('sales');
  viewer = await organization.signIn('viewer');
});
afterAll(() => server.stop());

let made = 0;
const body = (more: object = {}) => ({ name: `View ${(made += 1)}`, layout: 'table', filters: { city: 'Nairobi', status: 'new' }, ...more });
const add = async (by: SignedInClient, more: object = {}): Promise<LeadView> => {
  const { status, body: view } = await by.post('/lead-views', body(more));
  expect([status, view]).toEqual([201, expect.anything()]);
  return view as LeadView;
};
const listed = async (by: SignedInClient): Promise<LeadView[]> => (await by.get('/lead-views')).body.data as LeadView[];
const sees = async (by: SignedInClient, { id }: LeadView) => (await listed(by)).some((view) => view.id === id);

test('everybody starts from the built-in views, which nobody changes', async () => {
  const views = await listed(viewer);
  expect(views.slice(0, 6).map(({ name, isBuiltIn, canEdit }) => [name, isBuiltIn, canEdit])).toEqual(
    ['All', 'All open', 'Mine', 'Unclaimed', 'Overdue', 'Quiet'].map((name) => [name, true, false]));
  expect(await owner.patch('/lead-views/mine', { name: 'Ours' })).toBeProblem(400, 'malformed');
});

test('a view comes back as it was kept, and only its owner sees it', async () => {
  const view = await add(sales, { name: '  Hot in town ', sort: '-value', columns: ['phone', 'customFields.building'] });
  expect(view).toMatchObject({
    name: 'Hot in town', layout: 'table', filters: { city: 'Nairobi', status: 'new' }, sort: '-value', columns: ['phone', 'customFields.building'],
    isShared: false, isBuiltIn: false, ownerId: sales.user.id, canEdit: true, version: 1,
  });
  expect([await sees(sales, view), await sees(owner, view), await sees(viewer, view)]).toEqual([true, false, false]);
  for (const by of [owner, manager, viewer]) {
    expect(await by.patch(`/lead-views/${view.id}`, { name: 'Taken' })).toBeProblem(404, 'not_found');
    expect(await by.delete(`/lead-views/${view.id}`)).toBeProblem(404, 'not_found');
  }
});

test('another organization’s view does not exist, shared or not', async () => {
  const view = await add(manager, { isShared: true });
  const { owner: stranger } = await server.makeOrganization();
  expect(await sees(stranger, view)).toBe(false);
  expect(await stranger.patch(`/lead-views/${view.id}`, { name: 'Mine' })).toBeProblem(404, 'not_found');
  expect(await stranger.delete(`/lead-views/${view.id}`)).toBeProblem(404, 'not_found');
  expect(await stranger.put('/lead-views', { viewIds: [view.id] })).toBeProblem(422, 'invalid_fields');
});

test('managers and admins share, and change what is shared; others look and leave it', async () => {
  for (const by of [sales, viewer]) {
    expect(await by.post('/lead-views', body({ isShared: true }))).toBeProblem(403, 'not_allowed');
    expect(await by.patch(`/lead-views/${(await add(by)).id}`, { isShared: true })).toBeProblem(403, 'not_allowed');
  }
  const view = await add(manager);
  expect((await manager.patch(`/lead-views/${view.id}`, { isShared: true })).body).toMatchObject({ isShared: true, version: 2 });
  expect((await listed(sales)).find(({ id }) => id === view.id)).toMatchObject({ canEdit: false, ownerName: manager.user.name });
  expect(await sales.patch(`/lead-views/${view.id}`, { name: 'Ours' })).toBeProblem(403, 'not_allowed');
  expect(await sales.delete(`/lead-views/${view.id}`)).toBeProblem(403, 'not_allowed');
  expect((await owner.patch(`/lead-views/${view.id}`, { name: 'Everybody’s' })).body.name).toBe('Everybody’s');
  expect(await owner.patch(`/lead-views/${view.id}`, { isShared: false })).toBeProblem(403, 'not_allowed');
  expect((await manager.patch(`/lead-views/${view.id}`, { isShared: false })).body.isShared).toBe(false);
  expect(await sees(sales, view)).toBe(false);
});

test('a change names what changes, and one that is overtaken says so', async () => {
  const view = await add(sales);
  expect((await sales.patch(`/lead-views/${view.id}`, { filters: { status: 'new', city: 'Nairobi' }, layout: 'table' })).body.version).toBe(1);
  expect((await sales.patch(`/lead-views/${view.id}`, { filters: { hasPhone: 'true' } })).body).toMatchObject({ filters: { hasPhone: 'true' }, version: 2 });
  expect(await sales.patch(`/lead-views/${view.id}`, { layout: 'board' }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
  expect(await sales.post('/lead-views', body({ name: (await add(sales, { name: 'Twice' })).name.toUpperCase() }))).toBeProblem(409, 'name_taken');
  expect(await sales.patch(`/lead-views/${view.id}`, { name: 'TWICE' })).toBeProblem(409, 'name_taken');
  await add(manager, { name: 'Twice' });
  expect((await sales.delete(`/lead-views/${view.id}`)).status).toBe(204);
  expect(await sales.delete(`/lead-views/${view.id}`)).toBeProblem(404, 'not_found');
});

test.each([
  [{ filters: { colour: 'blue' } }, '/filters/colour'], [{ filters: { createdAt: '2026-02-30' } }, '/filters/createdAt'],
  [{ filters: { 'customFields.never': 'x' } }, '/filters/customFields.never'], [{ sort: 'name' }, '/sort'], [{ layout: 'list' }, '/layout'], [{ name: '  ' }, '/name'],
  [{ columns: ['phone', 'phone'] }, '/columns'], [{ filters: { ownerId: '-'.repeat(36) } }, '/filters/ownerId'],
])('%j is refused by its place', async (more, pointer) => {
  const refused = await sales.post('/lead-views', body(more));
  expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, pointer]);
});

test('a view that asks about somebody or something of another organization, or of none, is not kept', async () => {
  const { owner: stranger } = await server.makeOrganization();
  const { body: { data: [theirs] } } = await stranger.get('/pipelines');
  const refused = await sales.post('/lead-views', body({ filters: { pipelineId: theirs.id, ownerId: `me,none,${stranger.user.id}` } }));
  expect(refused).toBeProblem(422, 'invalid_fields');
  expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/filters/pipelineId', '/filters/ownerId']);
  expect((await add(sales, { filters: { ownerId: `me,none,${owner.user.id}` } })).filters).toEqual({ ownerId: `me,none,${owner.user.id}` });
});

test('views change places among themselves and move nobody else’s', async () => {
  const organizer = await organization.signIn('sales');
  const mine = [await add(organizer), await add(organizer), await add(organizer)];
  const shared = await add(owner, { isShared: true });
  const others = await listed(sales);
  const [a, b, c] = mine.map(({ id }) => id) as [string, string, string];
  expect((await organizer.put('/lead-views', { viewIds: [c, a] })).status).toBe(200);
  expect((await listed(organizer)).filter(({ ownerId }) => ownerId === organizer.user.id).map(({ id }) => id)).toEqual([c, b, a]);
  expect(await listed(sales)).toEqual(others);
  expect((await organizer.put('/lead-views', { viewIds: [a, shared.id] })).body.errors[0].pointer).toBe('/viewIds/1');
});

test('counts say what each view has for who asks, and one that asks about what is gone keeps no other from being counted', async () => {
  const counted = await server.makeOrganization();
  const seller = await counted.signIn('sales');
  const all = await counted.owner.post('/lead-views', body({ filters: { city: 'nairobi' }, isShared: true })).then(({ body: view }) => view as LeadView);
  const { body: field } = await counted.owner.post('/lead-fields', { label: 'Building', type: 'text' });
  const gone = await counted.owner.post('/lead-views', body({ filters: { [`customFields.${field.name}`]: 'x' }, isShared: true })).then(({ body: view }) => view as LeadView);
  const { body: second } = await counted.owner.post('/pipelines', { name: 'Business' });
  const lead = (more: object) => counted.owner.post('/leads', { name: 'Lead', city: 'Nairobi', ...more });
  await Promise.all([lead({ ownerId: null }), lead({ ownerId: seller.user.id }), lead({ ownerId: counted.owner.user.id }), lead({ ownerId: null, pipelineId: second.id })]);
  const counts = async (by: SignedInClient, query = ''): Promise<{ [id: string]: number | null }> =>
    Object.fromEntries(((await by.get(`/lead-views/counts${query}`)).body.data as { id: string; count: number | null }[]).map(({ id, count }) => [id, count]));
  expect(await counts(counted.owner)).toMatchObject({ all_open: 4, mine: 1, unclaimed: 2, overdue: 0, [all.id]: 4, [gone.id]: 0 });
  expect(await counts(seller)).toMatchObject({ all_open: 3, mine: 1, unclaimed: 2, [all.id]: 3 });
  expect(await counts(seller, `?pipelineId=${second.id}`)).toMatchObject({ all_open: 1, mine: 0, unclaimed: 1, [all.id]: 1 });
  await counted.owner.delete(`/lead-fields/${field.id}`);
  expect(await counts(seller)).toMatchObject({ all_open: 3, [all.id]: 3, [gone.id]: null });
});
