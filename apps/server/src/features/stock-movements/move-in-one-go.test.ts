import type { RequestOptions } from '../../testing/client.ts';
import { openStockDesk, startTestServer, type StockDesk, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let desk = {} as StockDesk;
let { organization, owner, warehouse, van, cable, router, onHand } = desk;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => { ({ organization, owner, warehouse, van, cable, router, onHand } = desk = await openStockDesk(server)); });
afterEach(() => desk.expectAudited());

const go = (body: object, options?: RequestOptions) => owner.post('/stock-movements', body, options);
const delivery = () => ({
  type: 'receive', locationId: warehouse, reference: 'D-0089',
  lines: [{ itemId: router, units: [{ serial: 'hf1', mac: '48:A9:8A:00:11:22' }, { serial: 'HF2' }] }, { itemId: cable, quantity: 40 }],
});

test('what was scanned in one go is received, moved on, issued and taken back in one go, each item by a movement of its own', async () => {
  const received = await go(delivery());
  expect([received.status, received.body.data.map(({ itemId, quantity, reference }: Record<string, unknown>) => [itemId, quantity, reference])]).toEqual(
    [201, [[router, 2, 'D-0089'], [cable, 40, 'D-0089']]]);
  expect((await go({ type: 'transfer', locationId: warehouse, toLocationId: van, lines: [{ itemId: router, serials: ['HF1', 'HF2'] }, { itemId: cable, quantity: 5 }] })).status).toBe(201);
  expect((await go({ type: 'issue', locationId: van, reference: 'Estate', lines: [{ itemId: cable, quantity: 2 }, { itemId: router, serials: ['HF1'] }] })).status).toBe(201);
  const back = await go({ type: 'return', locationId: warehouse, condition: 'faulty', lines: [{ itemId: router, serials: ['HF1'] }] });
  expect(back.body.data).toMatchObject([{ type: 'return', condition: 'faulty', toLocationName: 'Main warehouse' }]);
  expect([await onHand(router), await onHand(cable)]).toEqual([1, 38]);
  expect(await organization.eventsOf('inventory.received')).toHaveLength(2);
});

test('where one line cannot be moved none is, and every line that stands in the way is named with its serials', async () => {
  expect((await go(delivery())).status).toBe(201);
  const again = await go({ ...delivery(), lines: [{ itemId: router, units: [{ serial: 'HF3' }, { serial: 'HF2' }] }, { itemId: cable, units: [{ serial: 'X' }] }, { itemId: van, quantity: 1 }] });
  expect(again).toBeProblem(409, 'lines_refused');
  expect(again.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/lines/0/units', '/lines/1/units', '/lines/2/itemId']);
  expect(again.body.lines).toMatchObject([{ line: 0, code: 'serial_taken', units: [{ serial: 'HF2', where: 'Main warehouse' }] }, { line: 1 }, { line: 2, code: 'not_found' }]);
  expect([await onHand(router), await onHand(cable)]).toEqual([2, 40]);
  expect((await owner.get('/stock-movements')).body.data).toHaveLength(2);
  expect(await organization.eventsOf('inventory.received')).toHaveLength(2);

  const short = await go({ type: 'issue', locationId: warehouse, reference: 'X', lines: [{ itemId: cable, quantity: 41 }, { itemId: router, serials: ['HF1'] }] });
  expect(short.body.errors).toEqual([{ pointer: '/lines/0/quantity', detail: 'Only 40 available.' }]);
});

test('the same go sent again after its answer was lost is moved once', async () => {
  const key = { headers: { 'idempotency-key': 'scan-session-0001' } };
  const [first, second] = [await go(delivery(), key), await go(delivery(), key)];
  expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  expect(await onHand(cable)).toBe(40);
});

test('what is wrong with the whole is said at its field and once', async () => {
  const lines = [{ itemId: cable, quantity: 1 }];
  const at = async (body: object) => (await go(body)).body.errors.map(({ pointer }: { pointer: string }) => pointer);
  expect(await at({ type: 'transfer', locationId: warehouse, lines })).toEqual(['/toLocationId']);
  expect(await at({ type: 'transfer', locationId: warehouse, toLocationId: warehouse, lines })).toEqual(['/toLocationId']);
  expect(await at({ type: 'receive', locationId: warehouse, toLocationId: van, lines })).toEqual(['/toLocationId']);
  expect(await at({ type: 'receive', locationId: cable, lines })).toEqual(['/locationId']);
  expect(await at({ type: 'issue', locationId: warehouse, lines })).toEqual(['/subscriberId']);
  expect(await at({ type: 'issue', locationId: warehouse, subscriberId: cable, lines })).toEqual(['/subscriberId']);
  expect(await at({ type: 'receive', locationId: warehouse, lines: [...lines, ...lines] })).toEqual(['/lines/1/itemId']);
});

test('who only looks at stock moves none, and another organization’s item is no item', async () => {
  expect(await (await organization.signIn('viewer')).post('/stock-movements', delivery())).toBeProblem(403, 'not_allowed');
  const other = await server.makeOrganization();
  const theirs = (await other.owner.post('/items', { sku: 'T', name: 'Theirs' })).body.id as string;
  const refused = await go({ type: 'receive', locationId: warehouse, lines: [{ itemId: theirs, quantity: 1 }] });
  expect(refused.body.errors).toEqual([{ pointer: '/lines/0/itemId', detail: 'There is no such item.' }]);
});

test('two goes with the same items the other way round wait for each other and both come through', async () => {
  expect((await go(delivery())).status).toBe(201);
  const counted = { itemId: cable, quantity: 1 };
  const goes = await Promise.all(Array.from({ length: 12 }, (_, index) => {
    const both = [counted, { itemId: router, units: [{ serial: `N${index}` }] }];
    return go({ type: 'receive', locationId: warehouse, lines: index % 2 === 0 ? both : both.toReversed() });
  }));
  expect(goes.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
  expect([await onHand(router), await onHand(cable)]).toEqual([14, 52]);
});
