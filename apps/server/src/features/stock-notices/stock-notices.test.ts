import { systemActor } from '../../core/actor.ts';
import type { EventType, InOrg } from '../../core/in-org.ts';
import { changedStatements } from '../../promises/testing/mutants.ts';
import { openStockDesk, startTestServer, type StockDesk, type TestServer } from '../../testing/index.ts';
import { stockNoticeReactions } from './stock-notice.reactions.ts';

let server: TestServer;
let { organization, owner, warehouse, cable, done } = {} as StockDesk;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  ({ organization, owner, warehouse, cable, done } = await openStockDesk(server));
  await done(cable, 'receive', { locationId: warehouse, quantity: 6 });
});

const issue = (quantity: number) => owner.post(`/items/${cable}/issue`, { locationId: warehouse, quantity, reference: 'X' });
const set = (changes: object) => owner.patch('/inventory/settings', changes);
interface Written { kind: string; channel: string; to: string; subject: string | null; body: string }
const written = () => organization.inOrg(({ rows, organizationId }) => rows<Written>(
  'select kind, channel, recipient as "to", subject, body from outbox_messages where organization_id = $1 order by kind, channel, recipient', [organizationId]));

/** As the worker does: each event of a fall, by the reaction; again and again where it is told to. */
async function work({ again = 1, at = 0, inOrg = organization.inOrg } = {}): Promise<void> {
  for (const type of ['inventory.low_stock', 'inventory.out_of_stock', 'inventory_settings.applied'] as EventType[]) {
    const reaction = stockNoticeReactions(server.services).find(({ to }) => to.includes(type));
    const fallen = await organization.inOrg(({ rows, organizationId }) => rows<{ id: string; subjectType: string; subjectId: string; changes: Record<string, unknown> }>(
      'select id, subject_type as "subjectType", subject_id as "subjectId", changes from events where organization_id = $1 and type = $2 order by id', [organizationId, type]));
    for (const one of fallen) {
      const event = { ...one, type, actorName: '', actorId: null, at: new Date(server.services.clock.now().getTime() - at) };
      await Promise.all(Array.from({ length: again }, () => reaction!.react({ event, organizationId: organization.organizationId, inOrg })));
    }
  }
}

test('each fall is told once in the organization’s words, however many movements follow and however often a worker dies over it', async () => {
  for (const quantity of [2, 1, 1, 2]) await issue(quantity);
  await work({ again: 4 });
  await work();
  expect(await written()).toEqual([
    { kind: 'low_stock', channel: 'email', to: owner.user.email, subject: 'Low: Drop cable, 3 left', body: expect.stringContaining('Drop cable (CAB-1) runs low: 3 are available') as string },
    { kind: 'out_of_stock', channel: 'email', to: owner.user.email, subject: 'None left: Drop cable', body: expect.stringContaining(`/inventory/items/${cable}`) as string },
  ]);
});

test('found where a notice is not written down with its messages', async () => {
  await issue(3);
  const mutant = changedStatements(server.services.inOrg, (sql) => (sql.includes('insert into stock_notices') ? 'select 1 from (values ($1::uuid, $2::uuid, $3::uuid, $4::int, $5::timestamptz)) x' : sql)) as InOrg;
  await work({ again: 4, inOrg: (job) => mutant(systemActor(organization.organizationId), job) });
  expect((await written()).length).toBeGreaterThan(1);
});

test('stock that comes and falls again is told again', async () => {
  await issue(3);
  await owner.post(`/items/${cable}/receive`, { locationId: warehouse, quantity: 3 });
  await issue(4);
  await work();
  expect(await written()).toHaveLength(2);
});

test('who is chosen and still signs in is written to by the channel that is set, and by mail where that is a text and they have no phone', async () => {
  const keeper = await organization.signIn('warehouse');
  const gone = await organization.signIn('warehouse');
  const clerk = await organization.signIn('warehouse');
  expect((await owner.patch(`/users/${keeper.user.id}`, { phone: '0712 555 014' })).status).toBe(200);
  await set({ channel: 'sms', recipientIds: [keeper.user.id, gone.user.id, clerk.user.id] });
  expect((await owner.patch(`/users/${gone.user.id}`, { disabled: true })).status).toBe(200);
  await owner.put('/message-templates/low_stock/sms', { body: '{{ item_sku }}: {{ stock_available }}' });
  await issue(3);
  await work();
  expect((await written()).map(({ channel, to, body }) => [channel, to, channel === 'sms' ? body : ''])).toEqual(expect.arrayContaining([['email', clerk.user.email, ''], ['sms', '+254712555014', 'CAB-1: 3']]));
  expect(await written()).toHaveLength(2);
});

test('a threshold that is raised above what is there is a fall, told once, however often it is saved', async () => {
  const threshold = (lowStockThreshold: number) => owner.patch(`/items/${cable}`, { lowStockThreshold });
  await threshold(5);
  await threshold(6);
  await threshold(8);
  await owner.patch(`/items/${cable}`, { name: 'Drop cable, black' });
  await work({ again: 2 });
  expect(await written()).toMatchObject([{ kind: 'low_stock', subject: 'Low: Drop cable, 6 left', body: expect.stringContaining('it is low at 6') as string }]);
  await threshold(2);
  await work();
  expect(await written()).toHaveLength(1);
  await issue(6);
  await threshold(9);
  await work();
  expect((await written()).map(({ kind }) => kind)).toEqual(['low_stock', 'out_of_stock']);
});

test('what becomes low by the threshold that all items are given is an event each and one message together', async () => {
  for (let number = 1; number <= 25; number += 1) {
    const item = (await owner.post('/items', { sku: `C-${number}`, name: `Clamp ${number}`, lowStockThreshold: 1 })).body.id as string;
    await owner.post(`/items/${item}/receive`, { locationId: warehouse, quantity: number === 1 ? 50 : number < 4 ? 1 : number });
  }
  await set({ defaultThreshold: 30 });
  expect((await owner.post('/inventory/settings/apply')).body).toEqual({ updated: 27, low: 23 });
  expect(await organization.eventsOf('inventory.low_stock')).toHaveLength(23);
  await work({ again: 3 });
  const messages = await written();
  expect(messages).toMatchObject([{ kind: 'many_low', channel: 'email', to: owner.user.email, subject: '23 items are low now' }]);
  expect(messages[0]!.body).toContain('4 Clamp 4 (C-4)\n');
  expect(messages[0]!.body).toContain('and 3 more');
  expect((await owner.post('/inventory/settings/apply')).body).toEqual({ updated: 0, low: 0 });
  await work();
  expect(await written()).toHaveLength(1);
});

test('nobody is told where nobody is to be, and not of what fell last week', async () => {
  await issue(3);
  await set({ channel: 'none' });
  await work();
  await set({ channel: 'email', lowStockNotices: false });
  await work();
  await set({ lowStockNotices: true });
  await work({ at: 8 * 24 * 3_600_000 });
  expect(await written()).toEqual([]);
});
