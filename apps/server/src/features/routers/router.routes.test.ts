import type { Router } from '@lastmile/contracts';
import { startRouterSimulator } from '@lastmile/routeros-simulator';
import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
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

let made = 0;
const password = 'geheim-ß';
const fingerprint = 'ab:'.repeat(31) + 'ab';

/** A router nobody listens at, unless another place is given. */
async function add(fields: object = {}): Promise<Router> {
  made += 1;
  const reply = await owner.post('/routers', {
    name: `Router ${made}`, host: '127.0.0.1', port: 1, tls: 'off', username: 'lastmile', password, timeoutMs: 500, attempts: 1, ...fields,
  });
  expect([reply.status, reply.body.code]).toEqual([201, undefined]);
  return reply.body as Router;
}

const sealed = (id: string) => organization.inOrg(async ({ rows, organizationId }) =>
  (await rows<{ text: string }>('select sealed_password as text from routers where organization_id = $1 and id = $2', [organizationId, id]))[0]!.text);

describe('the password of a router', () => {
  test('is in no answer, no event and no list, and not readable in the table', async () => {
    const router = await add();
    await owner.patch(`/routers/${router.id}`, { password: `${password}-new` });
    const answers = [router, ...await Promise.all([`/routers/${router.id}`, '/routers', '/events'].map(async (path) => (await owner.get(path)).body as object))];
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(/geheim|sealed|"password":"(?!changed)/i);
    expect(await sealed(router.id)).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
    expect((await organization.eventsOf('router.updated')).at(-1)!.changes).toEqual({ password: 'changed' });
  });

  test('is sealed for its router alone: moved to another row it does not open', async () => {
    const simulator = await startRouterSimulator({ users: [{ name: 'lastmile', password }] });
    try {
      const place = { host: simulator.host, port: simulator.port, timeoutMs: 5000 };
      const [one, other] = [await add(place), await add({ ...place, password: 'another' })];
      expect((await owner.post(`/routers/${one.id}/check`)).body.reachable).toBe(true);
      await organization.inOrg(async ({ rows, organizationId }) => rows(
        'update routers set sealed_password = $3 where organization_id = $1 and id = $2', [organizationId, other.id, await sealed(one.id)]));
      const reply = await server.app.inject({ method: 'POST', url: `/api/v1/routers/${other.id}/check`, cookies: owner.cookies });
      expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([500, 'internal']);
      await owner.patch(`/routers/${other.id}`, { password });
      expect((await owner.post(`/routers/${other.id}/check`)).body.reachable).toBe(true);
    } finally {
      await simulator.close();
    }
  });
});

describe('the check of a router', () => {
  test('says what it is and remembers its profiles', async () => {
    const simulator = await startRouterSimulator({ identity: 'Kilimani', users: [{ name: 'lastmile', password }], profiles: ['10M', '20M'] });
    try {
      const router = await add({ host: simulator.host, port: simulator.port, timeoutMs: 5000 });
      expect(router).toMatchObject({ profiles: [], lastCheckedAt: null, lastCheckOk: null, lastCheckMessage: null });
      const { status, body } = await owner.post(`/routers/${router.id}/check`);
      expect([status, body]).toMatchObject([200, { reachable: true, identity: 'Kilimani', latencyMs: expect.any(Number) as unknown }]);
      expect(body.profiles).toEqual(expect.arrayContaining(['10M', '20M']));
      const checked = (await owner.get(`/routers/${router.id}`)).body as Router;
      expect(checked).toMatchObject({ profiles: body.profiles, lastCheckOk: true, lastCheckMessage: `Kilimani, RouterOS ${body.version}` });
      await simulator.close();
      expect((await owner.post(`/routers/${router.id}/check`)).body).toMatchObject({ reachable: false, problem: { kind: 'unreachable' } });
      expect((await owner.get(`/routers/${router.id}`)).body).toMatchObject({ lastCheckOk: false, profiles: body.profiles });
    } finally {
      await simulator.close();
    }
  });

  test('says why where it cannot be reached or does not let us in', async () => {
    const simulator = await startRouterSimulator({ users: [{ name: 'lastmile', password }] });
    try {
      const nobody = await add();
      const stranger = await add({ host: simulator.host, port: simulator.port, password: 'wrong', timeoutMs: 5000 });
      for (const [{ id }, kind] of [[nobody, 'unreachable'], [stranger, 'auth']] as const) {
        const { status, body } = await owner.post(`/routers/${id}/check`);
        expect([status, body.reachable, body.problem.kind]).toEqual([200, false, kind]);
        expect(body.problem.message).not.toContain(password);
        expect((await owner.get(`/routers/${id}`)).body).toMatchObject({ lastCheckOk: false, lastCheckMessage: body.problem.message, profiles: [] });
      }
    } finally {
      await simulator.close();
    }
  });
});

test('pinned TLS needs to know which certificate, from the beginning and after a change', async () => {
  const body = { name: 'Pinned', host: '10.0.0.1', port: 8729, tls: 'pinned', username: 'x', password: 'x' };
  const refused = await owner.post('/routers', body);
  expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/fingerprint']);
  expect((await owner.post('/routers', { ...body, fingerprint: 'abc' })).body.errors[0].pointer).toBe('/fingerprint');
  const { body: router } = await owner.post('/routers', { ...body, fingerprint });
  expect(router).toMatchObject({ tls: 'pinned', fingerprint, timeoutMs: 5000, attempts: 3 });
  const plain = await add();
  for (const [id, changes] of [[plain.id, { tls: 'pinned' }], [router.id, { fingerprint: null }]] as const) {
    expect((await owner.patch(`/routers/${id}`, changes)).body.errors[0].pointer).toBe('/fingerprint');
  }
  expect((await owner.patch(`/routers/${plain.id}`, { tls: 'pinned', fingerprint })).status).toBe(200);
  expect((await owner.patch(`/routers/${router.id}`, { tls: 'verify', fingerprint: null })).status).toBe(200);
});

test('one with users stays; once they are gone from it, it goes with them', async () => {
  const { id } = await add();
  const addUser = (state: string) => organization.inOrg((scope) => insertRow(scope, 'router_users', {
    organizationId: organization.organizationId, id: newId(), routerId: id, service: 'pppoe', username: `mary-${state}`, sealedPassword: 'x', profile: '20M', state,
    createdAt: scope.now, updatedAt: scope.now,
  }));
  await addUser('removed');
  await addUser('active');
  expect(await owner.delete(`/routers/${id}`)).toBeProblem(409, 'router_in_use');
  expect((await owner.get(`/routers/${id}`)).status).toBe(200);
  await organization.inOrg(({ rows, organizationId }) => rows("update router_users set state = 'removed' where organization_id = $1 and router_id = $2", [organizationId, id]));
  expect((await owner.delete(`/routers/${id}`)).status).toBe(204);
  expect(await owner.get(`/routers/${id}`)).toBeProblem(404, 'not_found');
});

test('a name is taken once, a stale change is refused, and only admins change them', async () => {
  const [first, second] = [await add(), await add()];
  expect(await owner.post('/routers', { name: first.name, host: 'x', port: 1, tls: 'off', username: 'x', password: 'x' })).toBeProblem(409, 'name_taken');
  expect(await owner.patch(`/routers/${second.id}`, { name: first.name })).toBeProblem(409, 'name_taken');
  await owner.patch(`/routers/${first.id}`, { host: 'edge.test' });
  const stale = await owner.patch(`/routers/${first.id}`, { host: 'other.test' }, { headers: { 'if-match': '"1"' } });
  expect(stale).toBeProblem(412, 'stale');
  expect(stale.body.current).toMatchObject({ host: 'edge.test', version: 2 });
  const sales = await organization.signIn('sales');
  expect((await sales.get(`/routers/${first.id}`)).status).toBe(200);
  expect(await sales.patch(`/routers/${first.id}`, { host: 'x' })).toBeProblem(403, 'not_allowed');
  const other = await server.makeOrganization();
  expect(await other.owner.post(`/routers/${first.id}/check`)).toBeProblem(404, 'not_found');
});
