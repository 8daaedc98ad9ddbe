import type { Subscriber } from '@lastmile/contracts';
import { startRouterSimulator, type RouterSimulator } from '@lastmile/routeros-simulator';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { createRouterTurns } from '../routers/index.ts';
import { runRouterOperation } from './run-router-operation.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let router: RouterSimulator;
let routerId: string;
let [home20, home40] = ['', ''];
let subscriberId: string;
let id: string;

beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  [home20, home40] = await Promise.all(['2500', '4000'].map(async (monthlyPrice, index) => (await owner.post('/offers', {
    name: `Home ${20 * (index + 1)}`, monthlyPrice, setupFee: '0', downloadMbps: 20, uploadMbps: 10, routerProfile: `home-${20 * (index + 1)}`,
  })).body.id as string)) as [string, string];
  router = await startRouterSimulator({ users: [{ name: 'lastmile', password: 'secret' }], profiles: ['home-20', 'home-40', 'special'] });
  routerId = (await owner.post('/routers', { name: 'Kilimani', host: router.host, port: router.port, tls: 'off', username: 'lastmile', password: 'secret', attempts: 1 })).body.id;
  await owner.put(`/routers/${routerId}/address-pools`, { pools: [{ name: 'fixed', kind: 'own', ranges: '10.20.0.5-10.20.0.6' }] });
});
afterAll(async () => {
  await router?.close();
  await server?.stop();
});
let made = 0;
beforeEach(async () => {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, phone: `0712${String(970_000 + made)}`, offerId: home20 });
  const type = 'active_without_invoice';
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, { type });
  ({ body: { subscriberId } } = await owner.post(`/leads/${lead.id}/conversion`, { planHash, type }));
  const asked = await owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: `user-${made}`, offerId: home20, subscriberId });
  await work(asked.body.id);
  id = asked.body.routerUserId;
});

const work = (operationId: string) =>
  runRouterOperation(server.services, createRouterTurns(server.services.databaseUrl), { organizationId: organization.organizationId, operationId });
const plan = async (body: object) => {
  const answer = await owner.post(`/router-users/${id}/change-plan`, body);
  expect(answer.status).toBe(200);
  return answer.body;
};
const change = async (body: object) => {
  const asked = await owner.post(`/router-users/${id}/change`, body);
  expect(asked.status).toBe(202);
  await work(asked.body.id);
};
const secret = () => router.secrets.find(({ name }) => name === `user-${made}`);
const service = async () => (await owner.get(`/subscribers/${subscriberId}`)).body.subscriptions[0];
const kinds = ({ effects }: { effects: { kind: string; summary: string; monthlyPrice: string | null }[] }) => effects.map(({ kind, summary, monthlyPrice }) => [kind, summary, monthlyPrice]);

test('a package at an agreed price: said before, then on the router, then here', async () => {
  const wanted = { offerId: home40, monthlyPrice: '3500' };
  expect(kinds(await plan(wanted))).toEqual([
    ['router', 'Profile home-40 instead of home-20, on Kilimani', null],
    ['subscription', 'Home 40 instead of Home 20', '3500.00'],
    ['session', 'Its session ends once, so that it holds at once', null],
  ]);
  expect([secret()?.profile, (await service()).offerName]).toEqual(['home-20', 'Home 20']);
  await change(wanted);
  expect(secret()?.profile).toBe('home-40');
  expect(await service()).toMatchObject({ offerName: 'Home 40', monthlyPrice: '3500.00' });
  expect(kinds(await plan({ offerId: home40, monthlyPrice: '3000' }))[0]).toEqual(['subscription', 'Home 40 at another price', '3000.00']);
  expect((await plan({ offerId: home40, monthlyPrice: '3500.00', profile: 'home-40' })).effects).toEqual([]);
  expect(await owner.post(`/router-users/${id}/change`, { monthlyPrice: '1' })).toBeProblem(422, 'invalid_fields');
});

test('a fixed address, the next one of a pool, and any again; what two ask for goes to one', async () => {
  expect(kinds(await plan({ ipAddress: '10.9.0.1' }))[0]).toEqual(['router', 'Address 10.9.0.1, always, on Kilimani', null]);
  await change({ ipAddress: '10.9.0.1' });
  expect(secret()?.['remote-address']).toBe('10.9.0.1');
  const next = await plan({ addressPool: 'fixed' });
  expect([next.ipAddress, kinds(next)[0]![1]]).toEqual(['10.20.0.5', 'Address 10.20.0.5 instead of 10.9.0.1, on Kilimani']);
  await change({ addressPool: 'fixed' });
  expect([secret()?.['remote-address'], (await owner.get(`/router-users/${id}`)).body.ipAddress]).toEqual(['10.20.0.5', '10.20.0.5']);
  expect(kinds(await plan({ ipAddress: null }))[0]![1]).toBe('Any address by the profile instead of 10.20.0.5, on Kilimani');

  const other = await owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: `other-${made}`, profile: 'home-20', addressPool: 'fixed' });
  await work(other.body.id);
  const third = await owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: `third-${made}`, profile: 'home-20' });
  await work(third.body.id);
  id = third.body.routerUserId;
  expect((await plan({ addressPool: 'fixed' })).blockers).toEqual([{ code: 'pool_is_full', message: 'The pool fixed on Kilimani has no free address.' }]);
  expect(await owner.post(`/router-users/${id}/change`, { addressPool: 'fixed' })).toBeProblem(409, 'pool_is_full');
  expect((await plan({ ipAddress: '10.20.0.5' })).blockers.map(({ code }: { code: string }) => code)).toEqual(['ip_address_taken']);
  await owner.post(`/router-users/${id}/change`, { ipAddress: null, profile: 'special' });
  expect((await plan({ profile: 'home-40' })).blockers.map(({ code }: { code: string }) => code)).toEqual(['router_user_busy']);
});

test('who is suspended stays so, and a router that did not answer is said', async () => {
  const asked = await owner.post(`/router-users/${id}/suspend`, {});
  await work(asked.body.id);
  await organization.inOrg(({ rows, organizationId }) => rows('update routers set last_check_ok = false where organization_id = $1 and id = $2', [organizationId, routerId]));
  expect(kinds(await plan({ profile: 'special' })).map(([kind, summary]) => [kind, summary])).toEqual([
    ['router', 'Profile special instead of home-20, on Kilimani'],
    ['session', 'It stays suspended'],
    ['wait', 'Kilimani did not answer when it was last asked; it is asked until it does, and nothing changes here before'],
  ]);
  expect(await owner.post(`/router-users/${id}/change-plan`, { addressPool: 'none' })).toBeProblem(422, 'invalid_fields');
  const stranger = await (await server.makeOrganization()).owner.post(`/router-users/${id}/change-plan`, { profile: 'special' });
  expect(stranger).toBeProblem(404, 'not_found');
});

describe('of a subscriber who has several services', () => {
  let business: string;
  const services = async (): Promise<Subscriber['subscriptions']> => (await owner.get(`/subscribers/${subscriberId}`)).body.subscriptions;
  const named = async () => (await services()).map(({ offerName, monthlyPrice }) => [offerName, monthlyPrice]);
  beforeEach(async () => {
    business ??= (await owner.post('/offers', { name: 'Business 50', monthlyPrice: '9000', setupFee: '0', downloadMbps: 50, uploadMbps: 50, routerProfile: 'special' })).body.id;
    const { body: lead } = await owner.post('/leads', { name: `Shop ${made}`, phone: `0712${String(960_000 + made)}`, offerId: business });
    const wanted = { type: 'active_without_invoice', subscriberId };
    const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, wanted);
    expect((await owner.post(`/leads/${lead.id}/conversion`, { planHash, ...wanted })).status).toBe(202);
  });
  /** Which user a service was installed with, as its conversion would have it. */
  const installedWith = (routerUserId: string, offerName: string) => organization.inOrg(({ rows, organizationId }) => rows(
    `update service_orders o set router_user_id = $3 from subscriptions p
      where o.organization_id = $1 and p.organization_id = $1 and p.id = o.subscription_id and p.subscriber_id = $2 and p.offer_name = $4`, [organizationId, subscriberId, routerUserId, offerName]));

  test('it is the one that the user gives access to, and not the newest', async () => {
    await installedWith(id, 'Home 20');
    expect(kinds(await plan({ offerId: home40 }))).toContainEqual(['subscription', 'Home 40 instead of Home 20', '4000.00']);
    await change({ offerId: home40 });
    expect(await named()).toEqual([['Home 40', '4000.00'], ['Business 50', '9000.00']]);
  });

  test('it is the one that belongs to no other user', async () => {
    const asked = await owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: `shop-${made}`, offerId: business, subscriberId });
    await work(asked.body.id);
    await installedWith(asked.body.routerUserId, 'Business 50');
    const { body: { routerUsers, subscriptions } } = await owner.get(`/subscribers/${subscriberId}`);
    expect(routerUsers.map(({ username, subscriptionId }: { username: string; subscriptionId: string }) =>
      [username, subscriptions.find((one: { id: string }) => one.id === subscriptionId).offerName])).toEqual([[`user-${made}`, 'Home 20'], [`shop-${made}`, 'Business 50']]);
    await change({ offerId: home40 });
    expect(await named()).toEqual([['Home 40', '4000.00'], ['Business 50', '9000.00']]);
  });

  test('where nobody can say which, none changes, and the plan says so beforehand', async () => {
    expect(kinds(await plan({ offerId: home40 }))).toContainEqual(['subscription', expect.stringContaining('stay as they are'), null]);
    await change({ offerId: home40 });
    expect(secret()).toMatchObject({ profile: 'home-40' });
    expect(await named()).toEqual([['Home 20', '2500.00'], ['Business 50', '9000.00']]);
  });

  test('a package of one that belongs to no user is changed where it stands, the price of each', async () => {
    await installedWith(id, 'Home 20');
    const [home, shop] = await services();
    expect(await owner.patch(`/subscriptions/${home!.id}`, { offerId: home40 })).toBeProblem(409, 'package_is_on_router');
    expect((await owner.patch(`/subscriptions/${shop!.id}`, { offerId: home40 })).body).toMatchObject({ offerName: 'Home 40' });
    expect((await owner.patch(`/subscriptions/${home!.id}`, { monthlyPrice: '2000' })).body).toMatchObject({ monthlyPrice: '2000.00' });
  });
});
