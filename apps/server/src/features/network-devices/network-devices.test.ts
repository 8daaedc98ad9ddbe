import type { NetworkDevice, StockMovement, SubscriberEquipment } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let warehouse: string;
let onu: string;
let joyce: string;
let hassan: string;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  organization = await server.makeOrganization();
  ({ owner } = organization);
  warehouse = await id('/stock-locations', { name: 'Warehouse', type: 'warehouse' });
  const { body: categories } = await owner.get('/item-categories');
  const kind = (categories.data as { id: string; title: string; deviceType: string }[]).find(({ title }) => title === 'ONU/ONT')!;
  expect(kind.deviceType).toBe('onu');
  const below = await id('/item-categories', { title: 'Bridges', parentId: kind.id });
  onu = await id('/items', { sku: 'ONU', name: 'Bridge ONU', serialTracking: true, categoryId: below });
  await id(`/items/${onu}/receive`, { locationId: warehouse, units: [{ serial: 'A', mac: 'A4:91:B1:22:33:44' }, { serial: 'B' }] });
  [joyce, hassan] = [await subscriber('Joyce'), await subscriber('Hassan')];
});

async function id(path: string, body: object): Promise<string> {
  const reply = await owner.post(path, body);
  if (reply.status !== 201) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
  return reply.body.id as string;
}
async function subscriber(name: string): Promise<string> {
  const { body: lead } = await owner.post('/leads', { name });
  const request = { type: 'active_without_invoice' };
  const { body: plan } = await owner.post(`/leads/${lead.id}/conversion-plan`, request);
  return (await owner.post(`/leads/${lead.id}/conversion`, { planHash: plan.planHash, ...request })).body.subscriberId as string;
}
const issue = async (serial: string, subscriberId: string) => (await owner.post(`/items/${onu}/issue`, { locationId: warehouse, serials: [serial], subscriberId })).body as StockMovement;
const takeBack = (serial: string, condition = 'good') => owner.post(`/items/${onu}/return`, { locationId: warehouse, serials: [serial], condition });
const devices = async (query = '') => ((await owner.get(`/network-devices?${query}`)).body.data as NetworkDevice[]).map(({ serial, type, state, subscriberId }) => [serial, type, state, subscriberId]);

test('issuing what is a device makes its record, a return frees it, and the next who gets it has the same one', async () => {
  expect(await devices()).toEqual([]);
  await issue('A', joyce);
  expect(await devices()).toEqual([['A', 'onu', 'in_use', joyce]]);
  const [first] = (await owner.get('/network-devices')).body.data as NetworkDevice[];
  await takeBack('A');
  expect(await devices()).toEqual([['A', 'onu', 'free', null]]);
  await issue('A', hassan);
  expect((await owner.get(`/network-devices/${first!.id}`)).body).toMatchObject({ id: first!.id, state: 'in_use', subscriberName: 'Hassan', mac: 'A491B1223344' });
  expect([await devices(`subscriberId=${joyce}`), await devices('state=in_use&type=onu')]).toEqual([[], [['A', 'onu', 'in_use', hassan]]]);
});

test('a device follows what is undone and what goes for good', async () => {
  const issued = await issue('B', joyce);
  await owner.post(`/stock-movements/${issued.id}/reverse`, {});
  expect(await devices()).toEqual([['B', 'onu', 'free', null]]);
  await owner.post(`/items/${onu}/adjust`, { locationId: warehouse, serials: ['B'], reason: 'Stolen' });
  expect(await devices()).toEqual([['B', 'onu', 'retired', null]]);
});

test('what is no kind of device makes no record, and a foreign one is not there', async () => {
  const pole = await id('/items', { sku: 'P', name: 'Pole', serialTracking: true });
  await id(`/items/${pole}/receive`, { locationId: warehouse, units: [{ serial: 'P1' }] });
  await owner.post(`/items/${pole}/issue`, { locationId: warehouse, serials: ['P1'], subscriberId: joyce });
  expect(await devices()).toEqual([]);
  await issue('A', joyce);
  const [device] = (await owner.get('/network-devices')).body.data as NetworkDevice[];
  const other = await server.makeOrganization();
  expect(await other.owner.get(`/network-devices/${device!.id}`)).toBeProblem(404, 'not_found');
});

test('a subscriber shows what they have: units by serial with their device, and counted items less what came back', async () => {
  const cable = await id('/items', { sku: 'C', name: 'Cable', unit: 'metre' });
  await id(`/items/${cable}/receive`, { locationId: warehouse, quantity: 100 });
  await issue('A', joyce);
  await owner.post(`/items/${cable}/issue`, { locationId: warehouse, quantity: 60, subscriberId: joyce });
  await owner.post(`/items/${cable}/return`, { locationId: warehouse, quantity: 12, subscriberId: joyce, condition: 'good' });
  const { body } = await owner.get(`/subscribers/${joyce}/equipment`);
  expect(body).toMatchObject({ units: [{ serial: 'A', mac: 'A491B1223344', itemName: 'Bridge ONU', deviceType: 'onu' }], counted: [{ itemName: 'Cable', unit: 'metre', quantity: 48 }] });
  await takeBack('A', 'faulty');
  expect(((await owner.get(`/subscribers/${joyce}/equipment`)).body as SubscriberEquipment).units).toEqual([]);
  const { body: { data } } = await owner.get(`/subscribers/${joyce}/timeline`);
  expect((data as { type: string }[]).map(({ type }) => type).slice(0, 4)).toEqual([
    'subscriber.equipment_returned', 'subscriber.equipment_returned', 'subscriber.equipment_issued', 'subscriber.equipment_issued',
  ]);
});

test('devices are found by the beginning of a serial or MAC address, by an address, by their subscriber and by the POP site they came from', async () => {
  const site = await id('/stock-locations', { name: 'Kilimani store', type: 'field_office', popSite: 'Kilimani' });
  await issue('A', joyce);
  await owner.post(`/items/${onu}/transfer`, { fromLocationId: warehouse, toLocationId: site, serials: ['B'] });
  await owner.post(`/items/${onu}/issue`, { locationId: site, serials: ['B'], subscriberId: hassan });
  await organization.inOrg(async ({ rows, organizationId }) => {
    const router = await id('/routers', { name: 'Kilimani PoP 1', host: '127.0.0.1', port: 9, tls: 'off', username: 'a', password: 'b' });
    await rows(
      `insert into router_users (organization_id, id, router_id, service, username, profile, sealed_password, subscriber_id, ip_address, state, created_at, updated_at)
       values ($1, gen_random_uuid(), $2, 'pppoe', 'joyce1', 'home', '\\x00', $3, '10.20.0.7', 'active', now(), now())`, [organizationId, router, joyce]);
  });
  const serials = async (query: string) => (await devices(query)).map(([serial]) => serial);
  expect(await serials('q=a4:91:b1')).toEqual(['A']);
  expect(await serials('q=a')).toEqual(['A']);
  expect(await serials('q=10.20.0.7')).toEqual(['A']);
  expect(await serials('q=hass')).toEqual(['B']);
  expect(await serials('q=nothing')).toEqual([]);
  expect(await serials('popSite=Kilimani')).toEqual(['B']);
  expect((await owner.get('/network-devices?q=joyce')).body.data).toMatchObject([{ ipAddress: '10.20.0.7', routerName: 'Kilimani PoP 1', locationName: 'Warehouse', popSite: null }]);
  expect((await owner.get('/network-devices?count=true&limit=1')).body).toMatchObject({ count: 2 });
  // It is where it came back to.
  await owner.post(`/items/${onu}/return`, { locationId: warehouse, serials: ['B'], condition: 'good' });
  expect([await serials('popSite=Kilimani'), await serials('state=free')]).toEqual([[], ['B']]);
  expect((await owner.get(`/stock-units?itemId=${onu}&q=B`)).body.data[0].networkDeviceId).toBe((await owner.get('/network-devices?state=free')).body.data[0].id);
});

test('pages go on where the last one ended', async () => {
  await issue('A', joyce);
  await issue('B', hassan);
  const first = (await owner.get('/network-devices?limit=1')).body;
  const second = (await owner.get(`/network-devices?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)).body;
  expect([first.data[0].serial, second.data[0].serial, second.nextCursor]).toEqual(['B', 'A', null]);
});
