import { startRouterSimulator, type RouterSimulator } from '@lastmile/routeros-simulator';
import { createRouterTurns } from '../routers/index.ts';
import { resumeRouterOperations, runRouterOperation } from '../router-users/index.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { provision } from './provision.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let router: RouterSimulator;
let offerId: string;
let routerId: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  router = await startRouterSimulator({ users: [{ name: 'lastmile', password: 'secret' }], profiles: ['home-20'] });
  offerId = (await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', setupFee: '1000', downloadMbps: 20, uploadMbps: 10, routerProfile: 'home-20' })).body.id;
  routerId = (await owner.post('/routers', { name: 'Tower', host: router.host, port: router.port, tls: 'off', username: 'lastmile', password: 'secret', attempts: 1 })).body.id;
}, 60_000);
afterAll(async () => {
  await router.close();
  await server.stop();
});

let made = 0;
async function converted(request: object) {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name: 'Customer', phone: `071260000${made}`, offerId });
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, request);
  const { status, body } = await owner.post(`/leads/${lead.id}/conversion`, { planHash, ...request });
  expect(status).toBe(202);
  return { leadId: lead.id as string, conversion: body };
}
const order = async (id: string) => (await owner.get(`/service-orders/${id}`)).body;

test('the router user is made disabled and enabled when the order is completed', async () => {
  const request = { type: 'new_with_proforma', routerUser: { routerId, service: 'pppoe', username: 'waits-1' } };
  const { leadId, conversion } = await converted(request);
  const turns = createRouterTurns(server.services.databaseUrl);
  await provision(server.services, turns, { organizationId: organization.organizationId, conversionId: conversion.id });
  const { body: done } = await owner.get(`/conversions/${conversion.id}`);
  expect(done).toMatchObject({ state: 'done', invoiceNumber: expect.stringMatching(/^PRO-/) });
  expect(done.steps.map(({ name }: { name: string }) => name)).not.toContain('enable');
  const secret = () => router.secrets.find(({ name }) => name === 'waits-1');
  expect(secret()).toMatchObject({ disabled: 'true' });
  expect(await order(done.serviceOrderId)).toMatchObject({ routerUsername: 'waits-1', routerUserState: 'waiting' });

  expect((await owner.post(`/service-orders/${done.serviceOrderId}/complete`, { openItemsReason: 'Done before' })).status).toBe(200);
  const { body: { data: [user] } } = await owner.get(`/router-users?routerId=${routerId}`);
  expect(user.lastOperation).toMatchObject({ kind: 'enable', state: 'queued' });
  await runRouterOperation(server.services, turns, { organizationId: organization.organizationId, operationId: user.lastOperation.id });
  expect(secret()).toMatchObject({ disabled: 'false' });
  expect(await order(done.serviceOrderId)).toMatchObject({ routerUserState: 'active' });

  // Opened again, its user goes from the router too.
  expect((await owner.get(`/leads/${leadId}/reopening`)).body.takenBack.map(({ kind }: { kind: string }) => kind)).toContain('router_user');
  await owner.post(`/leads/${leadId}/reopen`, { reason: 'They move' });
  const { body: removing } = await owner.get(`/router-users/${user.id}`);
  expect(removing).toMatchObject({ state: 'removing', lastOperation: { kind: 'remove', state: 'queued' } });
  await runRouterOperation(server.services, turns, { organizationId: organization.organizationId, operationId: removing.lastOperation.id });
  expect(secret()).toBeUndefined();
});

describe('a router that is down when the installation is done', () => {
  const turns = () => createRouterTurns(server.services.databaseUrl);
  const userOf = async (username: string) => (await owner.get(`/router-users?routerId=${routerId}&q=${username}`)).body.data[0];
  const work = (operationId: string) => runRouterOperation(server.services, turns(), { organizationId: organization.organizationId, operationId });

  /** Somebody asked for another address, which the router has not answered; then the technician completes the order. */
  async function completedMeanwhile(username: string) {
    const { conversion } = await converted({ type: 'new_with_proforma', routerUser: { routerId, service: 'pppoe', username } });
    await provision(server.services, turns(), { organizationId: organization.organizationId, conversionId: conversion.id });
    const { body: { serviceOrderId, subscriberId } } = await owner.get(`/conversions/${conversion.id}`);
    await router.faults.set({ kind: 'refuse' });
    const { id } = await userOf(username);
    const { body: change } = await owner.post(`/router-users/${id}/change`, { ipAddress: `10.30.0.${made}` });
    await work(change.id);
    const completed = await owner.post(`/service-orders/${serviceOrderId}/complete`, { openItemsReason: 'Done before' });
    expect([completed.status, completed.body.status]).toEqual([200, 'completed']);
    expect((await owner.get(`/subscribers/${subscriberId}`)).body.status).toBe('active');
    expect((await userOf(username)).lastOperation).toMatchObject({ kind: 'change', state: 'queued' });
    await router.faults.clear();
    return change.id as string;
  }
  const secret = (username: string) => router.secrets.find(({ name }) => name === username);

  test('holds up nothing of it: the user is enabled after what was asked before', async () => {
    const change = await completedMeanwhile('waits-2');
    await work(change);
    expect(secret('waits-2')).toMatchObject({ 'remote-address': `10.30.0.${made}`, disabled: 'true' });
    const { lastOperation } = await userOf('waits-2');
    expect(lastOperation).toMatchObject({ kind: 'enable', state: 'queued' });
    await work(lastOperation.id);
    expect(secret('waits-2')).toMatchObject({ disabled: 'false' });
  });

  test('or once that was called off, within the minute, and only once', async () => {
    const change = await completedMeanwhile('waits-3');
    expect((await owner.post(`/router-operations/${change}/cancel`)).status).toBe(200);
    await resumeRouterOperations(server.services);
    const { id, lastOperation } = await userOf('waits-3');
    expect(lastOperation).toMatchObject({ kind: 'enable', state: 'queued' });
    expect((await owner.post(`/router-operations/${lastOperation.id}/cancel`)).status).toBe(200);
    await resumeRouterOperations(server.services);
    expect((await owner.get(`/router-users/${id}`)).body.lastOperation).toMatchObject({ id: lastOperation.id, state: 'cancelled' });
  });
});
