import { startTestServer, testPassword, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
});

const newPerson = (email: string, role = 'sales') => ({ name: 'Amina Noor', email, role, password: testPassword });
const login = (email: string, password: string) => server.stranger.post('/auth/login', { email, password });

test('a new person is listed and can sign in', async () => {
  const made = await owner.post('/users', newPerson('Amina@Fibre.test'));
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ email: 'amina@fibre.test', role: 'sales', disabledAt: null, version: 1 });
  expect((await owner.get('/users')).body.data.map(({ name }: { name: string }) => name)).toEqual(['Amina Noor', 'Olive Owner']);
  expect((await login('amina@fibre.test', testPassword)).status).toBe(200);
});

test('an email is used once in an organization, however it is written, and again in another one', async () => {
  const other = await server.makeOrganization();
  await owner.post('/users', newPerson('same@fibre.test'));
  expect(await owner.post('/users', newPerson('SAME@fibre.test'))).toBeProblem(409, 'email_taken');
  expect((await other.owner.post('/users', newPerson('same@fibre.test'))).status).toBe(201);
});

test('people are paged by name without gaps', async () => {
  for (const name of ['Berta', 'alma', 'Cleo']) await organization.signIn('viewer', { name });
  const names: string[] = [];
  let cursor = '';
  do {
    const { body } = await owner.get(`/users?limit=2${cursor && `&cursor=${cursor}`}`);
    names.push(...body.data.map(({ name }: { name: string }) => name));
    cursor = body.nextCursor ?? '';
  } while (cursor);
  expect(names).toEqual(['alma', 'Berta', 'Cleo', 'Olive Owner']);
});

test('somebody of another organization is not there', async () => {
  const other = await server.makeOrganization();
  expect(await owner.get(`/users/${other.owner.user.id}`)).toBeProblem(404, 'not_found');
  expect(await owner.patch(`/users/${other.owner.user.id}`, { name: 'Taken over' })).toBeProblem(404, 'not_found');
});

describe('owners', () => {
  test('are made, changed and given passwords by owners only', async () => {
    const admin = await organization.signIn('admin');
    expect(await admin.post('/users', newPerson('new@fibre.test', 'owner'))).toBeProblem(403, 'not_allowed');
    expect(await admin.patch(`/users/${owner.user.id}`, { password: 'a password of mine' })).toBeProblem(403, 'not_allowed');
    expect(await admin.patch(`/users/${admin.user.id}`, { role: 'owner' })).toBeProblem(403, 'not_allowed');
    expect((await owner.patch(`/users/${admin.user.id}`, { role: 'owner' })).body.role).toBe('owner');
  });

  test('the last one cannot be demoted or disabled', async () => {
    expect(await owner.patch(`/users/${owner.user.id}`, { role: 'admin' })).toBeProblem(409, 'last_owner');
    expect(await owner.patch(`/users/${owner.user.id}`, { disabled: true })).toBeProblem(409, 'last_owner');
    const second = await organization.signIn('owner');
    await owner.patch(`/users/${second.user.id}`, { disabled: true });
    expect(await owner.patch(`/users/${owner.user.id}`, { role: 'admin' })).toBeProblem(409, 'last_owner');
  });

  test('one stays when two demote each other at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { owner: first, signIn, inOrg } = await server.makeOrganization();
      const second = await signIn('owner');
      await Promise.all([
        first.patch(`/users/${second.user.id}`, { role: 'admin' }),
        second.patch(`/users/${first.user.id}`, { role: 'admin' }),
      ]);
      const owners = await inOrg(({ rows, organizationId }) =>
        rows(`select id from users where organization_id = $1 and role = 'owner' and disabled_at is null`, [organizationId]));
      expect(owners).toHaveLength(1);
    }
  });
});

describe('taking access away', () => {
  test.each([['disabling', { disabled: true }], ['a new password', { password: 'something else entirely' }]])(
    '%s ends the person’s sessions and API tokens at once', async (_, change) => {
      const admin = await organization.signIn('admin');
      const { body: { token } } = await admin.post('/api-tokens', { name: 'mine', scopes: ['users:read'] });
      const headers = { authorization: `Bearer ${token}` };
      // Both have just been used, so what is remembered of them has to be forgotten.
      expect((await admin.get('/auth/me')).status).toBe(200);
      expect((await server.stranger.get('/users', { headers })).status).toBe(200);
      expect((await owner.patch(`/users/${admin.user.id}`, change)).status).toBe(200);
      expect(await admin.get('/auth/me')).toBeProblem(401, 'not_signed_in');
      expect(await server.stranger.get('/users', { headers })).toBeProblem(401, 'not_signed_in');
    });

  test('a person who is enabled again signs in as before', async () => {
    const { user } = await organization.signIn('sales');
    await owner.patch(`/users/${user.id}`, { disabled: true });
    const enabled = await owner.patch(`/users/${user.id}`, { disabled: false });
    expect(enabled.body.disabledAt).toBeNull();
    expect((await login(user.email, testPassword)).status).toBe(200);
  });

  test('a changed role counts for the next request', async () => {
    const admin = await organization.signIn('admin');
    expect((await admin.get('/api-tokens')).status).toBe(200);
    await owner.patch(`/users/${admin.user.id}`, { role: 'viewer' });
    expect(await admin.get('/api-tokens')).toBeProblem(403, 'not_allowed');
  });
});

test('an API token with few scopes does not make a person who may do more', async () => {
  const { body: { token } } = await owner.post('/api-tokens', { name: 'people', scopes: ['users:read', 'users:write'] });
  const headers = { authorization: `Bearer ${token}` };
  for (const role of ['owner', 'admin', 'viewer']) {
    expect(await server.stranger.post('/users', newPerson(`${role}@fibre.test`, role), { headers })).toBeProblem(403, 'not_allowed');
  }
  expect(await server.stranger.patch(`/users/${owner.user.id}`, { password: testPassword }, { headers })).toBeProblem(403, 'not_allowed');
});

test('a stale change is refused with the current record', async () => {
  const { user } = await organization.signIn('sales');
  await owner.patch(`/users/${user.id}`, { name: 'First' }, { headers: { 'if-match': '"1"' } });
  const stale = await owner.patch(`/users/${user.id}`, { name: 'Second' }, { headers: { 'if-match': '"1"' } });
  expect(stale).toBeProblem(412, 'stale');
  expect(stale.body.current).toMatchObject({ name: 'First', version: 2 });
});

test('a team or time zone that does not exist is named', async () => {
  const teamId = organization.organizationId;
  const reply = await owner.post('/users', { ...newPerson('x@fibre.test'), teamId });
  expect(reply).toBeProblem(422, 'invalid_fields');
  expect(reply.body.errors[0].pointer).toBe('/teamId');
  const zone = await owner.patch(`/users/${owner.user.id}`, { timezone: 'Mars/Olympus' });
  expect(zone.body.errors[0].pointer).toBe('/timezone');
});

test('the password is in no event, only that it was changed', async () => {
  const { user } = await organization.signIn('sales');
  await owner.patch(`/users/${user.id}`, { password: 'a very secret password', name: 'Renamed' });
  const events = await organization.inOrg(({ rows, organizationId }) => rows<{ changes: unknown }>(
    `select changes from events where organization_id = $1 and subject_id = $2 and type = 'user.updated'`, [organizationId, user.id]));
  expect(events).toEqual([{ changes: { name: { from: 'A sales', to: 'Renamed' }, password: 'changed' } }]);
});

describe('teams', () => {
  test('are made, renamed and removed; their people stay', async () => {
    const { body: team } = await owner.post('/teams', { name: 'North' });
    const { user } = await organization.signIn('sales', { teamId: team.id });
    expect((await owner.get('/teams')).body.data).toEqual([{ id: team.id, name: 'North', members: 1, version: 1 }]);
    expect((await owner.patch(`/teams/${team.id}`, { name: 'South' })).body).toMatchObject({ name: 'South', version: 2 });
    expect((await owner.delete(`/teams/${team.id}`)).status).toBe(204);
    expect((await owner.get(`/users/${user.id}`)).body.teamId).toBeNull();
    expect(await owner.delete(`/teams/${team.id}`)).toBeProblem(404, 'not_found');
  });

  test('have names of their own', async () => {
    const { body: north } = await owner.post('/teams', { name: 'North' });
    await owner.post('/teams', { name: 'South' });
    expect(await owner.post('/teams', { name: 'North' })).toBeProblem(409, 'name_taken');
    expect(await owner.patch(`/teams/${north.id}`, { name: 'South' })).toBeProblem(409, 'name_taken');
  });
});
