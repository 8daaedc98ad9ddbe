import type { Item, ServiceOrder, StockMovement } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let technician: SignedInClient;
let warehouse: string;
let van: string;
let router: string;
let cable: string;
let offerId: string;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
  technician = await organization.signIn('technician');
  warehouse = await id('/stock-locations', { name: 'Main warehouse', type: 'warehouse' });
  van = await id('/stock-locations', { name: 'Van 1', type: 'vehicle', technicianId: technician.user.id });
  router = await id('/items', { sku: 'RTR-1', name: 'Router', serialTracking: true, locationId: warehouse });
  cable = await id('/items', { sku: 'CAB-1', name: 'Drop cable', unit: 'metre', locationId: warehouse });
  offerId = await id('/offers', {
    name: 'Home 20', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10, equipment: [{ itemId: router, quantity: 1 }, { itemId: cable, quantity: 50 }],
  });
});
afterEach(async () => {
  expect((await owner.get('/inventory/audit')).body.differences).toEqual([]);
});

async function id(path: string, body: object): Promise<string> {
  const reply = await owner.post(path, body);
  if (reply.status !== 201) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
  return reply.body.id as string;
}
const receiveRouters = (locationId: string, ...serials: string[]) => id(`/items/${router}/receive`, { locationId, units: serials.map((serial) => ({ serial })) });
const receiveCable = (locationId: string, quantity: number) => id(`/items/${cable}/receive`, { locationId, quantity });

let made = 0;
async function plan(request: object = {}) {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, offerId });
  const asked = { type: 'new_with_proforma', ...request };
  const { body } = await owner.post(`/leads/${lead.id}/conversion-plan`, asked);
  return { leadId: lead.id as string, asked, body };
}
async function ordered(request: object = {}): Promise<ServiceOrder & { leadId: string }> {
  const { leadId, asked, body } = await plan(request);
  const { body: conversion } = await owner.post(`/leads/${leadId}/conversion`, { planHash: body.planHash, ...asked });
  return { ...(await order(conversion.serviceOrderId)), leadId };
}
const order = async (which: string) => (await owner.get(`/service-orders/${which}`)).body as ServiceOrder;
const figures = async (which: string) => {
  const { onHand, reserved, available } = (await owner.get(`/items/${which}`)).body as Item;
  return [onHand, reserved, available];
};
const complete = (which: string, body: object = {}) => technician.post(`/service-orders/${which}/complete`, { openItemsReason: 'All done', ...body });
const short = ({ equipment }: ServiceOrder) => equipment.map(({ itemName, quantity, reserved, issued }) => [itemName, quantity, reserved, issued]);

test('a package lists what comes with it, each item once, and a change of that is a change of the package', async () => {
  const { body: offer } = await owner.get(`/offers/${offerId}`);
  expect(offer.equipment).toEqual([
    { itemId: router, itemName: 'Router', sku: 'RTR-1', unit: 'piece', serialTracking: true, quantity: 1 }, { itemId: cable, itemName: 'Drop cable', sku: 'CAB-1', unit: 'metre', serialTracking: false, quantity: 50 },
  ]);
  const twice = await owner.patch(`/offers/${offerId}`, { equipment: [{ itemId: router, quantity: 1 }, { itemId: router, quantity: 2 }] });
  expect(twice.body.errors).toMatchObject([{ pointer: '/equipment/1/itemId' }]);
  const other = await server.makeOrganization();
  expect((await other.owner.post('/offers', { name: 'Theirs', monthlyPrice: '1', downloadMbps: 1, uploadMbps: 1, equipment: [{ itemId: router, quantity: 1 }] })).body.errors).toMatchObject([{ pointer: '/equipment/0/itemId' }]);
  const changed = await owner.patch(`/offers/${offerId}`, { equipment: [{ itemId: cable, quantity: 60 }] }, { headers: { 'if-match': '"1"' } });
  expect(changed.body).toMatchObject({ version: 2, equipment: [{ itemId: cable, quantity: 60 }] });
  expect((await owner.patch(`/offers/${offerId}`, { equipment: [{ itemId: cable, quantity: 60 }] })).body.version).toBe(2);
  expect(await owner.patch(`/offers/${offerId}`, { name: 'Home' }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
});

test('an order holds what its package needs, and completing it issues the serials that are named and the rest by itself', async () => {
  await receiveRouters(warehouse, 'A', 'B');
  await receiveCable(warehouse, 80);
  const { id: orderId, subscriberId, ...made_ } = await ordered();
  expect(made_).toMatchObject({ equipmentMissing: 0, equipment: [{ itemName: 'Router', reserved: 1, heldAt: [{ locationName: 'Main warehouse', quantity: 1 }] }, { itemName: 'Drop cable', reserved: 50 }] });
  expect([await figures(router), await figures(cable)]).toEqual([[2, 1, 1], [80, 50, 30]]);
  const asked = await complete(orderId);
  expect(asked).toBeProblem(409, 'serials_needed');
  expect(asked.body.items).toEqual([{ itemId: router, name: 'Router', needed: 1, named: 0 }]);
  const done = await complete(orderId, { equipment: [{ itemId: router, serials: [' b '] }, { itemId: cable, quantity: 43 }] });
  expect([done.status, short(done.body)]).toEqual([200, [['Router', 1, 0, 1], ['Drop cable', 50, 0, 43]]]);
  expect(done.body.equipment[0].units).toMatchObject([{ serial: 'B' }]);
  expect([await figures(router), await figures(cable)]).toEqual([[1, 0, 1], [37, 0, 37]]);
  const { body: { data } } = await owner.get(`/stock-movements?serviceOrderId=${orderId}`);
  expect((data as StockMovement[]).map(({ type, quantity, subscriberId: whose }) => [type, quantity, whose])).toEqual([['issue', 43, subscriberId], ['issue', 1, subscriberId]]);
});

test('a shortage stops nothing and is said on the plan and the order; what comes later is held when somebody asks', async () => {
  await receiveCable(warehouse, 20);
  const { body } = await plan();
  expect(body.blockers).toEqual([]);
  expect(body.effects.find(({ kind }: { kind: string }) => kind === 'equipment')).toMatchObject({
    summary: 'Equipment is short: 0 of 1 Router, 20 of 50 Drop cable', details: { isShort: true, items: [{ reserved: 0, quantity: 1 }, { reserved: 20, quantity: 50, from: ['Main warehouse'] }] },
  });
  const first = await ordered();
  expect([first.equipmentMissing, short(first)]).toEqual([31, [['Router', 1, 0, 0], ['Drop cable', 50, 20, 0]]]);
  const second = await ordered();
  const refused = await owner.post(`/service-orders/${second.id}/reserve-equipment`);
  expect(refused).toBeProblem(409, 'not_enough_stock');
  expect(refused.body.heldBy).toEqual([{ holder: first.number, item: 'Drop cable', quantity: 20 }]);
  await receiveRouters(warehouse, 'A');
  await receiveCable(warehouse, 100);
  const { body: held } = await technician.post(`/service-orders/${first.id}/reserve-equipment`);
  expect([held.equipmentMissing, short(held)]).toEqual([0, [['Router', 1, 1, 0], ['Drop cable', 50, 50, 0]]]);
  const issue = await owner.post(`/items/${router}/issue`, { locationId: warehouse, serials: ['A'], reference: 'Somebody' });
  expect(issue).toBeProblem(409, 'not_enough_stock');
  expect(issue.body.heldBy).toEqual([{ holder: first.number, quantity: 1 }]);
});

test('what is missing at the end is not made up: fewer serials need a reason, and cable is issued as far as it is there', async () => {
  await receiveCable(warehouse, 20);
  const { id: orderId } = await ordered();
  const { status, body } = await complete(orderId, { equipmentReason: 'They have their own router' });
  expect([status, short(body), body.equipmentReason]).toEqual([200, [['Router', 1, 0, 0], ['Drop cable', 50, 0, 20]], 'They have their own router']);
  expect(await figures(cable)).toEqual([0, 0, 0]);
});

test('the technician’s own van goes first, nobody else’s is taken from, and who comes instead takes it from theirs', async () => {
  const colleague = await organization.signIn('technician');
  const otherVan = await id('/stock-locations', { name: 'Van 2', type: 'vehicle', technicianId: colleague.user.id });
  await receiveRouters(warehouse, 'W');
  await receiveRouters(van, 'V');
  await receiveRouters(otherVan, 'O');
  await receiveCable(otherVan, 90);
  const at = { from: '2031-03-03T06:00:00Z', to: '2031-03-03T08:00:00Z' };
  const mine = await ordered({ appointment: { technicianId: technician.user.id, ...at } });
  expect(mine.equipment.map(({ heldAt }) => heldAt.map(({ locationName }) => locationName))).toEqual([['Van 1'], []]);
  const { body: theirs } = await owner.post(`/service-orders/${mine.id}/schedule`, { technicianId: colleague.user.id, ...at });
  expect((theirs as ServiceOrder).equipment.map(({ heldAt }) => heldAt.map(({ locationName }) => locationName))).toEqual([['Van 2'], ['Van 2']]);
  expect([await figures(router), await figures(cable)]).toEqual([[3, 1, 2], [90, 50, 40]]);
});

test('serials are taken from wherever they are, but not what is held for somebody else, and not what is not there', async () => {
  await receiveRouters(warehouse, 'A');
  await receiveRouters(van, 'V');
  const [one, two] = [await ordered(), await ordered()];
  expect(short(two)[0]).toEqual(['Router', 1, 0, 0]);
  const taken = await complete(two.id, { equipment: [{ itemId: router, serials: ['A'] }] });
  expect(taken).toBeProblem(409, 'not_enough_stock');
  expect(taken.body.heldBy).toEqual([{ holder: one.number, quantity: 1 }]);
  expect((await complete(two.id, { equipment: [{ itemId: router, serials: ['Z'] }] })).body.errors).toMatchObject([{ pointer: '/equipment/0/serials/0' }]);
  expect((await complete(two.id, { equipment: [{ itemId: router, serials: ['V', 'v'] }] })).body.errors).toMatchObject([{ pointer: '/equipment/0/serials/1' }]);
  expect((await complete(two.id, { equipment: [{ itemId: router, serials: ['V'] }] })).status).toBe(200);
  expect(await complete(one.id, { equipment: [{ itemId: router, serials: ['V'] }] })).toBeProblem(409, 'unit_not_available');
  expect((await complete(one.id, { equipment: [{ itemId: router, serials: ['A'] }] })).status).toBe(200);
  expect(await figures(router)).toEqual([0, 0, 0]);
});

test('cancelling an order or opening its lead again lets go of what is held, and what was installed stays installed', async () => {
  await receiveRouters(warehouse, 'A', 'B');
  await receiveCable(warehouse, 200);
  const [cancelled, reopened] = [await ordered(), await ordered()];
  expect(await figures(cable)).toEqual([200, 100, 100]);
  await owner.post(`/service-orders/${cancelled.id}/cancel`, { reason: 'They moved' });
  expect((await order(cancelled.id)).equipmentMissing).toBe(0);
  expect(await figures(cable)).toEqual([200, 50, 150]);
  await owner.post(`/leads/${reopened.leadId}/reopen`, { reason: 'Wrong package' });
  expect([await figures(router), await figures(cable)]).toEqual([[2, 0, 2], [200, 0, 200]]);
});

test('of many orders made at once exactly as many hold one as there are', async () => {
  await receiveRouters(warehouse, 'A', 'B', 'C');
  await receiveCable(warehouse, 120);
  const orders = await Promise.all(Array.from({ length: 6 }, () => ordered()));
  const held = (which: number) => orders.reduce((total, { equipment }) => total + equipment[which]!.reserved, 0);
  expect([held(0), held(1)]).toEqual([3, 120]);
  expect(await figures(router)).toEqual([3, 3, 0]);
});
