import type { Import, Item, StockUnit } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { runJob } from '../jobs/index.ts';
import { stockImportKinds } from './index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let warehouse: string;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
  warehouse = (await owner.post('/stock-locations', { name: 'Main warehouse', type: 'warehouse' })).body.id as string;
});
afterEach(async () => {
  expect((await owner.get('/inventory/audit')).body.differences).toEqual([]);
});

/** Smaller batches than the product's, so that few rows are several of them. */
const kinds = stockImportKinds.map((kind) => ({ ...kind, batchSize: 3 }));
const work = (jobId: string, { all = kinds, batches = Infinity } = {}) => runJob(server.services, all, { organizationId: organization.organizationId, jobId }, { batches });
const send = (content: string, told: Record<string, string> = {}, who = owner) => {
  const form = new FormData();
  for (const [field, value] of Object.entries(told)) form.set(field, value);
  form.set('file', new File([content], 'stock.csv'));
  return who.post('/inventory/imports', form);
};
const read = async (id: string) => (await owner.get(`/inventory/imports/${id}`)).body as Import;
async function done(content: string, told?: Record<string, string>): Promise<Import> {
  const { status, body } = await send(content, told);
  expect([status, body.code]).toEqual([202, undefined]);
  await work(body.jobId as string);
  return read(body.importId as string);
}
async function undo(id: string): Promise<string> {
  const { status, body } = await owner.post(`/inventory/imports/${id}/undo`);
  expect(status).toBe(202);
  await work(body.jobId as string);
  return body.jobId as string;
}
const items = async () => (await owner.get('/items?limit=200')).body.data as Item[];
const figures = async () => (await items()).map(({ sku, onHand, value }) => [sku, onHand, value]).toSorted();

const opening = [
  'Part No,Item,Warehouse,Qty,Serial No,MAC,Unit cost,Category,Reorder level',
  'rtr-1,hAP ax²,Main warehouse,,HF1,48:A9:8A:00:11:22,9400,Router,3',
  'RTR-1,,main warehouse,,hf2,,9400,,',
  'CAB-1,Drop cable,Main warehouse,"1,200",,,12.5,Fiber cable,100',
  '',
  'RTR-1,,Main warehouse,1,HF3,,9000,,',
  'CAB-1,,Main warehouse,300,,,12.5,,',
].join('\n');

test('opening stock comes in with its serials, costs and places, a movement for what belongs together, and is looked at before anything is written', async () => {
  const checked = await done(opening, { dryRun: 'true' });
  expect(checked).toMatchObject({ state: 'checked', total: 6, counts: { new: 2, updated: 3, errors: 0 }, noun: 'stock' });
  expect(checked.mapping).toMatchObject({ 'Part No': 'sku', Item: 'name', Warehouse: 'location', Qty: 'quantity', 'Serial No': 'serial', MAC: 'mac', 'Reorder level': 'lowStockThreshold' });
  expect(checked.preview[2]!.read).toMatchObject({ 'Part No': { kind: 'text', text: 'CAB-1' }, Qty: { kind: 'number', text: '1200' }, 'Unit cost': { kind: 'money', text: '12.5' } });
  expect(await figures()).toEqual([]);

  const { body } = await owner.post(`/inventory/imports/${checked.id}/run`);
  await work(body.jobId as string);
  expect(await read(checked.id)).toMatchObject({ state: 'done', counts: { new: 2, updated: 3, errors: 0 }, canUndo: true });
  expect(await figures()).toEqual([['CAB-1', 1500, '18750.00'], ['RTR-1', 3, '27800.00']]);
  const [router] = (await items()).filter(({ sku }) => sku === 'RTR-1');
  expect(router).toMatchObject({ name: 'hAP ax²', serialTracking: true, categoryTitle: 'Router', lowStockThreshold: 3, locationName: 'Main warehouse' });
  const { data: units } = (await owner.get(`/stock-units?itemId=${router!.id}`)).body as { data: StockUnit[] };
  expect(units.map(({ serial, mac, state }) => [serial, mac, state])).toEqual([['HF1', '48A98A001122', 'in_stock'], ['HF2', null, 'in_stock'], ['HF3', null, 'in_stock']]);
});

test('undone it leaves the opposite of each movement and nothing else, and the same file can come again', async () => {
  const { id } = await done(opening);
  await undo(id);
  expect(await read(id)).toMatchObject({ state: 'undone', keptCount: 0 });
  expect(await items()).toEqual([]);
  const { data } = (await owner.get('/stock-movements?limit=200')).body as { data: { quantity: number }[] };
  expect(data.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(0);
  expect(await done(opening)).toMatchObject({ state: 'done', counts: { new: 2, updated: 3, errors: 0 } });
  expect(await figures()).toEqual([['CAB-1', 1500, '18750.00'], ['RTR-1', 3, '27800.00']]);
});

test('what was moved on since stays when it is undone, and says why', async () => {
  const { id } = await done(opening);
  const router = (await items()).find(({ sku }) => sku === 'RTR-1')!;
  expect((await owner.post(`/items/${router.id}/issue`, { locationId: warehouse, serials: ['HF1'], reference: 'Somebody' })).status).toBe(201);
  await undo(id);
  expect(await read(id)).toMatchObject({ state: 'undone', keptCount: 2 });
  expect(await figures()).toEqual([['RTR-1', 1, expect.any(String)]]);
});

test('each row with a problem says what and where, comes back in a file, and that file corrected completes the stock', async () => {
  await owner.post('/items', { sku: 'OLD', name: 'Old router', serialTracking: true });
  const imported = await done([
    'SKU,Name,Location,Quantity,Serial,MAC,Cost',
    'NEW,,Main warehouse,5,,,',
    'A,Alpha,Elsewhere,5,,,',
    'B,Beta,,x,,,',
    'OLD,,,2,,,',
    'OLD,,,,S1,ZZ,',
    'OLD,,,,S2,,1.5',
    'OLD,,,,s2,,1.5',
    'C,Gamma,,,,,',
    'D,"=Delta",,7,,,"KES 1,250.50"',
    ',Nameless,,1,,,',
  ].join('\n'));
  expect(imported).toMatchObject({ state: 'done', counts: { new: 2, updated: 1, errors: 7 } });
  const file = (await owner.get(`/inventory/imports/${imported.id}/errors.csv`)).bytes.toString('utf8');
  for (const words of ['There is no item NEW yet', 'no open location Elsewhere', '“x” is no whole number', 'one row for each unit', 'is no MAC address', 'S2 is in row 6 already', 'There is no SKU']) expect(file).toContain(words);
  expect(await figures()).toEqual([['C', 0, '0.00'], ['D', 7, '8753.50'], ['OLD', 1, '1.50']]);
  const corrected = file.replace('NEW,,', 'NEW,New one,').replace('Elsewhere', 'Main warehouse').replace(',x,', ',4,').replace(/^OLD,,,2.*$/m, '').replace('ZZ', '').replace(/^OLD,,,,s2.*$/m, '').replace(/^,Nameless.*$/m, '');
  expect(await done(corrected)).toMatchObject({ counts: { new: 3, updated: 1, errors: 0 } });
});

test('a MAC is taken by who has it, and free again where that was written off', async () => {
  const file = (serial: string) => `SKU,Name,Location,Serial,MAC\nRTR-9,Router,Main warehouse,${serial},48A98A001122\n`;
  await done(file('TYPO'));
  expect(await done(file('RIGHT'), { dryRun: 'true' })).toMatchObject({ counts: { errors: 1 } });
  const [router] = await items();
  expect((await owner.post(`/items/${router!.id}/adjust`, { locationId: warehouse, serials: ['TYPO'], reason: 'Mistyped' })).status).toBe(201);
  expect(await done(file('RIGHT'), { dryRun: 'true' })).toMatchObject({ counts: { errors: 0 } });
  expect(await done(file('RIGHT'))).toMatchObject({ counts: { updated: 1, errors: 0 } });
});

const counted = 'SKU,Name,Location,Quantity\nCAB-1,Drop cable,Main warehouse,100\n';

test('the very same file is known again under another name, and counts twice only where somebody says so', async () => {
  const first = await done(counted);
  expect(first.importedBefore).toBeNull();
  const checked = await done(counted, { dryRun: 'true' });
  expect(checked).toMatchObject({ state: 'checked', importedBefore: { id: first.id, fileName: 'stock.csv', byName: owner.user.name } });
  const refused = await owner.post(`/inventory/imports/${checked.id}/run`);
  expect(refused).toBeProblem(409, 'imported_before');
  expect(refused.body.importedBefore).toMatchObject({ id: first.id });
  expect(await send(counted)).toBeProblem(409, 'imported_before');
  expect(await figures()).toEqual([['CAB-1', 100, '0.00']]);
  await work((await owner.post(`/inventory/imports/${checked.id}/run?again=true`)).body.jobId as string);
  expect(await figures()).toEqual([['CAB-1', 200, '0.00']]);
  expect(await done(counted, { again: 'true' })).toMatchObject({ state: 'done', importedBefore: { id: checked.id } });
  expect(await done(counted.replace('100', '101'))).toMatchObject({ state: 'done', importedBefore: null });
  expect(await figures()).toEqual([['CAB-1', 401, '0.00']]);
});

test('of two who send the same file at once one is refused, and what was undone is no import any more', async () => {
  const checks = await Promise.all([done(counted, { dryRun: 'true' }), done(counted, { dryRun: 'true' })]);
  const runs = await Promise.all(checks.map(({ id }) => owner.post(`/inventory/imports/${id}/run`)));
  expect(runs.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  const index = runs.findIndex(({ status }) => status === 202);
  await work(runs[index]!.body.jobId as string);
  await undo(checks[index]!.id);
  expect(await done(counted)).toMatchObject({ state: 'done', importedBefore: null });
});

test('serial numbers that are here are refused row by row, also where the file may come again', async () => {
  await done(opening);
  expect(await done(opening, { again: 'true' })).toMatchObject({ counts: { new: 0, updated: 2, errors: 3 } });
});

test('a worker that dies between two batches brings nothing twice', async () => {
  const { body } = await send(opening);
  await work(body.jobId as string, { batches: 1 });
  await Promise.all([work(body.jobId as string), work(body.jobId as string)]);
  expect(await figures()).toEqual([['CAB-1', 1500, '18750.00'], ['RTR-1', 3, '27800.00']]);
});

test('only who manages the stock imports it, each sees no imports of leads, and what has no SKU column is refused', async () => {
  expect(await send(opening, {}, await organization.signIn('warehouse'))).toBeProblem(403, 'not_allowed');
  expect((await send('Name,Qty\nX,1\n')).body.errors).toMatchObject([{ pointer: '/mapping' }]);
  const { id } = await done(opening, { dryRun: 'true' });
  expect(await owner.get(`/imports/${id}`)).toBeProblem(404, 'not_found');
  expect((await owner.get('/imports')).body.data).toEqual([]);
  expect((await owner.get('/inventory/imports')).body.data).toHaveLength(1);
});

test('thousands of rows come in by the product’s own batches', async () => {
  const many = process.env.LASTMILE_LONG === '1' ? 50_000 : 3000;
  const rows = Array.from({ length: many }, (_, index) => (index % 3 === 0 ? `K${index % 300},Kind ${index % 300},Main warehouse,2,,4.25` : `T${index % 30},Tracked ${index % 30},Main warehouse,,S${index},99`));
  const began = performance.now();
  const { body } = await send(['SKU,Name,Location,Qty,Serial,Cost', ...rows].join('\n'));
  await work(body.jobId as string, { all: stockImportKinds as typeof kinds });
  console.log(`${many} rows of stock in ${Math.round(performance.now() - began)} ms`);
  expect(await read(body.importId as string)).toMatchObject({ state: 'done', total: many, counts: { errors: 0 } });
  expect((await owner.get('/inventory/summary')).body.value).toBe((Math.ceil(many / 3) * 8.5 + (many - Math.ceil(many / 3)) * 99).toFixed(2));
}, 600_000);
