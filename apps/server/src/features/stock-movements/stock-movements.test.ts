import type { StockMovement, StockUnit } from '@lastmile/contracts';
import { letOverdueGo } from './expired.ts';
import { openStockDesk, startTestServer, type StockDesk, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let desk = {} as StockDesk;
let { organization, owner, warehouse, van, cable, router, id, item, move, done } = desk;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => { ({ organization, owner, warehouse, van, cable, router, id, item, move, done } = desk = await openStockDesk(server)); });
afterEach(() => desk.expectAudited());

const undo = (movement: StockMovement) => owner.post(`/stock-movements/${movement.id}/reverse`, {});
const figures = async (which: string) => {
  const { onHand, reserved, available, inTransit, setAside, value } = await item(which);
  return { onHand, reserved, available, inTransit, setAside, value };
};
const nothing = { onHand: 0, reserved: 0, available: 0, inTransit: 0, setAside: 0, value: '0.00' };

async function subscriber(): Promise<string> {
  const lead = await owner.post('/leads', { name: 'Joyce Muthoni' });
  const offer = await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10 });
  const type = { type: 'active_without_invoice', offerId: offer.body.id };
  const plan = await owner.post(`/leads/${lead.body.id}/conversion-plan`, type);
  await owner.post(`/leads/${lead.body.id}/conversion`, { planHash: plan.body.planHash, ...type });
  return (await owner.get('/subscribers')).body.data[0].id as string;
}

test('receiving, issuing, moving, correcting and returning each change what is there by one movement, and each is undone by its opposite', async () => {
  const received = await done(cable, 'receive', { locationId: warehouse, quantity: 100, unitCost: '2.50', reference: 'D-0088', supplier: 'Nairobi Networks' });
  expect(received).toMatchObject({ type: 'receive', quantity: 100, value: '250.00', toLocationName: 'Main warehouse', reference: 'D-0088', canReverse: true });
  const before = await figures(cable);
  const issued = await done(cable, 'issue', { locationId: warehouse, quantity: 30, reference: 'SO-7' });
  const sent = await done(cable, 'transfer', { fromLocationId: warehouse, toLocationId: van, quantity: 20 });
  const lost = await done(cable, 'adjust', { locationId: warehouse, change: -5, reason: 'Cut wrongly' });
  const back = await done(cable, 'return', { locationId: van, quantity: 2, condition: 'to_test' });
  expect(await item(cable)).toMatchObject({
    onHand: 65, available: 65, setAside: 2, value: '162.50', averageCost: '2.50',
    levels: [{ locationName: 'Main warehouse', onHand: 45 }, { locationName: 'Van 1', onHand: 20, setAside: 2 }],
  });
  for (const movement of [back, lost, sent, issued]) expect((await undo(movement)).body).toMatchObject({ quantity: -movement.quantity, reversesId: movement.id });
  expect(await figures(cable)).toEqual(before);
  expect(await undo(issued)).toBeProblem(409, 'already_reversed');
  expect((await undo(received)).status).toBe(201);
  expect(await figures(cable)).toEqual(nothing);
  const undoing = (await owner.get(`/stock-movements?itemId=${cable}`)).body.data[0] as StockMovement;
  expect(await undo(undoing)).toBeProblem(409, 'not_reversible');
});

test('what is not there is refused with how many are and who holds the others', async () => {
  await done(cable, 'receive', { locationId: warehouse, quantity: 10 });
  await done(cable, 'reserve', { locationId: warehouse, quantity: 7, reference: 'Quote Q-12' });
  const refused = await move(cable, 'issue', { locationId: warehouse, quantity: 4, reference: 'X' });
  expect(refused).toBeProblem(409, 'not_enough_stock');
  expect(refused.body).toMatchObject({ available: 3, heldBy: [{ holder: 'Quote Q-12', quantity: 7 }], errors: [{ pointer: '/quantity' }] });
  expect(await move(cable, 'adjust', { locationId: warehouse, change: -4, reason: 'Lost' })).toBeProblem(409, 'not_enough_stock');
  expect(await move(cable, 'transfer', { fromLocationId: van, toLocationId: warehouse, quantity: 1 })).toBeProblem(409, 'not_enough_stock');
  expect(await figures(cable)).toMatchObject({ onHand: 10, reserved: 7, available: 3 });
});

test('no more comes back than went out, in all and from each subscriber, and what came back is not undone twice', async () => {
  await done(cable, 'receive', { locationId: warehouse, quantity: 100 });
  const joyce = await subscriber();
  const back = (quantity: number, subscriberId?: string) => move(cable, 'return', { locationId: warehouse, quantity, condition: 'good', subscriberId });
  expect(await back(1)).toBeProblem(409, 'not_issued');
  const issued = await done(cable, 'issue', { locationId: warehouse, quantity: 30, subscriberId: joyce });
  await done(cable, 'issue', { locationId: warehouse, quantity: 10, reference: 'Mast' });
  const refused = await back(31, joyce);
  expect(refused).toBeProblem(409, 'not_issued');
  expect(refused.body).toMatchObject({ out: 30, detail: 'Drop cable: Joyce Muthoni has only 30 of it. What was never issued here is received or adjusted.', errors: [{ pointer: '/quantity' }] });
  expect(await back(41)).toBeProblem(409, 'not_issued');
  // Both at once ask for the last of it.
  const replies = await Promise.all([back(25, joyce), back(25, joyce)]);
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect(await undo(issued)).toBeProblem(409, 'not_reversible');
  expect(await figures(cable)).toMatchObject({ onHand: 85 });
  await undo(replies.find(({ status }) => status === 201)!.body as StockMovement);
  expect((await undo(issued)).status).toBe(201);
  expect(await figures(cable)).toMatchObject({ onHand: 90 });
});

test('units are known by their serials: where each is, who has it, and what it went through', async () => {
  const joyce = await subscriber();
  const received = await done(router, 'receive', { locationId: warehouse, units: [{ serial: ' hf4091k2q ', mac: 'a4-91-b1-22-33-44' }, { serial: 'HF2' }], unitCost: '9400' });
  expect(received.units.map(({ serial, mac }) => [serial, mac])).toEqual([['HF2', null], ['HF4091K2Q', 'A491B1223344']]);
  expect(await move(router, 'receive', { locationId: van, units: [{ serial: 'hf2' }] })).toBeProblem(409, 'serial_taken');
  expect(await move(router, 'receive', { locationId: van, units: [{ serial: 'HF3', mac: 'A4:91:B1:22:33:44' }] })).toBeProblem(409, 'mac_taken');
  const issued = await done(router, 'issue', { locationId: warehouse, serials: ['HF4091K2Q'], subscriberId: joyce });
  const again = await move(router, 'issue', { locationId: warehouse, serials: ['HF4091K2Q'], subscriberId: joyce });
  expect(again).toBeProblem(409, 'unit_not_available');
  expect(again.body.units).toEqual([{ serial: 'HF4091K2Q', state: 'issued', where: 'Joyce Muthoni' }]);
  expect((await owner.get('/inventory/lookup?code=a491.b122.3344')).body.units).toMatchObject([{ serial: 'HF4091K2Q', state: 'issued', subscriberName: 'Joyce Muthoni' }]);
  expect((await owner.get(`/stock-units?subscriberId=${joyce}`)).body.data).toHaveLength(1);
  expect((await item(router)).subscribers).toMatchObject([{ id: joyce, units: 1 }]);
  expect(await undo(received)).toBeProblem(409, 'unit_moved');
  const back = await done(router, 'return', { locationId: warehouse, serials: ['HF4091K2Q'], condition: 'faulty' });
  expect(back).toMatchObject({ subscriberId: joyce, toState: 'set_aside' });
  expect(await move(router, 'issue', { locationId: warehouse, serials: ['HF4091K2Q'], subscriberId: joyce })).toBeProblem(409, 'unit_not_available');
  await done(router, 'inspect', { locationId: warehouse, serials: ['HF4091K2Q'], result: 'good' });
  const unit = received.units.find(({ serial }) => serial === 'HF4091K2Q')!;
  expect((await owner.get(`/stock-movements?unitId=${unit.id}`)).body.data.map(({ type }: StockMovement) => type)).toEqual(['adjust', 'return', 'issue', 'receive']);
  expect(issued.subscriberName).toBe('Joyce Muthoni');
  await done(router, 'adjust', { locationId: warehouse, serials: ['HF2'], reason: 'Stolen' });
  expect((await done(router, 'receive', { locationId: van, units: [{ serial: 'HF2' }] })).units[0]!.serial).toBe('HF2');
});

test('the MAC of what was written off goes to who comes with it, and what is brought back then has none', async () => {
  const macs = async () => Object.fromEntries((await owner.get(`/stock-units?itemId=${router}`)).body.data.map(({ serial, mac, state }: StockUnit) => [serial, [mac, state]]));
  const receive = (...units: { serial: string; mac?: string }[]) => move(router, 'receive', { locationId: warehouse, units });
  await receive({ serial: 'HF4O91', mac: 'A491B1223344' });
  const written = await done(router, 'adjust', { locationId: warehouse, serials: ['HF4O91'], reason: 'Mistyped' });
  expect((await receive({ serial: 'HF4091', mac: 'a4:91:b1:22:33:44' })).status).toBe(201);
  expect(await macs()).toEqual({ HF4091: ['A491B1223344', 'in_stock'], HF4O91: [null, 'retired'] });
  expect((await undo(written)).status).toBe(201);
  expect(await macs()).toEqual({ HF4091: ['A491B1223344', 'in_stock'], HF4O91: [null, 'in_stock'] });
  expect(await receive({ serial: 'HF5', mac: 'A491B1223344' })).toBeProblem(409, 'mac_taken');
  // Both were written off and come again, each with the other's.
  await receive({ serial: 'HF6', mac: 'A491B1223366' });
  await done(router, 'adjust', { locationId: warehouse, serials: ['HF4091', 'HF6'], reason: 'Labels mixed up' });
  expect((await receive({ serial: 'HF4091', mac: 'A491B1223366' }, { serial: 'HF6', mac: 'A491B1223344' })).status).toBe(201);
  expect(await macs()).toMatchObject({ HF4091: ['A491B1223366', 'in_stock'], HF6: ['A491B1223344', 'in_stock'] });
});

test('a MAC of what was written off is given to one of two who come with it at once, and undoing that meanwhile fails nobody else', async () => {
  const other = await id('/items', { sku: 'RTR-2', name: 'Other router', serialTracking: true });
  await done(router, 'receive', { locationId: warehouse, units: [{ serial: 'A', mac: 'A491B1223344' }] });
  const written = await done(router, 'adjust', { locationId: warehouse, serials: ['A'], reason: 'Mistyped' });
  const [one, two, three] = await Promise.all([
    move(router, 'receive', { locationId: warehouse, units: [{ serial: 'B', mac: 'A491B1223344' }] }), move(other, 'receive', { locationId: warehouse, units: [{ serial: 'C', mac: 'A491B1223344' }] }), undo(written),
  ]);
  expect(three.status).toBe(201);
  expect([one.status, two.status].filter((status) => status === 201).length).toBeLessThan(2);
  for (const reply of [one, two]) if (reply.status !== 201) expect(reply).toBeProblem(409, 'mac_taken');
});

test('what is on its way is nobody’s to issue until it arrived, and both are undone in turn', async () => {
  await done(router, 'receive', { locationId: warehouse, units: [{ serial: 'A' }, { serial: 'B' }] });
  const sent = await done(router, 'transfer', { fromLocationId: warehouse, toLocationId: van, serials: ['A'], inTransit: true });
  expect(sent.isInTransit).toBe(true);
  expect(await figures(router)).toMatchObject({ onHand: 1, inTransit: 1 });
  expect(await move(router, 'issue', { locationId: van, serials: ['A'], reference: 'X' })).toBeProblem(409, 'unit_not_available');
  const both = await Promise.all([owner.post(`/stock-movements/${sent.id}/confirm`, {}), owner.post(`/stock-movements/${sent.id}/confirm`, {})]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  const arrived = both.find(({ status }) => status === 201)!.body as StockMovement;
  expect(await undo(sent)).toBeProblem(409, 'not_reversible');
  expect((await undo(arrived)).status).toBe(201);
  expect((await undo(sent)).status).toBe(201);
  expect((await item(router)).levels).toMatchObject([{ locationName: 'Main warehouse', onHand: 2 }]);
});

test('what is held is let go, issued or expires, and each frees it for others once', async () => {
  await done(router, 'receive', { locationId: warehouse, units: ['A', 'B', 'C'].map((serial) => ({ serial })) });
  const held = (serial: string, more: object = {}) => done(router, 'reserve', { locationId: warehouse, serials: [serial], reference: 'Visit', ...more });
  const [a, b] = [await held('A'), await held('B', { expiresAt: new Date(server.clock.now().getTime() + 60_000).toISOString() })];
  expect(await figures(router)).toMatchObject({ onHand: 3, reserved: 2, available: 1 });
  expect((await owner.post(`/stock-reservations/${a.id}/issue`)).body).toMatchObject({ type: 'issue', reservationId: a.id, reference: 'Visit' });
  expect(await owner.post(`/stock-reservations/${a.id}/release`)).toBeProblem(409, 'reservation_over');
  server.clock.advance(120_000);
  expect(await owner.post(`/stock-reservations/${b.id}/issue`)).toBeProblem(409, 'reservation_over');
  await done(router, 'issue', { locationId: warehouse, serials: ['B'], reference: 'Other' });
  expect(await figures(router)).toMatchObject({ onHand: 1, reserved: 0, available: 1 });
  expect((await owner.get('/stock-reservations?state=expired')).body.data).toMatchObject([{ id: b.id }]);
});

test('what was held for a time is available again when that is over, though nobody asks for it', async () => {
  await done(cable, 'receive', { locationId: warehouse, quantity: 5 });
  await done(cable, 'reserve', { locationId: warehouse, quantity: 4, reference: 'Visit', expiresAt: new Date(server.clock.now().getTime() + 60_000).toISOString() });
  await organization.inOrg(letOverdueGo);
  expect(await figures(cable)).toMatchObject({ reserved: 4, available: 1 });
  server.clock.advance(120_000);
  await organization.inOrg(letOverdueGo);
  expect(await figures(cable)).toMatchObject({ reserved: 0, available: 5 });
});

test('what is held for a service order is issued when its work is done, and let go when it is cancelled', async () => {
  const joyce = await subscriber();
  const { body: orders } = await owner.get(`/service-orders?subscriberId=${joyce}`);
  const serviceOrderId = orders.data[0].id as string;
  await done(router, 'receive', { locationId: van, units: [{ serial: 'A' }] });
  await done(router, 'reserve', { locationId: van, serials: ['A'], serviceOrderId });
  expect((await owner.post(`/service-orders/${serviceOrderId}/complete`, { openItemsReason: 'Done by phone' })).status).toBe(200);
  expect((await owner.get(`/stock-units?subscriberId=${joyce}`)).body.data).toMatchObject([{ serial: 'A', state: 'issued', serviceOrderId }]);
  expect(await figures(router)).toMatchObject({ onHand: 0, reserved: 0 });
});

test('the average moves with what comes in at another cost, and the last to go takes what is left', async () => {
  await done(cable, 'receive', { locationId: warehouse, quantity: 2, unitCost: '10' });
  const dear = await done(cable, 'receive', { locationId: warehouse, quantity: 1, unitCost: '20' });
  expect(await item(cable)).toMatchObject({ value: '40.00', averageCost: '13.33' });
  expect(await done(cable, 'issue', { locationId: warehouse, quantity: 1, reference: 'X' })).toMatchObject({ value: '-13.33' });
  expect(await done(cable, 'issue', { locationId: warehouse, quantity: 1, reference: 'X' })).toMatchObject({ value: '-13.34' });
  expect((await undo(dear)).body.value).toBe('-13.33');
  expect(await figures(cable)).toEqual(nothing);
});

test('a fall to the threshold is told once, and one to nothing once more', async () => {
  await done(cable, 'receive', { locationId: warehouse, quantity: 6 });
  for (const quantity of [2, 1, 1, 2]) await done(cable, 'issue', { locationId: warehouse, quantity, reference: 'X' });
  expect((await organization.eventsOf('inventory.low_stock')).map(({ changes }) => changes.available)).toEqual([3]);
  expect((await organization.eventsOf('inventory.out_of_stock')).map(({ changes }) => changes.available)).toEqual([0]);
  expect([(await organization.eventsOf('inventory.received')).length, (await organization.eventsOf('inventory.issued')).length]).toEqual([1, 4]);
  expect((await owner.get('/inventory/summary')).body).toMatchObject({ items: 2, outOfStock: 2, low: 0, issuedThisMonth: 6 });
});

test('counted items are counted and tracked ones named, once each, and a closed or foreign place is none', async () => {
  expect(await move(cable, 'receive', { locationId: warehouse, units: [{ serial: 'A' }] })).toBeProblem(422, 'invalid_fields');
  expect(await move(router, 'receive', { locationId: warehouse, quantity: 2 })).toBeProblem(422, 'invalid_fields');
  const twice = await move(router, 'receive', { locationId: warehouse, units: [{ serial: 'a' }, { serial: 'A' }] });
  expect(twice.body.errors).toEqual([{ pointer: '/units/1', detail: 'A is named twice.' }]);
  const unknown = await move(router, 'issue', { locationId: warehouse, serials: ['NOPE'], reference: 'X' });
  expect(unknown.body.errors).toMatchObject([{ pointer: '/serials/0' }]);
  await done(cable, 'receive', { locationId: van, quantity: 1 });
  expect(await owner.delete(`/stock-locations/${van}`)).toBeProblem(409, 'location_not_empty');
  await done(cable, 'issue', { locationId: van, quantity: 1, reference: 'X' });
  expect((await owner.delete(`/stock-locations/${van}`)).status).toBe(204);
  expect((await move(cable, 'receive', { locationId: van, quantity: 1 })).body.errors).toMatchObject([{ pointer: '/locationId' }]);
});

test('a storekeeper moves stock, only managers correct it, and nobody changes the ledger', async () => {
  const storekeeper = await organization.signIn('warehouse');
  expect((await storekeeper.post(`/items/${cable}/receive`, { locationId: warehouse, quantity: 5 })).status).toBe(201);
  const adjusted = await done(cable, 'adjust', { locationId: warehouse, change: 2, reason: 'Found' });
  expect(await storekeeper.post(`/items/${cable}/adjust`, { locationId: warehouse, change: 2, reason: 'Found' })).toBeProblem(403, 'not_allowed');
  expect(await storekeeper.post(`/stock-movements/${adjusted.id}/reverse`, {})).toBeProblem(403, 'not_allowed');
  await expect(organization.inOrg(({ rows, organizationId }) => rows('update stock_movements set quantity = 9 where organization_id = $1', [organizationId]))).rejects.toThrow('permission denied');
  await expect(organization.inOrg(({ rows, organizationId }) => rows('delete from stock_movements where organization_id = $1', [organizationId]))).rejects.toThrow('permission denied');
});

test('the ledger is narrowed down by place, type, item and what is on the way, and its pages cover each movement once', async () => {
  const sent = [];
  for (let number = 0; number < 3; number += 1) {
    await done(cable, 'receive', { locationId: warehouse, quantity: 9 });
    sent.push(await done(cable, 'transfer', { fromLocationId: warehouse, toLocationId: van, quantity: 2, inTransit: true }));
    await done(cable, 'adjust', { locationId: van, change: 1, reason: 'Found' });
    // Both ends at one place.
    await done(cable, 'inspect', { locationId: warehouse, quantity: 1, result: 'faulty' });
  }
  await owner.post(`/stock-movements/${sent[0]!.id}/confirm`, {});
  await undo(sent[1]!);
  await done(router, 'receive', { locationId: van, units: [{ serial: 'HF_1' }, { serial: 'HF%2' }, { serial: 'HX3' }] });
  const other = await id('/items', { sku: 'RTR-2', name: 'Other router', serialTracking: true });
  await done(other, 'receive', { locationId: van, units: [{ serial: 'HF_1' }] });
  const pages = async (query: string) => {
    const found: StockMovement[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { data: StockMovement[]; nextCursor: string | null } } = await owner.get(`/stock-movements?limit=2&${query}${cursor && `&cursor=${cursor}`}`);
      found.push(...body.data);
      cursor = body.nextCursor;
    }
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found.map(({ createdAt }) => createdAt)).toEqual(found.map(({ createdAt }) => createdAt).toSorted().toReversed());
    return found;
  };
  const all = await pages('');
  expect(all).toHaveLength(16);
  const belongs = { warehouse: ({ fromLocationId, toLocationId }: StockMovement) => [fromLocationId, toLocationId].includes(warehouse), van: ({ fromLocationId, toLocationId }: StockMovement) => [fromLocationId, toLocationId].includes(van) };
  const same = async (query: string, is: (movement: StockMovement) => boolean) => expect([query, await pages(query)]).toEqual([query, all.filter(is)]);
  await same(`locationId=${warehouse}`, belongs.warehouse);
  await same(`locationId=${van}&type=adjust,transfer`, (movement) => belongs.van(movement) && ['adjust', 'transfer'].includes(movement.type));
  await same('type=receive', ({ type }) => type === 'receive');
  await same('type=receive,adjust', ({ type }) => ['receive', 'adjust'].includes(type));
  await same(`itemId=${router}`, ({ itemId }) => itemId === router);
  await same('inTransit=true', ({ isInTransit }) => isInTransit);
  await same(`inTransit=true&locationId=${van}&itemId=${cable}&type=transfer`, ({ isInTransit }) => isInTransit);
  const serials = async (q: string, found: string[] = [], cursor = ''): Promise<string[]> => {
    const { body } = await owner.get(`/stock-units?limit=1&q=${encodeURIComponent(q)}${cursor}`);
    found.push(...(body.data as { serial: string }[]).map(({ serial }) => serial));
    return body.nextCursor ? serials(q, found, `&cursor=${body.nextCursor}`) : found;
  };
  expect([await serials('hf'), await serials('HF_'), await serials('hf%'), await serials('x')]).toEqual([['HF%2', 'HF_1', 'HF_1'], ['HF_1', 'HF_1'], ['HF%2'], []]);
});
