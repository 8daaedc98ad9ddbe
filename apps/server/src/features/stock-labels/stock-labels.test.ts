import { paperAdapter } from '../../adapters/paper/index.ts';
import { textOfPages } from '../../adapters/paper/testing/read-pdf.ts';
import { startTestServer, type SignedInClient, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let owner: SignedInClient;
let warehouse: string;
let router: string;
let received: string;
const paper = paperAdapter();
beforeAll(async () => {
  server = await startTestServer({}, { paper });
  ({ owner } = await server.makeOrganization());
  const made = async (path: string, body: object) => (await owner.post(path, body)).body.id as string;
  warehouse = await made('/stock-locations', { name: 'Main warehouse', type: 'warehouse', city: 'Nairobi' });
  router = await made('/items', { sku: 'RTR-1', name: 'MikroTik hAP ax²', barcode: '5901234123457', serialTracking: true });
  await made('/items', { sku: 'CAB-1', name: 'Drop cable' });
  await made(`/items/${router}/receive`, { locationId: warehouse, units: [{ serial: 'OLD1' }] });
  received = await made(`/items/${router}/receive`, { locationId: warehouse, units: [{ serial: 'HF1', mac: '48:A9:8A:00:11:22' }, { serial: 'HF2' }] });
});
afterAll(() => server.stop());

const print = (query: Record<string, string>) => owner.get(`/inventory/labels?${new URLSearchParams({ sheet: 'a4_21', ...query })}`);
const pagesOf = async (query: Record<string, string>) => {
  const { status, headers, bytes } = await print(query);
  expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
  return textOfPages(bytes);
};

test('the units of a delivery get a label each, with what they are, serial number and MAC address', async () => {
  const [page] = await pagesOf({ of: 'units', movementId: received });
  for (const words of ['MikroTik hAP ax²', 'HF1', 'HF2', '48:A9:8A:00:11:22']) expect(page).toContain(words);
  expect(page).not.toContain('OLD1');
  expect((await pagesOf({ of: 'units', itemId: router, code: 'code128' }))[0]).toContain('OLD1');
});

test('items have their barcode or else their SKU, locations their name', async () => {
  const [items] = await pagesOf({ of: 'items', sheet: 'a4_65' });
  for (const words of ['5901234123457', 'CAB-1', 'Drop cable']) expect(items).toContain(words);
  expect((await pagesOf({ of: 'locations', sheet: 'a4_14' }))[0]).toContain('Warehouse, Nairobi');
});

test('a sheet that was begun is gone on with, and copies go on over the next sheet', async () => {
  const pages = await pagesOf({ of: 'items', itemId: router, start: '20', copies: '4' });
  expect(pages.map((page) => page.split('5901234123457').length - 1)).toEqual([2, 2]);
});

test('five hundred labels are drawn at once, and no more', async () => {
  expect((await pagesOf({ of: 'items', itemId: router, sheet: 'a4_65', copies: '100' })).length).toBe(2);
  const serials = Array.from({ length: 498 }, (_, index) => ({ serial: `N${1000 + index}` }));
  await owner.post(`/items/${router}/receive`, { locationId: warehouse, units: serials.slice(0, 497) });
  expect(await pagesOf({ of: 'units', itemId: router, sheet: 'a4_24' })).toHaveLength(21);
  await owner.post(`/items/${router}/receive`, { locationId: warehouse, units: serials.slice(497) });
  expect(await print({ of: 'units', itemId: router })).toBeProblem(422, 'invalid_fields');
}, 120_000);

test('what is not on the sheet, is not said or does not exist is refused, and another organization’s units are none', async () => {
  const { owner: other } = await server.makeOrganization();
  expect(await print({ of: 'items', start: '22' })).toBeProblem(422, 'invalid_fields');
  expect(await print({ of: 'units' })).toBeProblem(422, 'invalid_fields');
  expect(await print({ of: 'items', sheet: 'a4_9' })).toBeProblem(400, 'malformed');
  expect(await other.get(`/inventory/labels?of=units&movementId=${received}&sheet=a4_21`)).toBeProblem(422, 'invalid_fields');
});
