import type { InventoryReport, Item, ItemRow } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
});

async function id(path: string, body: object): Promise<string> {
  const reply = await owner.post(path, body);
  if (reply.status !== 201) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
  return reply.body.id as string;
}
const warehouse = () => id('/stock-locations', { name: 'Main warehouse', type: 'warehouse' });

test('a location has a type, an address and a contact, and a name of its own', async () => {
  const body = { name: 'Wuse 2 branch', type: 'branch', address: 'Aminu Kano Crescent', city: 'Abuja', latitude: 9.07, longitude: 7.48, contactPerson: 'Ada', contactPhone: '0712 555 014', popSite: 'Wuse POP' };
  const { body: made } = await owner.post('/stock-locations', body);
  expect(made).toMatchObject({ ...body, contactPhone: '+254712555014', isActive: true, items: 0, value: '0.00', version: 1 });
  expect(await owner.post('/stock-locations', { name: 'WUSE 2 BRANCH', type: 'vehicle' })).toBeProblem(409, 'name_taken');
  expect((await owner.patch(`/stock-locations/${made.id}`, { type: 'field_office', city: null })).body).toMatchObject({ type: 'field_office', city: null, version: 2 });
  expect(await owner.patch(`/stock-locations/${made.id}`, { city: 'X' }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
});

test('a category is never below itself, also when two rearrange the tree at once', async () => {
  const { body } = await owner.get('/item-categories');
  expect(body.data).toHaveLength(13);
  const [a, b, c] = [await id('/item-categories', { title: 'A' }), await id('/item-categories', { title: 'B' }), await id('/item-categories', { title: 'C' })] as [string, string, string];
  const put = (which: string, parentId: string) => owner.patch(`/item-categories/${which}`, { parentId });
  expect((await put(b, a)).status).toBe(200);
  expect((await put(c, b)).status).toBe(200);
  expect(await put(a, c)).toBeProblem(422, 'invalid_fields');
  expect(await put(a, a)).toBeProblem(422, 'invalid_fields');
  expect(await owner.delete(`/item-categories/${a}`)).toBeProblem(409, 'category_in_use');
  const [d, e] = [await id('/item-categories', { title: 'D' }), await id('/item-categories', { title: 'E' })];
  expect((await Promise.all([put(d, e), put(e, d)])).map(({ status }) => status).toSorted()).toEqual([200, 422]);
  expect(await owner.post('/item-categories', { title: 'A' })).toBeProblem(409, 'title_taken');
});

test('an item begins with the default threshold, and those that exist get it when somebody says so', async () => {
  const first = await id('/items', { sku: 'a-1', name: 'First' });
  expect((await owner.patch('/inventory/settings', { defaultThreshold: 9 })).body).toMatchObject({ defaultThreshold: 9 });
  const second = await id('/items', { sku: 'a-2', name: 'Second' });
  const thresholds = async () => Promise.all([first, second].map(async (which) => ((await owner.get(`/items/${which}`)).body as Item).lowStockThreshold));
  expect(await thresholds()).toEqual([5, 9]);
  expect((await owner.post('/inventory/settings/apply')).body).toEqual({ updated: 1, low: 0 });
  expect(await thresholds()).toEqual([9, 9]);
  expect(await owner.patch('/inventory/settings', { recipientIds: [first] })).toBeProblem(422, 'invalid_fields');
});

test('SKUs and barcodes are taken once, and what has stock keeps how it is tracked', async () => {
  const made = (await owner.post('/items', { sku: ' rtr-1 ', name: 'Router', barcode: '4752224008664', unitCost: '9400' })).body as Item;
  expect(made).toMatchObject({ sku: 'RTR-1', unitCost: '9400.00', averageCost: '9400.00', status: 'out_of_stock', unit: 'piece' });
  expect(await owner.post('/items', { sku: 'RTR-1', name: 'Other' })).toBeProblem(409, 'sku_taken');
  expect(await owner.post('/items', { sku: 'RTR-2', name: 'Other', barcode: '4752224008664' })).toBeProblem(409, 'barcode_taken');
  const place = await warehouse();
  await id(`/items/${made.id}/receive`, { locationId: place, quantity: 2 });
  expect(await owner.patch(`/items/${made.id}`, { serialTracking: true })).toBeProblem(409, 'item_in_use');
  expect(await owner.delete(`/items/${made.id}`)).toBeProblem(409, 'item_in_use');
  expect((await owner.get('/inventory/lookup?code=4752224008664')).body.items).toMatchObject([{ id: made.id, onHand: 2 }]);
});

test('the list is narrowed by category with those below, place, status and words, and pages cover each once', async () => {
  const place = await warehouse();
  const cpe = await id('/item-categories', { title: 'Customer equipment' });
  const onu = await id('/item-categories', { title: 'Bridges', parentId: cpe });
  for (const [sku, name, categoryId, quantity] of [['A', 'Alpha', cpe, 9], ['B', 'Beta', onu, 3], ['C', 'Gamma', null, 0], ['D', 'Delta', null, 3]] as const) {
    const item = await id('/items', { sku, name, categoryId });
    if (quantity > 0) await id(`/items/${item}/receive`, { locationId: place, quantity });
  }
  const names = async (query: string) => ((await owner.get(`/items?${query}`)).body.data as ItemRow[]).map(({ name }) => name);
  expect(await names(`categoryId=${cpe}`)).toEqual(['Alpha', 'Beta']);
  expect(await names('categoryId=none')).toEqual(['Delta', 'Gamma']);
  expect(await names('status=low')).toEqual(['Beta', 'Delta']);
  expect(await names(`locationId=${place}&status=in_stock,out_of_stock`)).toEqual(['Alpha']);
  expect(await names('q=amm')).toEqual(['Gamma']);
  for (const sort of ['name', 'sku', 'onHand', 'available']) {
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: { data: ItemRow[]; nextCursor: string | null } } = await owner.get(`/items?limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`);
      found.push(...body.data.map(({ name }) => name));
      cursor = body.nextCursor;
    }
    expect([sort, found.toSorted()]).toEqual([sort, ['Alpha', 'Beta', 'Delta', 'Gamma']]);
  }
});

test('reports are of the ledger, so they know what was there on an earlier day', async () => {
  const [place, item] = [await warehouse(), await id('/items', { sku: 'A', name: '=Alpha' })];
  await id(`/items/${item}/receive`, { locationId: place, quantity: 10, unitCost: '3' });
  await id(`/items/${item}/issue`, { locationId: place, quantity: 4, reference: 'X' });
  const report = async (which: string, query = '') => (await owner.get(`/inventory/reports/${which}${query}`)).body as InventoryReport;
  expect(await report('valuation')).toMatchObject({ rows: [{ label: '=Alpha', quantity: 6, value: '18.00' }], total: { quantity: 6, value: '18.00' } });
  expect((await report('valuation', '?from=2020-01-01&to=2020-01-31')).rows).toEqual([]);
  expect((await report('movements')).rows).toMatchObject([{ received: 10, issued: 4, returned: 0, adjusted: 0 }]);
  expect((await report('turnover')).rows).toMatchObject([{ turnover: 1.33 }]);
  expect((await report('by-location')).rows).toMatchObject([{ label: 'Main warehouse', quantity: 6, value: '18.00', received: 10, issued: 4 }]);
  const file = (await owner.get('/inventory/reports/valuation/rows.csv')).bytes.toString('utf8').trimEnd().split('\r\n');
  expect(file).toEqual(['\uFEFFSKU,Item,Quantity,Value', "A,'=Alpha,6,18.00"]);
  expect(await owner.get('/inventory/reports/valuation?from=2031-02-03&to=2031-02-01')).toBeProblem(422, 'invalid_fields');
});
