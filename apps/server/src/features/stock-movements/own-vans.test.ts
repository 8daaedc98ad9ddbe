import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let joseph: SignedInClient;
let mary: SignedInClient;
let warehouse: string;
let van: string;
let marysVan: string;
let spareVan: string;
let cable: string;
let router: string;
let subscriberId: string;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
  joseph = await organization.signIn('technician', { name: 'Joseph Kariuki' });
  mary = await organization.signIn('technician', { name: 'Mary Atieno' });
  const made = async (path: string, body: object) => (await owner.post(path, body)).body.id as string;
  warehouse = await made('/stock-locations', { name: 'Main warehouse', type: 'warehouse' });
  van = await made('/stock-locations', { name: 'Van 1, Joseph', type: 'vehicle', technicianId: joseph.user.id });
  marysVan = await made('/stock-locations', { name: 'Van 2, Mary', type: 'vehicle', technicianId: mary.user.id });
  spareVan = await made('/stock-locations', { name: 'Van 3', type: 'vehicle' });
  cable = await made('/items', { sku: 'CAB-1', name: 'Drop cable' });
  router = await made('/items', { sku: 'RTR-1', name: 'Router', serialTracking: true });
  for (const locationId of [warehouse, marysVan]) await made(`/items/${cable}/receive`, { locationId, quantity: 10 });
  await made(`/items/${router}/receive`, { locationId: warehouse, units: [{ serial: 'HF1' }, { serial: 'HF2' }] });
  await made(`/items/${router}/receive`, { locationId: marysVan, units: [{ serial: 'HF3' }] });
  ({ subscriberId } = await anOrder());
});
afterEach(async () => {
  expect((await owner.get('/inventory/audit')).body.differences).toEqual([]);
});

let phones = 0;
/** A customer who is to be connected, by the technician who is named. */
async function anOrder(technician?: SignedInClient): Promise<{ id: string; subscriberId: string }> {
  phones += 1;
  const offer = (await owner.post('/offers', { name: `Home ${phones}`, monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10 })).body;
  const lead = (await owner.post('/leads', { name: `Customer ${phones}`, phone: `07125560${String(phones).padStart(2, '0')}`, offerId: offer.id })).body;
  const { planHash } = (await owner.post(`/leads/${lead.id}/conversion-plan`, { type: 'new_with_proforma' })).body;
  await owner.post(`/leads/${lead.id}/conversion`, { type: 'new_with_proforma', planHash });
  const { subscriberId: customer } = (await owner.get(`/leads/${lead.id}`)).body;
  const [order] = (await owner.get(`/service-orders?subscriberId=${customer}`)).body.data;
  if (technician) {
    const scheduled = await owner.post(`/service-orders/${order.id}/schedule`, { technicianId: technician.user.id, from: '2031-01-02T08:00:00Z', to: '2031-01-02T09:00:00Z', force: true });
    expect(scheduled.status).toBe(200);
  }
  return { id: order.id, subscriberId: customer };
}

const load = (who: SignedInClient, serials = ['HF1'], to = van) => who.post('/stock-movements', {
  type: 'transfer', locationId: warehouse, toLocationId: to, lines: [{ itemId: router, serials }, { itemId: cable, quantity: 4 }],
});
const at = async (locationId: string, itemId = cable) => (await owner.get(`/items/${itemId}`)).body.levels.find((level: { locationId: string }) => level.locationId === locationId);

test('a technician loads the own van, issues from it, takes back into it as faulty, and hands that in at the warehouse', async () => {
  expect((await load(joseph, ['HF1', 'HF2'])).status).toBe(201);
  const issued = await joseph.post('/stock-movements', { type: 'issue', locationId: van, subscriberId, lines: [{ itemId: router, serials: ['HF1'] }, { itemId: cable, quantity: 3 }] });
  expect([issued.status, issued.body.data[0].performedByName]).toEqual([201, 'Joseph Kariuki']);
  const back = await joseph.post(`/items/${router}/return`, { locationId: van, serials: ['HF1'], condition: 'faulty', subscriberId });
  expect([back.status, back.body.toState]).toEqual([201, 'set_aside']);
  expect(await at(van, router)).toMatchObject({ onHand: 1, setAside: 1 });

  // What is faulty is not on the shelf: it goes in a line of its own, beside what is good.
  expect(await joseph.post(`/items/${router}/transfer`, { fromLocationId: van, toLocationId: warehouse, serials: ['HF1'] })).toBeProblem(409, 'unit_not_available');
  const handedIn = await joseph.post('/stock-movements', {
    type: 'transfer', locationId: van, toLocationId: warehouse, lines: [{ itemId: router, serials: ['HF2'] }, { itemId: router, serials: ['HF1'], setAside: true }],
  });
  expect(handedIn.status).toBe(201);
  const { data: units } = (await owner.get(`/stock-units?itemId=${router}&locationId=${warehouse}`)).body;
  expect(units.map(({ serial, state }: { serial: string; state: string }) => [serial, state])).toEqual([['HF1', 'faulty'], ['HF2', 'in_stock']]);
  expect(await at(warehouse, router)).toMatchObject({ onHand: 1, setAside: 1 });

  // Undone, it is in the van as it was, and faulty still.
  expect((await joseph.post(`/stock-movements/${handedIn.body.data[1].id}/reverse`, {})).status).toBe(201);
  expect(await at(van, router)).toMatchObject({ onHand: 0, setAside: 1 });
  expect((await owner.get(`/stock-units?itemId=${router}&q=HF1`)).body.data[0]).toMatchObject({ state: 'faulty', locationId: van });
});

test('nothing goes out of another technician’s van, nor between places that are not one’s own', async () => {
  const lines = [{ itemId: cable, quantity: 1 }];
  const refused = async (body: object) => expect(await joseph.post('/stock-movements', { lines, ...body })).toBeProblem(403, 'not_your_van');
  await refused({ type: 'transfer', locationId: marysVan, toLocationId: van });
  await refused({ type: 'transfer', locationId: marysVan, toLocationId: van, inTransit: true });
  await refused({ type: 'transfer', locationId: marysVan, toLocationId: warehouse });
  await refused({ type: 'transfer', locationId: warehouse, toLocationId: marysVan });
  await refused({ type: 'transfer', locationId: spareVan, toLocationId: van });
  await refused({ type: 'issue', locationId: marysVan, subscriberId });
  await refused({ type: 'issue', locationId: warehouse, subscriberId });
  await refused({ type: 'return', locationId: warehouse, subscriberId });
  for (const [verb, body] of [
    ['transfer', { fromLocationId: marysVan, toLocationId: van, quantity: 1 }], ['issue', { locationId: marysVan, quantity: 1, subscriberId }],
    ['return', { locationId: marysVan, quantity: 1, condition: 'good', subscriberId }], ['inspect', { locationId: marysVan, quantity: 1, result: 'faulty' }],
  ] as const) expect(await joseph.post(`/items/${cable}/${verb}`, body)).toBeProblem(403, 'not_your_van');
  expect([await at(marysVan), await at(warehouse)]).toMatchObject([{ onHand: 10 }, { onHand: 10 }]);
});

test('completing an order takes no unit out of another technician’s van: it is handed over first, or who keeps the stock says so', async () => {
  const { id } = await anOrder(joseph);
  const finish = (who: SignedInClient) => who.post(`/service-orders/${id}/complete`, {
    openItemsReason: 'Dark already', equipment: [{ itemId: router, serials: ['HF3'] }], equipmentReason: 'As it came',
  });
  const refused = await finish(joseph);
  expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([403, 'not_your_van', '/equipment/0/serials']);
  expect(refused.body.detail).toContain('Van 2, Mary');
  expect((await owner.get(`/service-orders/${id}`)).body.status).not.toBe('completed');
  const sent = await mary.post(`/items/${router}/transfer`, { fromLocationId: marysVan, toLocationId: van, serials: ['HF3'], inTransit: true });
  expect((await joseph.post(`/stock-movements/${sent.body.id}/confirm`, {})).status).toBe(201);
  expect((await finish(joseph)).status).toBe(200);
  expect((await owner.get(`/items/${router}`)).body.levels.map(({ locationId, onHand }: { locationId: string; onHand: number }) => [locationId, onHand])).toEqual([[warehouse, 2]]);
});

test('who has no van moves nothing, and a van that is somebody else’s now is not one’s own any more', async () => {
  const nobody = await organization.signIn('technician');
  expect(await load(nobody)).toBeProblem(403, 'not_your_van');
  expect((await load(joseph)).status).toBe(201);
  await owner.patch(`/stock-locations/${van}`, { technicianId: mary.user.id });
  expect(await joseph.post(`/items/${cable}/issue`, { locationId: van, quantity: 1, subscriberId })).toBeProblem(403, 'not_your_van');
  expect((await mary.post(`/items/${cable}/issue`, { locationId: van, quantity: 1, subscriberId })).status).toBe(201);
});

test('what is handed over into another van is on the way until its technician has it', async () => {
  expect((await load(joseph)).status).toBe(201);
  const handOver = (more: object) => joseph.post(`/items/${router}/transfer`, { fromLocationId: van, toLocationId: marysVan, serials: ['HF1'], ...more });
  const direct = await handOver({});
  expect(direct).toBeProblem(422, 'invalid_fields');
  expect(direct.body.errors).toEqual([{ pointer: '/inTransit', detail: 'Van 2, Mary is Mary Atieno’s: send it as on its way, and they confirm that they have it.' }]);
  const sent = await handOver({ inTransit: true });
  expect(sent.status).toBe(201);
  expect(await joseph.post(`/stock-movements/${sent.body.id}/confirm`, {})).toBeProblem(403, 'not_your_van');
  expect((await mary.post(`/stock-movements/${sent.body.id}/confirm`, {})).status).toBe(201);
  expect(await at(marysVan, router)).toMatchObject({ onHand: 2, inTransit: 0 });
  expect(await joseph.post(`/stock-movements/${sent.body.id}/reverse`, {})).toBeProblem(409, 'not_reversible');
});

test('what is faulty is not handed over into another van', async () => {
  expect((await load(joseph)).status).toBe(201);
  expect((await joseph.post(`/items/${router}/inspect`, { locationId: van, serials: ['HF1'], result: 'faulty' })).status).toBe(201);
  const handed = await joseph.post(`/items/${router}/transfer`, { fromLocationId: van, toLocationId: marysVan, serials: ['HF1'], setAside: true });
  expect(handed).toBeProblem(403, 'not_your_van');
  expect(await joseph.post(`/items/${router}/transfer`, { fromLocationId: van, toLocationId: warehouse, serials: ['HF1'], setAside: true, inTransit: true })).toBeProblem(422, 'invalid_fields');
});

test('one undoes what one moved oneself, and nothing of anybody else’s', async () => {
  const mine = await load(joseph);
  const theirs = await owner.post(`/items/${cable}/transfer`, { fromLocationId: warehouse, toLocationId: van, quantity: 2 });
  expect((await joseph.post(`/stock-movements/${mine.body.data[1].id}/reverse`, {})).status).toBe(201);
  expect(await joseph.post(`/stock-movements/${theirs.body.id}/reverse`, {})).toBeProblem(403, 'not_allowed');
  expect(await mary.post(`/stock-movements/${mine.body.data[0].id}/reverse`, {})).toBeProblem(403, 'not_allowed');
});

test('the van’s stock goes to subscribers and to orders that one may work on, not to anything that is written down', async () => {
  expect((await load(joseph)).status).toBe(201);
  const [own, others] = [await anOrder(joseph), await anOrder(mary)];
  const issue = (more: object) => joseph.post(`/items/${cable}/issue`, { locationId: van, quantity: 1, ...more });
  expect((await issue({ serviceOrderId: own.id })).status).toBe(201);
  const refused = await issue({ serviceOrderId: others.id });
  expect(refused).toBeProblem(422, 'invalid_fields');
  expect(refused.body.errors).toEqual([{ pointer: '/serviceOrderId', detail: 'There is no such service order.' }]);
  expect(await issue({ reference: 'For later' })).toBeProblem(403, 'not_allowed');
  expect(await joseph.post(`/items/${cable}/return`, { locationId: van, quantity: 5, condition: 'good' })).toBeProblem(403, 'not_allowed');
});

test('a technician receives no delivery, holds nothing, tests nothing and changes no item', async () => {
  expect(await joseph.post('/stock-movements', { type: 'receive', locationId: van, lines: [{ itemId: cable, quantity: 1 }] })).toBeProblem(403, 'not_allowed');
  for (const [path, body] of [
    [`/items/${cable}/receive`, { locationId: van, quantity: 1 }], [`/items/${cable}/reserve`, { locationId: van, quantity: 1, subscriberId }],
    [`/items/${cable}/adjust`, { locationId: van, change: 1, reason: 'Found' }], [`/items/${cable}/inspect`, { locationId: van, quantity: 1, result: 'good' }],
    ['/items', { sku: 'X', name: 'X' }], ['/stocktakes', { locationId: van }],
  ] as const) expect(await joseph.post(path, body)).toBeProblem(403, 'not_allowed');
});

test('another organization’s van is no van at all', async () => {
  const other = await server.makeOrganization();
  const theirs = (await other.owner.post('/stock-locations', { name: 'Theirs', type: 'vehicle' })).body.id as string;
  const moved = await joseph.post('/stock-movements', { type: 'transfer', locationId: warehouse, toLocationId: theirs, lines: [{ itemId: cable, quantity: 1 }] });
  expect(moved.body.errors).toEqual([{ pointer: '/toLocationId', detail: 'There is no such open location.' }]);
});

test('a key that may only move stock moves it anywhere as its owner may, and receives nothing', async () => {
  const { token } = (await owner.post('/api-tokens', { name: 'Scanner', scopes: ['inventory:move'] })).body;
  const headers = { authorization: `Bearer ${token}` };
  const send = (body: object) => server.app.inject({ method: 'POST', url: '/api/v1/stock-movements', headers, payload: body });
  expect((await send({ type: 'transfer', locationId: warehouse, toLocationId: marysVan, lines: [{ itemId: cable, quantity: 1 }] })).statusCode).toBe(201);
  expect((await send({ type: 'receive', locationId: warehouse, lines: [{ itemId: cable, quantity: 1 }] })).statusCode).toBe(403);
});
