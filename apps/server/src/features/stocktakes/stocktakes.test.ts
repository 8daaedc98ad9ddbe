import type { Stocktake, StocktakeFinding, StocktakeLine, StockMovement } from '@lastmile/contracts';
import { openStockDesk, startTestServer, type SignedInClient, type StockDesk, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let desk = {} as StockDesk;
let { organization, owner, warehouse, van, cable, router, id, onHand, done } = desk;
let keeper: SignedInClient;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  ({ organization, owner, warehouse, van, cable, router, id, onHand, done } = desk = await openStockDesk(server));
  keeper = await organization.signIn('warehouse');
  await done(cable, 'receive', { locationId: warehouse, quantity: 100, unitCost: '2.50' });
  await done(router, 'receive', { locationId: warehouse, units: ['A', 'B', 'C'].map((serial) => ({ serial })), unitCost: '1000' });
});
afterEach(() => desk.expectAudited());

const begin = async (body: object = {}, by = keeper) => (await by.post('/stocktakes', { locationId: warehouse, ...body })).body as Stocktake;
const count = (which: string, body: object, by = keeper) => by.post(`/stocktakes/${which}/counts`, body);
const close = (which: string, body: object = {}) => keeper.post(`/stocktakes/${which}/close`, body);
const approve = (which: string) => owner.post(`/stocktakes/${which}/approve`, {});
const lines = async (which: string, query = '') => (await keeper.get(`/stocktakes/${which}/lines?${query}`)).body.data as StocktakeLine[];
const findings = async (which: string) => ((await keeper.get(`/stocktakes/${which}/findings`)).body.data as StocktakeFinding[]).map(({ serial, kind, where }) => [serial, kind, where]);
const movements = async (which: string) => ((await owner.get(`/stock-movements?stocktakeId=${which}`)).body.data as StockMovement[])
  .map(({ type, quantity, toLocationName, units, reason }) => [type, quantity, toLocationName, units.map(({ serial }) => serial).join(), reason]);
const counted = async (which: string) => count(which, { itemId: router, serials: ['A', 'B', 'C'] });

test('what is counted is compared with the ledger, and approving sets the ledger right with the stocktake as the reason', async () => {
  const { id: stocktake, number, ...begun } = await begin();
  expect(begun).toMatchObject({ status: 'counting', isBlind: true, lines: 2, linesCounted: 0, missing: null, value: null, can: { count: true, close: true, approve: false } });
  const { body } = await count(stocktake, { itemId: cable, quantity: 40 });
  expect(body.lines).toMatchObject([{ itemName: 'Drop cable', counted: 40, expected: null, missing: null, countedByName: keeper.user.name }]);
  await count(stocktake, { itemId: cable, quantity: 55 }, owner);
  expect((await count(stocktake, { serials: ['a', 'B', 'NEW'] })).body.serials).toEqual([
    { serial: 'A', itemName: 'Router', result: 'counted' }, { serial: 'B', itemName: 'Router', result: 'counted' }, { serial: 'NEW', itemName: null, result: 'unknown' },
  ]);
  await count(stocktake, { itemId: router, serials: ['NEW', 'A'] });
  expect(await findings(stocktake)).toEqual([]);
  const closed = await close(stocktake);
  expect(closed.body).toMatchObject({
    status: 'closed', missing: 6, surplus: 1, misplaced: 0, missingValue: '12.50', surplusValue: '0.00', value: '-12.50', serialsSeen: 3,
    counters: [{ name: keeper.user.name, items: 2 }, { name: owner.user.name, items: 1 }],
  });
  expect(await lines(stocktake, 'show=different')).toMatchObject([{ itemName: 'Drop cable', counted: 95, expected: 100, missing: 5 }, { itemName: 'Router', counted: 3, expected: 3, missing: 1, surplus: 1 }]);
  expect(await findings(stocktake)).toEqual([['C', 'missing', 'Main warehouse'], ['NEW', 'unknown', null]]);
  expect(await keeper.post(`/stocktakes/${stocktake}/approve`, {})).toBeProblem(403, 'not_allowed');
  expect((await approve(stocktake)).body).toMatchObject({ status: 'approved', approvedByName: owner.user.name, missing: 6, surplus: 1, value: '-12.50' });
  const reason = `Stocktake ${number}`;
  expect((await movements(stocktake)).toSorted()).toEqual([['adjust', 1, 'Main warehouse', 'NEW', reason], ['adjust', 1, null, 'C', reason], ['adjust', 5, null, '', reason]].toSorted());
  expect([await onHand(cable), await onHand(router)]).toEqual([95, 3]);
  expect(await approve(stocktake)).toBeProblem(409, 'stocktake_approved');
  expect((await keeper.get('/stocktakes')).body.data).toMatchObject([{ number, status: 'approved', value: '-12.50' }]);
});

test('movements before and after a count change nothing about what it found', async () => {
  const { id: stocktake } = await begin();
  await id(`/items/${cable}/issue`, { locationId: warehouse, quantity: 10, reference: 'Before' });
  await count(stocktake, { itemId: cable, quantity: 88 });
  await id(`/items/${cable}/issue`, { locationId: warehouse, quantity: 20, reference: 'After' });
  await id(`/items/${router}/transfer`, { fromLocationId: warehouse, toLocationId: van, serials: ['A'] });
  await count(stocktake, { itemId: router, serials: ['B', 'C'] });
  await id(`/items/${router}/receive`, { locationId: warehouse, units: [{ serial: 'D' }] });
  expect((await close(stocktake)).body).toMatchObject({ missing: 2, surplus: 0, misplaced: 0 });
  await id(`/items/${cable}/receive`, { locationId: warehouse, quantity: 7 });
  expect((await approve(stocktake)).status).toBe(200);
  expect([await onHand(cable), await onHand(router)]).toEqual([75, 4]);
});

test('of an item that moves between two parts of its count the second is refused, and counting it anew is not', async () => {
  const { id: stocktake } = await begin();
  await count(stocktake, { itemId: cable, quantity: 60 });
  await id(`/items/${cable}/issue`, { locationId: warehouse, quantity: 10, reference: 'Meanwhile' });
  expect(await count(stocktake, { itemId: cable, quantity: 40 })).toBeProblem(409, 'stock_moved');
  await count(stocktake, { itemId: cable, quantity: 50, mode: 'replace' });
  await count(stocktake, { itemId: cable, quantity: 40 });
  await counted(stocktake);
  expect((await close(stocktake)).body).toMatchObject({ missing: 0, surplus: 0, value: '0.00' });
});

test('a serial that is elsewhere comes here, one that was issued comes back, one that was given up is found again, and set aside stays set aside', async () => {
  const { body: lead } = await owner.post('/leads', { name: 'Joyce' });
  const request = { type: 'active_without_invoice' };
  const { body: plan } = await owner.post(`/leads/${lead.id}/conversion-plan`, request);
  const { body: { subscriberId } } = await owner.post(`/leads/${lead.id}/conversion`, { planHash: plan.planHash, ...request });
  await id(`/items/${router}/receive`, { locationId: warehouse, units: ['D', 'E', 'F', 'G'].map((serial) => ({ serial })) });
  await id(`/items/${router}/transfer`, { fromLocationId: warehouse, toLocationId: van, serials: ['A'] });
  await id(`/items/${router}/issue`, { locationId: warehouse, serials: ['B'], subscriberId });
  await id(`/items/${router}/adjust`, { locationId: warehouse, serials: ['C'], reason: 'Lost' });
  await id(`/items/${router}/inspect`, { locationId: warehouse, serials: ['D'], result: 'faulty' });
  await id(`/items/${router}/transfer`, { fromLocationId: warehouse, toLocationId: van, serials: ['E'], inTransit: true });
  const { id: stocktake } = await begin({ isBlind: false });
  await count(stocktake, { itemId: cable, quantity: 100 });
  await count(stocktake, { serials: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] });
  expect(await findings(stocktake)).toEqual([
    ['A', 'elsewhere', 'Van 1'], ['B', 'issued', 'Joyce'], ['C', 'found_again', null], ['D', 'set_aside', 'Main warehouse'], ['E', 'in_transit', 'Van 1'],
  ]);
  await close(stocktake);
  expect((await approve(stocktake)).body).toMatchObject({ missing: 0, surplus: 1, misplaced: 2 });
  expect((await movements(stocktake)).map(([type, , to, serials]) => [type, to, serials]).toSorted()).toEqual([
    ['adjust', 'Main warehouse', 'C'], ['return', 'Main warehouse', 'B'], ['transfer', 'Main warehouse', 'A'],
  ]);
  expect((await owner.get(`/stock-units?locationId=${warehouse}&state=in_stock`)).body.data.map(({ serial }: { serial: string }) => serial)).toEqual(['A', 'B', 'C', 'F', 'G']);
});

test('what nobody counted is named before it is closed: it stays as it is, or none of it is there', async () => {
  const first = await begin();
  await counted(first.id);
  const refused = await close(first.id);
  expect(refused).toBeProblem(409, 'not_counted');
  expect(refused.body).toMatchObject({ items: ['Drop cable'], count: 1 });
  expect((await close(first.id, { uncounted: 'leave' })).body).toMatchObject({ missing: 0 });
  expect((await keeper.post(`/stocktakes/${first.id}/reopen`)).body).toMatchObject({ status: 'counting', missing: null });
  expect((await close(first.id, { uncounted: 'none_there' })).body).toMatchObject({ missing: 100, missingValue: '250.00' });
  await approve(first.id);
  expect(await onHand(cable)).toBe(0);
});

test('what is missing and held for somebody is not taken from them: the refusal names them and nothing is posted', async () => {
  await id(`/items/${cable}/reserve`, { locationId: warehouse, quantity: 90, reference: 'Estate B' });
  await id(`/items/${router}/reserve`, { locationId: warehouse, serials: ['C'], reference: 'Visit' });
  const { id: stocktake } = await begin();
  await count(stocktake, { itemId: cable, quantity: 20 });
  await count(stocktake, { itemId: router, serials: ['A'] });
  await close(stocktake);
  const cableHeld = await approve(stocktake);
  expect(cableHeld).toBeProblem(409, 'not_enough_stock');
  expect(cableHeld.body.heldBy).toEqual([{ holder: 'Estate B', quantity: 90 }]);
  await keeper.post(`/stocktakes/${stocktake}/reopen`);
  await count(stocktake, { itemId: cable, quantity: 100, mode: 'replace' });
  await close(stocktake);
  const routerHeld = await approve(stocktake);
  expect(routerHeld).toBeProblem(409, 'unit_not_available');
  expect(routerHeld.body.units).toEqual([{ serial: 'C', state: 'reserved', where: 'Visit' }]);
  expect([await movements(stocktake), await onHand(router)]).toEqual([[], 3]);
});

test('one stocktake at a place, of a category with those below, and its counts can be taken back', async () => {
  const parent = await id('/item-categories', { title: 'Customer side' });
  const child = await id('/item-categories', { title: 'Indoor', parentId: parent });
  await owner.patch(`/items/${router}`, { categoryId: child });
  const { id: stocktake, lines: many } = await begin({ categoryId: parent });
  expect(many).toBe(1);
  const second = await keeper.post('/stocktakes', { locationId: warehouse });
  expect(second).toBeProblem(409, 'stocktake_open');
  expect(second.body.stocktakeId).toBe(stocktake);
  expect((await keeper.post('/stocktakes', { locationId: van })).status).toBe(201);
  expect((await count(stocktake, { itemId: cable, quantity: 1 })).body.errors).toMatchObject([{ pointer: '/itemId' }]);
  await count(stocktake, { itemId: router, serials: ['A', 'B', 'X'] });
  expect((await count(stocktake, { itemId: router, serials: ['X', 'C'], mode: 'remove' })).body.serials.map(({ result }: { result: string }) => result)).toEqual(['removed', 'unknown']);
  expect((await count(stocktake, { itemId: router, serials: ['C'], mode: 'replace' })).body.lines).toMatchObject([{ counted: 1 }]);
  expect((await close(stocktake)).body).toMatchObject({ missing: 2, surplus: 0 });
  expect(await keeper.post(`/stocktakes/${stocktake}/cancel`, { reason: 'Wrong day' })).toBeProblem(403, 'not_allowed');
  expect((await owner.post(`/stocktakes/${stocktake}/cancel`, { reason: 'Wrong day' })).body).toMatchObject({ status: 'cancelled', cancelReason: 'Wrong day' });
  expect(await count(stocktake, { itemId: router, serials: ['A'] })).toBeProblem(409, 'stocktake_cancelled');
  expect(await onHand(router)).toBe(3);
  expect(await (await organization.signIn('sales')).post('/stocktakes', { locationId: van })).toBeProblem(403, 'not_allowed');
});

test('two stocktakes at once each have their own figures', async () => {
  await id(`/items/${cable}/transfer`, { fromLocationId: warehouse, toLocationId: van, quantity: 30 });
  const [here, there] = [await begin(), await begin({ locationId: van })];
  await count(here.id, { itemId: cable, quantity: 69 });
  await count(there.id, { itemId: cable, quantity: 33 });
  await close(there.id);
  const { body: { data } } = await keeper.get('/stocktakes');
  expect(data).toMatchObject([
    { locationName: 'Van 1', lines: 1, linesCounted: 1, missing: 0, surplus: 3, value: '7.50' }, { locationName: 'Main warehouse', lines: 2, linesCounted: 1, missing: null },
  ]);
});

test('many who count at once lose no count, and two who approve post once', async () => {
  const { id: stocktake } = await begin();
  await Promise.all([...Array.from({ length: 12 }, () => count(stocktake, { itemId: cable, quantity: 8 })), ...['A', 'B', 'C', 'A', 'B'].map((serial) => count(stocktake, { serials: [serial] }))]);
  expect(await lines(stocktake)).toMatchObject([{ counted: 96 }, { counted: 3 }]);
  await close(stocktake);
  expect((await Promise.all([approve(stocktake), approve(stocktake)])).map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect([await onHand(cable), (await movements(stocktake)).length]).toEqual([96, 1]);
});

test('another organization’s stocktake, location and category are not there', async () => {
  const { id: stocktake } = await begin();
  const other = await server.makeOrganization();
  for (const path of [`/stocktakes/${stocktake}`, `/stocktakes/${stocktake}/lines`, `/stocktakes/${stocktake}/findings`]) expect(await other.owner.get(path)).toBeProblem(404, 'not_found');
  expect(await count(stocktake, { serials: ['A'] }, other.owner)).toBeProblem(404, 'not_found');
  expect((await begin({}, other.owner) as unknown as { errors: object[] }).errors).toMatchObject([{ pointer: '/locationId' }]);
});

test('what came of one that is over stays what it was, in the list and on its page, whatever happens afterwards', async () => {
  const listed = async () => (await keeper.get('/stocktakes')).body.data as Stocktake[];
  const figures = ({ lines: all, linesCounted, missing, surplus, misplaced, missingValue, surplusValue, value }: Stocktake) => ({ all, linesCounted, missing, surplus, misplaced, missingValue, surplusValue, value });
  const ends = [(which: string) => approve(which), (which: string) => owner.post(`/stocktakes/${which}/cancel`, { reason: 'Wrong day' })];
  for (const end of ends) {
    const { id: stocktake } = await begin();
    await count(stocktake, { itemId: cable, quantity: await onHand(cable) - 4 });
    await close(stocktake, { uncounted: 'leave' });
    const ended = (await end(stocktake)).body as Stocktake;
    expect(figures(ended)).toMatchObject({ all: 2, linesCounted: 1, missing: 4, surplus: 0, misplaced: 0, surplusValue: '0.00' });
    await done(cable, 'receive', { locationId: warehouse, quantity: 1000, unitCost: '9.99' });
    await done(router, 'adjust', { locationId: warehouse, units: [{ serial: `NEW ${stocktake}` }], reason: 'Found' });
    expect(figures((await listed()).find(({ id: one }) => one === stocktake)!)).toEqual(figures(ended));
    expect(figures((await keeper.get(`/stocktakes/${stocktake}`)).body as Stocktake)).toEqual(figures(ended));
  }
});
