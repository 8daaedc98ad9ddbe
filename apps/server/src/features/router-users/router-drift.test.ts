import { startRouterSimulator, type RouterSimulator } from '@lastmile/routeros-simulator';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { createRouterTurns } from '../routers/index.ts';
import { compareAllRouters } from './compare-router.ts';
import { runRouterOperation } from './run-router-operation.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let router: RouterSimulator;
let routerId: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  router = await startRouterSimulator({ users: [{ name: 'lastmile', password: 'secret' }], profiles: ['home-20', 'home-40'] });
  routerId = (await owner.post('/routers', { name: 'Tower', host: router.host, port: router.port, tls: 'off', username: 'lastmile', password: 'secret', attempts: 1 })).body.id;
}, 60_000);
afterAll(async () => {
  await router.close();
  await server.stop();
});

const work = (operationId: string) =>
  runRouterOperation(server.services, createRouterTurns(server.services.databaseUrl), { organizationId: organization.organizationId, operationId });
async function make(username: string): Promise<string> {
  const { body } = await owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username, profile: 'home-20' });
  await work(body.id);
  return body.routerUserId as string;
}
const secret = (username: string) => router.secrets.find(({ name }) => name === username) as { [property: string]: string };
interface Difference { id: string; kind: string; username: string; isOurs: boolean; fields: { field: string }[] }
const compare = async (): Promise<Difference[]> => (await owner.post(`/routers/${routerId}/drift`)).body.differences;
const told = (differences: Difference[]) => differences.map(({ kind, username, fields }) => [kind, username, ...fields.map(({ field }) => field)].join(' ')).sort();
const finishLast = async (id: string) => work((await owner.get(`/router-users/${id}`)).body.lastOperation.id);

test('each of ten planted differences is found, adopted or put right, and then there is none', async () => {
  const ids: { [username: string]: string } = {};
  for (const username of ['agrees', 'gone', 'gone-too', 'profile', 'profile-kept', 'address', 'disabled', 'enabled', 'password', 'comment']) ids[username] = await make(username);
  await owner.post(`/router-users/${ids.enabled}/suspend`, {});
  await finishLast(ids.enabled!);
  expect(await compare()).toEqual([]);

  router.remove('/ppp/secret', secret('gone')['.id']!);
  router.remove('/ppp/secret', secret('gone-too')['.id']!);
  Object.assign(secret('profile'), { profile: 'home-40' });
  Object.assign(secret('profile-kept'), { profile: 'home-40' });
  Object.assign(secret('address'), { 'remote-address': '10.9.9.9' });
  Object.assign(secret('disabled'), { disabled: 'true' });
  Object.assign(secret('enabled'), { disabled: 'false' });
  Object.assign(secret('password'), { password: 'changed-by-hand' });
  Object.assign(secret('comment'), { comment: 'who was this?' });
  router.insert('/ppp/secret', { name: 'stranger', password: 'theirs', profile: 'home-20', comment: 'put here by hand' });
  router.insert('/ppp/secret', { name: 'orphan', password: 'ours', profile: 'home-20', comment: 'lm:01930000-0000-7000-8000-000000000000' });

  const differences = await compare();
  expect(told(differences)).toEqual([
    'different address ipAddress', 'different comment comment', 'different disabled disabled', 'different enabled disabled', 'different password password',
    'different profile profile', 'different profile-kept profile', 'missing_there gone', 'missing_there gone-too', 'unknown_here orphan', 'unknown_here stranger',
  ]);
  expect(JSON.stringify((await owner.get(`/routers/${routerId}/drift`)).body)).not.toMatch(/changed-by-hand|theirs"|"ours"/);
  const of = (username: string) => differences.find((one) => one.username === username)!.id;

  expect(await owner.post(`/router-differences/${of('stranger')}/fix`)).toBeProblem(409, 'not_ours');
  expect((await owner.post(`/router-differences/${of('stranger')}/adopt`, {})).status).toBe(200);
  expect(secret('stranger')).toMatchObject({ password: 'theirs', comment: expect.stringMatching(/^lm:/) as string });
  expect((await owner.post(`/router-differences/${of('orphan')}/fix`)).status).toBe(200);
  expect(secret('orphan')).toBeUndefined();
  expect((await owner.post(`/router-differences/${of('gone-too')}/adopt`, {})).status).toBe(200);
  expect((await owner.post(`/router-differences/${of('profile-kept')}/adopt`, {})).status).toBe(200);
  expect((await owner.get(`/router-users/${ids['profile-kept']}`)).body.profile).toBe('home-40');
  for (const username of ['gone', 'profile', 'address', 'disabled', 'enabled', 'password', 'comment']) {
    expect((await owner.post(`/router-differences/${of(username)}/fix`)).status).toBe(200);
    await finishLast(ids[username]!);
  }
  expect(secret('gone')).toMatchObject({ disabled: 'false', profile: 'home-20' });
  expect(secret('enabled')).toMatchObject({ disabled: 'true' });
  expect(secret('disabled')).toMatchObject({ disabled: 'false' });
  expect(await compare()).toEqual([]);
}, 60_000);

test('a router that does not answer is said, and what was found before stays; every night all are looked at', async () => {
  router.insert('/ppp/secret', { name: 'new-stranger', password: 'x', profile: 'home-20' });
  await compareAllRouters(server.services);
  expect(told((await owner.get(`/routers/${routerId}/drift`)).body.differences)).toEqual(['unknown_here new-stranger']);
  await router.faults.set({ kind: 'refuse' });
  const { status, body } = await owner.post(`/routers/${routerId}/drift`);
  expect([status, told(body.differences)]).toEqual([200, ['unknown_here new-stranger']]);
  expect(body.problem).toContain('Tower');
  expect(await owner.post(`/router-differences/${body.differences[0].id}/adopt`, {})).toBeProblem(409, 'router_problem');
  await router.faults.clear();
});

describe('what was found in the night and is not so any more', () => {
  const of = (differences: Difference[], username: string) => differences.find((one) => one.username === username)!;
  const settle = (id: string, how: 'adopt' | 'fix') => owner.post(`/router-differences/${id}/${how}`, how === 'adopt' ? {} : undefined);
  const setState = (id: string, state: string) => organization.inOrg(({ rows, organizationId }) =>
    rows('update router_users set state = $3 where organization_id = $1 and id = $2', [organizationId, id, state]));

  test('a stranger who is a customer by now is neither removed nor taken over', async () => {
    const id = await make('tried-again');
    // As a conversion leaves it that failed without cleaning up, and that is tried again in the morning.
    await setState(id, 'removed');
    const { id: difference } = of(await compare(), 'tried-again');
    await setState(id, 'active');
    for (const how of ['fix', 'adopt'] as const) expect(await settle(difference, how)).toBeProblem(409, 'compare_again');
    expect(secret('tried-again')).toBeDefined();
    expect(told(await compare())).not.toContain('unknown_here tried-again');
  });

  test('who was missing and is there again is not forgotten, and not while something is being done', async () => {
    const id = await make('made-again');
    const { '.id': place, ...kept } = secret('made-again');
    router.remove('/ppp/secret', place!);
    const { id: difference } = of(await compare(), 'made-again');
    const { body: change } = await owner.post(`/router-users/${id}/change`, { profile: 'home-40' });
    expect(await settle(difference, 'adopt')).toBeProblem(409, 'router_user_busy');
    await work(change.id);
    expect(await settle(difference, 'adopt')).toBeProblem(404, 'not_found');

    router.remove('/ppp/secret', secret('made-again')['.id']!);
    const { id: again } = of(await compare(), 'made-again');
    router.insert('/ppp/secret', { ...kept });
    expect(await settle(again, 'adopt')).toBeProblem(409, 'compare_again');
    expect((await owner.get(`/router-users/${id}`)).body.state).toBe('active');
  });

  test('who was forgotten here and comes out of a backup is taken over as who they were, each time', async () => {
    const id = await make('from-backup');
    const { '.id': _, ...backup } = secret('from-backup');
    for (let round = 0; round < 2; round += 1) {
      router.remove('/ppp/secret', secret('from-backup')['.id']!);
      expect((await settle(of(await compare(), 'from-backup').id, 'adopt')).status).toBe(200);
      expect((await owner.get(`/router-users/${id}`)).body.state).toBe('removed');
      router.insert('/ppp/secret', { ...backup });
      expect((await settle(of(await compare(), 'from-backup').id, 'adopt')).status).toBe(200);
      expect((await owner.get(`/router-users/${id}`)).body).toMatchObject({ state: 'active', profile: 'home-20' });
    }
    expect(told(await compare())).not.toContain('unknown_here from-backup');
  });
});
