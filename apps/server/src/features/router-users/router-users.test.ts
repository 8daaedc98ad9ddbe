import { FAULTS, startRouterSimulator, type Fault, type RouterSimulator } from '@lastmile/routeros-simulator';
import { startTestServer, type Reply, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { createRouterTurns } from '../routers/index.ts';
import { resumeRouterOperations, runRouterOperation } from './run-router-operation.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let offers: { [profile: string]: string };
const started: RouterSimulator[] = [];
beforeAll(async () => {
  server = await startTestServer({ databasePoolSize: 12 });
  organization = await server.makeOrganization();
  ({ owner } = organization);
  offers = {};
  for (const profile of ['home-20', 'home-40']) {
    offers[profile] = (await owner.post('/offers', { name: profile, monthlyPrice: profile === 'home-20' ? '2500' : '4000', setupFee: '0', downloadMbps: 20, uploadMbps: 10, routerProfile: profile })).body.id;
  }
}, 60_000);
afterAll(async () => {
  await Promise.all(started.map((router) => router.close()));
  await server.stop();
});

let made = 0;
async function newRouter(timeoutMs = 5000) {
  const number = (made += 1);
  const router = await startRouterSimulator({ users: [{ name: 'lastmile', password: 'secret' }], profiles: ['home-20', 'home-40', 'special'] });
  started.push(router);
  const { body: { id } } = await owner.post('/routers', { name: `Router ${number}`, host: router.host, port: router.port, tls: 'off', username: 'lastmile', password: 'secret', attempts: 1 });
  if (timeoutMs !== 5000) await organization.inOrg(({ rows, organizationId }) => rows('update routers set timeout_ms = $3 where organization_id = $1 and id = $2', [organizationId, id, timeoutMs]));
  return { router, routerId: id as string };
}
const work = (operationId: string) =>
  runRouterOperation(server.services, createRouterTurns(server.services.databaseUrl), { organizationId: organization.organizationId, operationId });
async function done(asked: Reply | Promise<Reply>): Promise<Reply['body']> {
  const { status, body } = await asked;
  if (status !== 202) throw new Error(`${status}: ${JSON.stringify(body)}`);
  await work(body.id);
  return (await owner.get(`/router-operations/${body.id}`)).body;
}
const secret = (router: RouterSimulator, username: string) => router.secrets.find(({ name }) => name === username);
const user = async (id: string) => (await owner.get(`/router-users/${id}`)).body;

test('an integrator has a user made; with the same key it is asked for once', async () => {
  const { router, routerId } = await newRouter();
  const body = { service: 'pppoe', username: 'made-by-api', offerId: offers['home-20'], ipAddress: '10.1.2.3' };
  const ask = () => owner.post(`/routers/${routerId}/users`, body, { headers: { 'idempotency-key': 'one-and-the-same' } });
  const [first, again] = [await ask(), await ask()];
  expect(again.body).toEqual(first.body);
  const operation = await done(first);
  expect(operation).toMatchObject({ kind: 'create', state: 'done' });
  expect(operation.steps.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`)).toEqual(['connect done', 'look_up done', 'add done', 'read_back done', 'enable done']);
  expect(router.secrets).toHaveLength(1);
  expect(secret(router, 'made-by-api')).toMatchObject({ profile: 'home-20', 'remote-address': '10.1.2.3', disabled: 'false', comment: `lm:${operation.routerUserId}` });
  expect(await owner.post(`/routers/${routerId}/users`, body)).toBeProblem(409, 'ip_address_taken');
  expect(await owner.post(`/routers/${routerId}/users`, { ...body, ipAddress: null })).toBeProblem(409, 'username_taken');
});

test('suspended, resumed, given another package and removed, each on the router first', async () => {
  const { router, routerId } = await newRouter();
  const { routerUserId: id } = await done(owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: 'whole-life', offerId: offers['home-20'] }));
  await done(owner.post(`/router-users/${id}/suspend`, { reason: 'Did not pay' }));
  expect([(await user(id)).state, secret(router, 'whole-life')?.disabled]).toEqual(['suspended', 'true']);
  expect(await owner.post(`/router-users/${id}/suspend`, {})).toBeProblem(409, 'wrong_state');
  await done(owner.post(`/router-users/${id}/change`, { offerId: offers['home-40'], password: 'another-one' }));
  expect(secret(router, 'whole-life')).toMatchObject({ profile: 'home-40', password: 'another-one', disabled: 'true' });
  expect(await user(id)).toMatchObject({ profile: 'home-40', state: 'suspended' });
  await done(owner.post(`/router-users/${id}/resume`, {}));
  expect(secret(router, 'whole-life')?.disabled).toBe('false');
  const asked = await owner.post(`/router-users/${id}/remove`, {});
  expect(await owner.post(`/router-users/${id}/suspend`, {})).toBeProblem(409, 'wrong_state');
  await done(asked);
  expect([(await user(id)).state, router.secrets]).toEqual(['removed', []]);
});

test('a package has the profile of the router, where it has another one there', async () => {
  const { router, routerId } = await newRouter();
  expect((await owner.put(`/routers/${routerId}/profiles`, { profiles: [{ offerId: offers['home-20'], profile: 'special' }] })).status).toBe(200);
  await done(owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: 'mapped', offerId: offers['home-20'] }));
  expect(secret(router, 'mapped')?.profile).toBe('special');
});

test('a router that is down is asked again until it is there; what it refuses for good is said and can be given up', async () => {
  const { router, routerId } = await newRouter(600);
  const { routerUserId: id } = await done(owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: 'patient', profile: 'home-20' }));
  await router.faults.set({ kind: 'refuse' });
  const down = await done(owner.post(`/router-users/${id}/suspend`, {}));
  expect(down).toMatchObject({ state: 'queued', problem: expect.stringContaining('Router') as string, nextTryAt: expect.any(String) as string });
  expect((await user(id)).state).toBe('active');
  expect(await owner.post(`/router-users/${id}/remove`, {})).toBeProblem(409, 'router_user_busy');
  await router.faults.clear();
  await owner.post(`/router-operations/${down.id}/retry`);
  await work(down.id);
  expect([(await user(id)).state, secret(router, 'patient')?.disabled]).toEqual(['suspended', 'true']);

  const refused = await done(owner.post(`/router-users/${id}/change`, { profile: 'not-there' }));
  expect(refused).toMatchObject({ state: 'failed', problem: expect.stringContaining('not-there') as string });
  expect((await user(id)).profile).toBe('home-20');
  expect((await owner.post(`/router-operations/${refused.id}/cancel`)).body.state).toBe('cancelled');
});

test('while a router is in maintenance everything on it waits, and goes on afterwards', async () => {
  const { router, routerId } = await newRouter();
  await owner.patch(`/routers/${routerId}`, { inMaintenance: true });
  const asked = await owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: 'later', profile: 'home-20' });
  await work(asked.body.id);
  expect([(await owner.get(`/router-operations/${asked.body.id}`)).body.state, router.secrets.length]).toEqual(['queued', 0]);
  await owner.patch(`/routers/${routerId}`, { inMaintenance: false });
  await resumeRouterOperations(server.services);
  await work(asked.body.id);
  expect(secret(router, 'later')?.disabled).toBe('false');
});

test('whatever goes wrong on the router once, in the end each operation is done once', async () => {
  const wrongs: string[] = [];
  const commands = ['/ppp/secret/print', '/ppp/secret/add', '/ppp/secret/set', '/ppp/secret/remove'];
  const cases = Object.keys(FAULTS).flatMap((kind) => (['refuse', 'wrong-password'].includes(kind) ? [{ kind }] : commands.map((command) => ({ kind, command }))));
  const next = cases.values();
  const worker = async () => {
    for (const fault of next) {
      const { router, routerId } = await newRouter(400);
      const name = `${fault.kind} on ${'command' in fault ? fault.command : 'connecting'}`;
      const attempt = async (asked: Reply | Promise<Reply>) => {
        await router.faults.set({ ...fault, ...(fault.kind === 'refuse' ? {} : { times: 1 }) } as Fault);
        let operation = await done(asked);
        await router.faults.clear();
        for (let tries = 0; tries < 3 && operation.state !== 'done'; tries += 1) {
          await owner.post(`/router-operations/${operation.id}/retry`);
          await work(operation.id);
          operation = (await owner.get(`/router-operations/${operation.id}`)).body;
        }
        if (operation.state !== 'done') wrongs.push(`${name}, ${operation.kind}: ${operation.state}, ${operation.problem}`);
        return operation;
      };
      const { routerUserId: id } = await attempt(owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: 'fault', profile: 'home-20' }));
      const expectOne = (what: string, wanted: object) => {
        const found = router.secrets.filter(({ name: username }) => username === 'fault');
        for (const [property, value] of Object.entries(wanted)) if (found[0]?.[property] !== value) wrongs.push(`${name}: after ${what} ${property} is ${found[0]?.[property]}`);
        if (found.length !== 1) wrongs.push(`${name}: after ${what} there are ${found.length}`);
      };
      expectOne('create', { disabled: 'false', profile: 'home-20' });
      await attempt(owner.post(`/router-users/${id}/suspend`, {}));
      expectOne('suspend', { disabled: 'true' });
      await attempt(owner.post(`/router-users/${id}/change`, { profile: 'home-40' }));
      expectOne('change', { disabled: 'true', profile: 'home-40' });
      await attempt(owner.post(`/router-users/${id}/resume`, {}));
      expectOne('resume', { disabled: 'false' });
      await attempt(owner.post(`/router-users/${id}/remove`, {}));
      if (router.secrets.length > 0) wrongs.push(`${name}: after remove there are ${router.secrets.length}`);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  console.log(`Router operations: ${cases.length} faults × 5 operations`);
  expect(wrongs).toEqual([]);
}, 300_000);
