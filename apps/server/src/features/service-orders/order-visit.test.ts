import type { ServiceOrder } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let offerId: string;
let itemId: string;
let made = 0;
let subscriberId: string;
let subscriptionId: string;
let firstOrder: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  itemId = (await owner.post('/items', { sku: 'CABLE', name: 'Drop cable', unit: 'm' })).body.id;
  offerId = (await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10, equipment: [{ itemId, quantity: 30 }] })).body.id;
  const { body: warehouse } = await owner.post('/stock-locations', { name: 'Warehouse', type: 'warehouse' });
  await owner.post(`/items/${itemId}/receive`, { locationId: warehouse.id, quantity: 1000 });
});
afterAll(() => server.stop());
beforeEach(async () => {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, phone: `0712${String(950_000 + made)}`, offerId });
  const wanted = { type: 'new_with_proforma', installationAddress: 'Rose Court B4' };
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, wanted);
  const { status, body } = await owner.post(`/leads/${lead.id}/conversion`, { planHash, ...wanted });
  expect(status).toBe(202);
  ({ subscriberId, serviceOrderId: firstOrder } = body);
  subscriptionId = (await subscriber()).subscriptions[0].id;
});

const subscriber = async () => (await owner.get(`/subscribers/${subscriberId}`)).body;
const order = (body: object = {}, by = owner) => by.post('/service-orders', { subscriberId, ...body });
const cancelFirst = async () => expect((await owner.post(`/service-orders/${firstOrder}/cancel`, { reason: 'They are away' })).status).toBe(200);
const complete = async (id: string) => expect((await owner.post(`/service-orders/${id}/complete`, { openItemsReason: 'Done before' })).status).toBe(200);
const lastTold = async () => (await owner.get(`/subscribers/${subscriberId}/timeline`)).body.data.map(({ type }: { type: string }) => type);

test('where the first order was cancelled the installation is ordered anew: with the equipment and the checklist, and completing it has the service run', async () => {
  await cancelFirst();
  const { status, body } = await order({ subscriptionId, notes: '  Call before  ' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: 'open', subscriberId, offerName: 'Home 20', address: 'Rose Court B4', notes: 'Call before', conversionId: null, equipment: [{ itemId, quantity: 30, reserved: 30 }] });
  expect((body as ServiceOrder).checklist.length).toBeGreaterThan(0);
  expect(await subscriber()).toMatchObject({ status: 'new', subscriptions: [{ status: 'pending' }] });
  await complete(body.id);
  expect(await subscriber()).toMatchObject({ status: 'active', subscriptions: [{ status: 'active' }] });
  expect(await lastTold()).toContain('subscriber.installed');
});

test('an installation that is on its way is not ordered twice, not even at once', async () => {
  expect(await order({ subscriptionId })).toBeProblem(409, 'ordered_already');
  await cancelFirst();
  const replies = await Promise.all([order({ subscriptionId }), order({ subscriptionId })]);
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
});

test('a repair needs nothing of the package, and completing it changes nothing of the service', async () => {
  await complete(firstOrder);
  const { body } = await order({ subscriptionId, notes: 'No light on the ONT', address: 'The mast', checklist: ['Measure the light'], equipment: [{ itemId, quantity: 5 }] });
  expect(body).toMatchObject({ address: 'The mast', checklist: [{ text: 'Measure the light' }], equipment: [{ itemId, quantity: 5, reserved: 5 }] });
  const { version } = await subscriber();
  await complete(body.id);
  expect(await subscriber()).toMatchObject({ status: 'active', version });
  expect(await lastTold()).toContain('subscriber.visited');
});

test('a visit about nothing in particular does not make a new subscriber’s service run', async () => {
  const { body } = await order({ notes: 'Survey the roof' });
  expect(body).toMatchObject({ offerName: null, checklist: [], equipment: [], address: 'Rose Court B4' });
  await complete(body.id);
  expect(await subscriber()).toMatchObject({ status: 'new', subscriptions: [{ status: 'pending' }] });
});

test('the user that waits on the router is enabled with the installation that was ordered anew', async () => {
  const { body: router } = await owner.post('/routers', { name: `Tower ${made}`, host: '10.9.0.1', port: 8728, tls: 'off', username: 'lastmile', password: 'secret' });
  const userId = newId();
  await organization.inOrg(({ rows, organizationId, now }) => rows(
    `insert into router_users (organization_id, id, router_id, service, username, profile, sealed_password, subscriber_id, state, created_at, updated_at)
     values ($1, $2, $3, 'pppoe', 'wkamau1', 'home-20m', 'sealed', $4, 'waiting', $5, $5)`, [organizationId, userId, router.id, subscriberId, now]));
  await cancelFirst();
  const { body } = await order({ subscriptionId });
  expect(body).toMatchObject({ routerUserId: userId, routerUserState: 'waiting' });
  await complete(body.id);
  expect((await owner.get(`/router-users/${userId}`)).body.lastOperation).toMatchObject({ kind: 'enable', state: 'queued' });
});

test('who or what is not there, has ended or is not theirs is refused', async () => {
  expect(await order({ subscriberId: newId() })).toBeProblem(422, 'invalid_fields');
  expect(await order({ subscriptionId: newId() })).toBeProblem(422, 'invalid_fields');
  expect(await order({ equipment: [{ itemId: newId(), quantity: 1 }] })).toBeProblem(422, 'invalid_fields');
  expect((await order({}, await organization.signIn('sales'))).status).toBe(403);
  expect(await order({}, (await server.makeOrganization()).owner)).toBeProblem(422, 'invalid_fields');
  await organization.inOrg(({ rows, organizationId }) => rows("update subscriptions set status = 'ended' where organization_id = $1 and id = $2", [organizationId, subscriptionId]));
  expect(await order({ subscriptionId })).toBeProblem(422, 'invalid_fields');
  const technician = await organization.signIn('technician');
  const { status, body } = await order({ notes: 'Loose cable seen' }, technician);
  expect([status, body.technicianId]).toEqual([201, null]);
});
