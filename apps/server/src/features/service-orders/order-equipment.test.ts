import type { ServiceOrder, StockMovement } from '@lastmile/contracts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { openOrderDesk, type OrderDesk } from './testing/order-desk.ts';

let server: TestServer;
let desk: OrderDesk;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await openOrderDesk(server, ({ router, cable }) => [{ itemId: router, quantity: 1 }, { itemId: cable, quantity: 50 }]);
});
afterEach(() => desk.expectAudited());

const receiveRouters = (locationId: string, ...serials: string[]) => desk.done(desk.router, 'receive', { locationId, units: serials.map((serial) => ({ serial })) });
const receiveCable = (locationId: string, quantity: number) => desk.done(desk.cable, 'receive', { locationId, quantity });
const figures = async (which: string) => {
  const { onHand, reserved, available } = await desk.item(which);
  return [onHand, reserved, available];
};
const complete = (which: string, body: object = {}) => desk.technician.post(`/service-orders/${which}/complete`, { openItemsReason: 'All done', ...body });
const short = ({ equipment }: ServiceOrder) => equipment.map(({ itemName, quantity, reserved, issued }) => [itemName, quantity, reserved, issued]);

test('a package lists what comes with it, each item once, and a change of that is a change of the package', async () => {
  const { body: offer } = await desk.owner.get(`/offers/${desk.offerId}`);
  expect(offer.equipment).toEqual([
    { itemId: desk.router, itemName: 'Router', sku: 'RTR-1', unit: 'piece', serialTracking: true, quantity: 1 }, { itemId: desk.cable, itemName: 'Drop cable', sku: 'CAB-1', unit: 'metre', serialTracking: false, quantity: 50 },
  ]);
  const twice = await desk.owner.patch(`/offers/${desk.offerId}`, { equipment: [{ itemId: desk.router, quantity: 1 }, { itemId: desk.router, quantity: 2 }] });
  expect(twice.body.errors).toMatchObject([{ pointer: '/equipment/1/itemId' }]);
  const other = await server.makeOrganization();
  expect((await other.owner.post('/offers', { name: 'Theirs', monthlyPrice: '1', downloadMbps: 1, uploadMbps: 1, equipment: [{ itemId: desk.router, quantity: 1 }] })).body.errors).toMatchObject([{ pointer: '/equipment/0/itemId' }]);
  const changed = await desk.owner.patch(`/offers/${desk.offerId}`, { equipment: [{ itemId: desk.cable, quantity: 60 }] }, { headers: { 'if-match': '"1"' } });
  expect(changed.body).toMatchObject({ version: 2, equipment: [{ itemId: desk.cable, quantity: 60 }] });
  expect((await desk.owner.patch(`/offers/${desk.offerId}`, { equipment: [{ itemId: desk.cable, quantity: 60 }] })).body.version).toBe(2);
  expect(await desk.owner.patch(`/offers/${desk.offerId}`, { name: 'Home' }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
});

test('an order holds what its package needs, and completing it issues the serials that are named and the rest by itself', async () => {
  await receiveRouters(desk.warehouse, 'A', 'B');
  await receiveCable(desk.warehouse, 80);
  const { id: orderId, subscriberId, ...made_ } = await desk.order();
  expect(made_).toMatchObject({ equipmentMissing: 0, equipment: [{ itemName: 'Router', reserved: 1, heldAt: [{ locationName: 'Main warehouse', quantity: 1 }] }, { itemName: 'Drop cable', reserved: 50 }] });
  expect([await figures(desk.router), await figures(desk.cable)]).toEqual([[2, 1, 1], [80, 50, 30]]);
  const asked = await complete(orderId);
  expect(asked).toBeProblem(409, 'serials_needed');
  expect(asked.body.items).toEqual([{ itemId: desk.router, name: 'Router', needed: 1, named: 0 }]);
  const done = await complete(orderId, { equipment: [{ itemId: desk.router, serials: [' b '] }, { itemId: desk.cable, quantity: 43 }] });
  expect([done.status, short(done.body)]).toEqual([200, [['Router', 1, 0, 1], ['Drop cable', 50, 0, 43]]]);
  expect(done.body.equipment[0].units).toMatchObject([{ serial: 'B' }]);
  expect([await figures(desk.router), await figures(desk.cable)]).toEqual([[1, 0, 1], [37, 0, 37]]);
  const { body: { data } } = await desk.owner.get(`/stock-movements?serviceOrderId=${orderId}`);
  // The newest first; the cable is taken before the router, as it was added before it.
  expect((data as StockMovement[]).map(({ type, quantity, subscriberId: whose }) => [type, quantity, whose])).toEqual([['issue', 1, subscriberId], ['issue', 43, subscriberId]]);
});

test('a shortage stops nothing and is said on the plan and the order; what comes later is held when somebody asks', async () => {
  await receiveCable(desk.warehouse, 20);
  const { body } = await desk.plan();
  expect(body.blockers).toEqual([]);
  expect(body.effects.find(({ kind }: { kind: string }) => kind === 'equipment')).toMatchObject({
    summary: 'Equipment is short: 0 of 1 Router, 20 of 50 Drop cable', details: { isShort: true, items: [{ reserved: 0, quantity: 1 }, { reserved: 20, quantity: 50, from: ['Main warehouse'] }] },
  });
  const first = await desk.order();
  expect([first.equipmentMissing, short(first)]).toEqual([31, [['Router', 1, 0, 0], ['Drop cable', 50, 20, 0]]]);
  const second = await desk.order();
  const refused = await desk.owner.post(`/service-orders/${second.id}/reserve-equipment`);
  expect(refused).toBeProblem(409, 'not_enough_stock');
  expect(refused.body.heldBy).toEqual([{ holder: first.number, item: 'Drop cable', quantity: 20 }]);
  await receiveRouters(desk.warehouse, 'A');
  await receiveCable(desk.warehouse, 100);
  const { body: held } = await desk.technician.post(`/service-orders/${first.id}/reserve-equipment`);
  expect([held.equipmentMissing, short(held)]).toEqual([0, [['Router', 1, 1, 0], ['Drop cable', 50, 50, 0]]]);
  const issue = await desk.owner.post(`/items/${desk.router}/issue`, { locationId: desk.warehouse, serials: ['A'], reference: 'Somebody' });
  expect(issue).toBeProblem(409, 'not_enough_stock');
  expect(issue.body.heldBy).toEqual([{ holder: first.number, quantity: 1 }]);
});

test('what is missing at the end is not made up: fewer serials need a reason, and cable is issued as far as it is there', async () => {
  await receiveCable(desk.warehouse, 20);
  const { id: orderId } = await desk.order();
  const { status, body } = await complete(orderId, { equipmentReason: 'They have their own router' });
  expect([status, short(body), body.equipmentReason]).toEqual([200, [['Router', 1, 0, 0], ['Drop cable', 50, 0, 20]], 'They have their own router']);
  expect(await figures(desk.cable)).toEqual([0, 0, 0]);
});

test('more cable than there is is refused with how much there is, and kept on the order with the reason', async () => {
  const colleague = await desk.organization.signIn('technician');
  await receiveCable(desk.warehouse, 60);
  await receiveCable(desk.van, 20);
  await receiveCable(await desk.id('/stock-locations', { name: 'Van 2', type: 'vehicle', technicianId: colleague.user.id }), 90);
  const { id: orderId } = await desk.order();
  await desk.order();
  const named = { equipment: [{ itemId: desk.router, serials: [] }, { itemId: desk.cable, quantity: 100 }] };
  const withoutRouters = await desk.owner.put(`/service-orders/${orderId}/equipment`, { equipment: [{ itemId: desk.cable, quantity: 50 }] });
  expect(withoutRouters.status).toBe(200);
  const refused = await complete(orderId, named);
  expect(refused).toBeProblem(409, 'not_enough_stock');
  expect(refused.body).toMatchObject({ available: 70, errors: [{ pointer: '/equipment/1/quantity', detail: expect.stringMatching(/^Only 70 available\./) }] });
  expect(refused.body.heldBy.reduce((total: number, { quantity }: { quantity: number }) => total + quantity, 0)).toBe(10);
  expect((await desk.read(orderId)).status).not.toBe('completed');
  const { status, body } = await complete(orderId, { ...named, equipmentReason: 'A roll that nobody had booked' });
  expect([status, short(body), body.equipment[0].short, body.equipmentReason]).toEqual([200, [['Drop cable', 50, 0, 70]], 30, 'A roll that nobody had booked']);
  const { body: { data: events } } = await desk.owner.get(`/events?types=service_order.completed,subscriber.installed`);
  for (const { changes } of events) expect(changes).toMatchObject({ beyondStock: [{ name: 'Drop cable', unit: 'metre', quantity: 30 }] });
  expect(events).toHaveLength(2);

  // Somebody finds the roll and books it on the order.
  await receiveCable(desk.warehouse, 40);
  await desk.done(desk.cable, 'issue', { locationId: desk.warehouse, quantity: 25, serviceOrderId: orderId });
  expect((await desk.read(orderId)).equipment[0]).toMatchObject({ issued: 95, short: 5 });
  await desk.done(desk.cable, 'return', { locationId: desk.warehouse, quantity: 10, condition: 'good', serviceOrderId: orderId });
  expect((await desk.read(orderId)).equipment[0]).toMatchObject({ issued: 85, short: 5 });
});

test('what nobody planned and nobody has is kept on the order too', async () => {
  const { id: orderId } = await desk.order();
  await desk.owner.put(`/service-orders/${orderId}/equipment`, { equipment: [] });
  const said = { equipment: [{ itemId: desk.cable, quantity: 12 }] };
  expect((await complete(orderId, said)).body).toMatchObject({ code: 'not_enough_stock', available: 0, detail: expect.stringMatching(/^Drop cable: only 0 available\./) });
  const { body } = await complete(orderId, { ...said, equipmentReason: 'Their own cable' });
  expect(body.equipment).toMatchObject([{ itemName: 'Drop cable', issued: 0, short: 12 }]);
});

test('the technician’s own van goes first, nobody else’s is taken from, and who comes instead takes it from theirs', async () => {
  const colleague = await desk.organization.signIn('technician');
  const otherVan = await desk.id('/stock-locations', { name: 'Van 2', type: 'vehicle', technicianId: colleague.user.id });
  await receiveRouters(desk.warehouse, 'W');
  await receiveRouters(desk.van, 'V');
  await receiveRouters(otherVan, 'O');
  await receiveCable(otherVan, 90);
  const at = { from: '2031-03-03T06:00:00Z', to: '2031-03-03T08:00:00Z' };
  const mine = await desk.order({ appointment: { technicianId: desk.technician.user.id, ...at } });
  expect(mine.equipment.map(({ heldAt }) => heldAt.map(({ locationName }) => locationName))).toEqual([['Van 1'], []]);
  const { body: theirs } = await desk.owner.post(`/service-orders/${mine.id}/schedule`, { technicianId: colleague.user.id, ...at });
  expect((theirs as ServiceOrder).equipment.map(({ heldAt }) => heldAt.map(({ locationName }) => locationName))).toEqual([['Van 2'], ['Van 2']]);
  expect([await figures(desk.router), await figures(desk.cable)]).toEqual([[3, 1, 2], [90, 50, 40]]);
});

test('serials are taken from wherever they are, but not what is held for somebody else, and not what is not there', async () => {
  await receiveRouters(desk.warehouse, 'A');
  await receiveRouters(desk.van, 'V');
  const [one, two] = [await desk.order(), await desk.order()];
  expect(short(two)[0]).toEqual(['Router', 1, 0, 0]);
  const taken = await complete(two.id, { equipment: [{ itemId: desk.router, serials: ['A'] }] });
  expect(taken).toBeProblem(409, 'not_enough_stock');
  expect(taken.body.heldBy).toEqual([{ holder: one.number, quantity: 1 }]);
  expect((await complete(two.id, { equipment: [{ itemId: desk.router, serials: ['Z'] }] })).body.errors).toMatchObject([{ pointer: '/equipment/0/serials/0' }]);
  expect((await complete(two.id, { equipment: [{ itemId: desk.router, serials: ['V', 'v'] }] })).body.errors).toMatchObject([{ pointer: '/equipment/0/serials/1' }]);
  expect((await complete(two.id, { equipment: [{ itemId: desk.router, serials: ['V'] }] })).status).toBe(200);
  expect(await complete(one.id, { equipment: [{ itemId: desk.router, serials: ['V'] }] })).toBeProblem(409, 'unit_not_available');
  expect((await complete(one.id, { equipment: [{ itemId: desk.router, serials: ['A'] }] })).status).toBe(200);
  expect(await figures(desk.router)).toEqual([0, 0, 0]);
});

test('the last one that is held is told of once, whatever becomes of its hold, and again when it had been free in between', async () => {
  const colleague = await desk.organization.signIn('technician');
  const told = async () => (await desk.organization.eventsOf('inventory.out_of_stock')).map(({ changes }) => changes.name);
  await receiveRouters(desk.warehouse, 'A');
  const leadId = await desk.id('/leads', { name: 'Customer of a quote', offerId: desk.offerId });
  const quote = await desk.id('/quotes', { leadId, items: [{ offerId: desk.offerId, quantity: '1', period: 'monthly' }] });
  expect((await desk.owner.post(`/quotes/${quote}/hold-stock`)).status).toBe(200);
  expect(await told()).toEqual(['Router']);
  // From the quote to the order, to another technician, into a van, with other needs, and to the subscriber.
  const asked = { type: 'new_with_proforma' };
  const { body: { planHash } } = await desk.owner.post(`/leads/${leadId}/conversion-plan`, asked);
  const { body: { serviceOrderId: orderId } } = await desk.owner.post(`/leads/${leadId}/conversion`, { planHash, ...asked });
  const at = { from: '2031-03-03T06:00:00Z', to: '2031-03-03T08:00:00Z' };
  await desk.owner.post(`/service-orders/${orderId}/schedule`, { technicianId: colleague.user.id, ...at });
  await desk.owner.post(`/service-orders/${orderId}/schedule`, { technicianId: desk.technician.user.id, ...at });
  await desk.done(desk.router, 'transfer', { fromLocationId: desk.warehouse, toLocationId: desk.van, serials: ['A'] });
  expect((await desk.read(orderId)).equipment[0]!.heldAt).toMatchObject([{ locationName: 'Van 1' }]);
  await desk.owner.put(`/service-orders/${orderId}/equipment`, { equipment: [{ itemId: desk.router, quantity: 2 }] });
  expect(await figures(desk.router)).toEqual([1, 1, 0]);
  expect(await told()).toEqual(['Router']);
  await desk.owner.put(`/service-orders/${orderId}/equipment`, { equipment: [] });
  await desk.owner.put(`/service-orders/${orderId}/equipment`, { equipment: [{ itemId: desk.router, quantity: 1 }] });
  expect(await told()).toEqual(['Router', 'Router']);
  const done = await desk.owner.post(`/service-orders/${orderId}/complete`, { openItemsReason: 'All done', equipment: [{ itemId: desk.router, serials: ['A'] }] });
  expect([done.status, await figures(desk.router), await told()]).toEqual([200, [0, 0, 0], ['Router', 'Router']]);
});

test('cancelling an order or opening its lead again lets go of what is held, and what was installed stays installed', async () => {
  await receiveRouters(desk.warehouse, 'A', 'B');
  await receiveCable(desk.warehouse, 200);
  const [cancelled, reopened] = [await desk.order(), await desk.order()];
  expect(await figures(desk.cable)).toEqual([200, 100, 100]);
  await desk.owner.post(`/service-orders/${cancelled.id}/cancel`, { reason: 'They moved' });
  expect((await desk.read(cancelled.id)).equipmentMissing).toBe(0);
  expect(await figures(desk.cable)).toEqual([200, 50, 150]);
  await desk.owner.post(`/leads/${reopened.leadId}/reopen`, { reason: 'Wrong package' });
  expect([await figures(desk.router), await figures(desk.cable)]).toEqual([[2, 0, 2], [200, 0, 200]]);
});

test('of many orders made at once exactly as many hold one as there are', async () => {
  await receiveRouters(desk.warehouse, 'A', 'B', 'C');
  await receiveCable(desk.warehouse, 120);
  const orders = await Promise.all(Array.from({ length: 6 }, () => desk.order()));
  const held = (which: number) => orders.reduce((total, { equipment }) => total + equipment[which]!.reserved, 0);
  expect([held(0), held(1)]).toEqual([3, 120]);
  expect(await figures(desk.router)).toEqual([3, 3, 0]);
});
