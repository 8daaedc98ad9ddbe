import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

test('a source is added at the end and leads can come by it until it is switched off', async () => {
  const { owner } = await server.makeOrganization();
  const { body: made } = await owner.post('/lead-sources', { code: 'radio', name: 'Radio' });
  expect(made).toMatchObject({ code: 'radio', name: 'Radio', position: 11, isActive: true, version: 1 });
  expect((await owner.post('/leads', { name: 'Heard us', source: 'radio' })).status).toBe(201);
  expect((await owner.patch(`/lead-sources/${made.id}`, { isActive: false })).body).toMatchObject({ isActive: false, version: 2 });
  expect(await owner.post('/leads', { name: 'Too late', source: 'radio' })).toBeProblem(422, 'invalid_fields');
  expect((await owner.get('/lead-sources')).body.data).toHaveLength(12);
});

test('codes and names are each used once', async () => {
  const { owner } = await server.makeOrganization();
  expect(await owner.post('/lead-sources', { code: 'website', name: 'Our site' })).toBeProblem(409, 'code_taken');
  expect(await owner.post('/lead-sources', { code: 'site', name: 'Website' })).toBeProblem(409, 'name_taken');
  const { body: { data: [first] } } = await owner.get('/lead-sources');
  expect(await owner.patch(`/lead-sources/${first.id}`, { name: 'Website' })).toBeProblem(409, 'name_taken');
});

test('only admins change them, each organization its own', async () => {
  const { owner, signIn } = await server.makeOrganization();
  const other = await server.makeOrganization();
  const { body: { data: [first] } } = await owner.get('/lead-sources');
  expect(await (await signIn('manager')).patch(`/lead-sources/${first.id}`, { isActive: false })).toBeProblem(403, 'not_allowed');
  expect(await other.owner.patch(`/lead-sources/${first.id}`, { isActive: false })).toBeProblem(404, 'not_found');
  expect(await owner.patch(`/lead-sources/${first.id}`, { isActive: false }, { headers: { 'if-match': '"9"' } })).toBeProblem(412, 'stale');
});
