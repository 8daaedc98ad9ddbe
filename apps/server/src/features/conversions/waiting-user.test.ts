import { startRouterSimulator, type RouterSimulator } from '@lastmile/routeros-simulator';
import { createRouterTurns } from '../routers/index.ts';
import { runRouterOperation } from '../router-users/index.ts';
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

async function converted(request: object) {
  const { body: lead } = await owner.post('/leads', { name: 'Customer', phone: '0712600001', offerId });
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
