import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

test('a token is shown once, does what its scopes allow and nothing else', async () => {
  const { owner } = await server.makeOrganization();
  const made = await owner.post('/api-tokens', { name: 'Reports', scopes: ['users:read'] });
  expect(made.status).toBe(201);
  expect(made.body.token).toMatch(/^lm_/);
  const listed = await owner.get('/api-tokens');
  expect(JSON.stringify(listed.body)).not.toContain(made.body.token);
  expect(listed.body.data).toMatchObject([{ id: made.body.id, name: 'Reports', scopes: ['users:read'] }]);
  expect((await server.stranger.get('/users', bearer(made.body.token))).status).toBe(200);
  expect(await server.stranger.get('/pipelines', bearer(made.body.token))).toBeProblem(403, 'not_allowed');
});

test('a token never has more than who makes it: each excess scope is named', async () => {
  const { signIn } = await server.makeOrganization();
  const sales = await signIn('sales');
  const reply = await sales.post('/api-tokens', { name: 'x', scopes: ['leads:read', 'users:write', 'routers:write'] });
  expect(reply).toBeProblem(422, 'invalid_fields');
  expect(reply.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/scopes/1', '/scopes/2']);
  expect((await sales.post('/api-tokens', { name: 'x', scopes: ['*'] })).status).toBe(201);
});

test('a token does not make one with more than itself, nor one with everything', async () => {
  const { owner } = await server.makeOrganization();
  const { body: { token } } = await owner.post('/api-tokens', { name: 'maker', scopes: ['api-tokens:write', 'users:read'] });
  for (const scopes of [['*'], ['users:write']]) {
    expect(await server.stranger.post('/api-tokens', { name: 'more', scopes }, bearer(token))).toBeProblem(422, 'invalid_fields');
  }
  expect((await server.stranger.post('/api-tokens', { name: 'same', scopes: ['users:read'] }, bearer(token))).status).toBe(201);
});

test('a token loses what its owner loses', async () => {
  const { owner, signIn } = await server.makeOrganization();
  const admin = await signIn('admin');
  const { body: { token } } = await admin.post('/api-tokens', { name: 'all', scopes: ['*'] });
  expect((await server.stranger.get('/outbox', bearer(token))).status).toBe(200);
  await owner.patch(`/users/${admin.user.id}`, { role: 'sales' });
  expect(await server.stranger.get('/outbox', bearer(token))).toBeProblem(403, 'not_allowed');
});

test('a withdrawn token stops working at once, an expired one when its time comes', async () => {
  const { owner } = await server.makeOrganization();
  const first = (await owner.post('/api-tokens', { name: 'first', scopes: ['users:read'] })).body;
  expect((await server.stranger.get('/users', bearer(first.token))).status).toBe(200);
  expect((await owner.delete(`/api-tokens/${first.id}`)).status).toBe(204);
  expect(await server.stranger.get('/users', bearer(first.token))).toBeProblem(401, 'not_signed_in');
  const expiresAt = new Date(server.clock.now().getTime() + 3_600_000).toISOString();
  const second = (await owner.post('/api-tokens', { name: 'second', scopes: ['users:read'], expiresAt })).body;
  expect((await server.stranger.get('/users', bearer(second.token))).status).toBe(200);
  server.clock.advance(3_600_001);
  expect(await server.stranger.get('/users', bearer(second.token))).toBeProblem(401, 'not_signed_in');
  expect(await owner.post('/api-tokens', { name: 'late', scopes: ['users:read'], expiresAt })).toBeProblem(422, 'invalid_fields');
});

test('people reach their own tokens, an admin everybody’s, nobody those of another organization', async () => {
  const { owner, signIn } = await server.makeOrganization();
  const [one, two] = [await signIn('sales'), await signIn('sales')];
  const { body: { id } } = await one.post('/api-tokens', { name: 'mine', scopes: ['leads:read'] });
  const other = await server.makeOrganization();
  expect((await two.get('/api-tokens')).body.data).toEqual([]);
  expect(await two.delete(`/api-tokens/${id}`)).toBeProblem(404, 'not_found');
  expect(await other.owner.delete(`/api-tokens/${id}`)).toBeProblem(404, 'not_found');
  expect((await owner.get('/api-tokens')).body.data).toHaveLength(1);
  expect((await owner.delete(`/api-tokens/${id}`)).status).toBe(204);
});

test('a repeated request makes no second token and keeps the secret nowhere', async () => {
  const { owner, inOrg } = await server.makeOrganization();
  const key = { headers: { 'idempotency-key': 'token-1' } };
  const request = { name: 'once', scopes: ['users:read'] };
  const made = await owner.post('/api-tokens', request, key);
  const again = await owner.post('/api-tokens', request, key);
  expect(again).toBeProblem(409, 'token_shown_before');
  expect(again.body.id).toBe(made.body.id);
  expect(await owner.post('/api-tokens', { ...request, name: 'other' }, key)).toBeProblem(422, 'idempotency_key_reused');
  expect((await owner.get('/api-tokens')).body.data).toHaveLength(1);
  const kept = await inOrg(({ rows, organizationId }) =>
    rows('select response from idempotency_keys where organization_id = $1', [organizationId]));
  expect(JSON.stringify(kept)).not.toContain('lm_');
});
