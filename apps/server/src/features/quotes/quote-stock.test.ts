import type { Item, Quote, StockReservation } from '@lastmile/contracts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { openQuoteDesk, type QuoteDesk } from '../../testing/quote-desk.ts';
import { letOverdueGo } from '../stock-movements/index.ts';

/** What a quote holds of its packages' equipment. */
let server: TestServer;
let desk: QuoteDesk;
let warehouse: string;
let router: string;
let offerId: string;
beforeAll(async () => { server = await startTestServer({ rateLimit: 1_000_000 }); });
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await openQuoteDesk(server);
  warehouse = await id('/stock-locations', { name: 'Warehouse', type: 'warehouse' });
  router = await id('/items', { sku: 'R', name: 'Router', locationId: warehouse });
  offerId = (await desk.offer({ equipment: [{ itemId: router, quantity: 2 }] })).id;
});
afterEach(async () => {
  expect((await desk.owner.get('/inventory/audit')).body.differences).toEqual([]);
});

async function id(path: string, body: object): Promise<string> {
  const reply = await desk.owner.post(path, body);
  if (reply.status !== 201) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
  return reply.body.id as string;
}
const receive = (quantity: number) => id(`/items/${router}/receive`, { locationId: warehouse, quantity });
const reserved = async () => ((await desk.owner.get(`/items/${router}`)).body as Item).reserved;
const hold = (which: string) => desk.owner.post(`/quotes/${which}/hold-stock`);
async function out(more: object = {}): Promise<Quote> {
  const { id: which } = await desk.draft((await desk.lead()).id, [{ offerId, alternative: 1 }, { offerId, quantity: '3', alternative: 2 }], more);
  return (await desk.owner.post(`/quotes/${which}/send`, { channels: ['email'] })).body as Quote;
}

test('a quote holds what its suggested packages come with until its last day, and says who holds what another wants', async () => {
  await receive(3);
  const quote = await out({ expiresOn: '2031-05-04' });
  expect(quote).toMatchObject({ heldStock: [], stockHeldUntil: null, can: { holdStock: true } });
  expect((await hold(quote.id)).body).toMatchObject({ heldStock: [{ itemName: 'Router', quantity: 2 }], missingStock: [], stockHeldUntil: '2031-05-04T20:59:59.999Z' });
  expect((await hold(quote.id)).body.heldStock).toMatchObject([{ quantity: 2 }]);
  const other = await out();
  expect((await hold(other.id)).body).toMatchObject({ heldStock: [{ quantity: 1 }], missingStock: [{ itemName: 'Router', quantity: 1 }] });
  const third = await hold((await out()).id);
  expect(third).toBeProblem(409, 'not_enough_stock');
  expect(third.body.heldBy).toEqual([{ holder: `Quote ${quote.number}`, item: 'Router', quantity: 2 }, { holder: `Quote ${other.number}`, item: 'Router', quantity: 1 }]);
  const issue = await desk.owner.post(`/items/${router}/issue`, { locationId: warehouse, quantity: 1, reference: 'X' });
  expect(issue.body).toMatchObject({ code: 'not_enough_stock', heldBy: [{ holder: `Quote ${quote.number}` }, { holder: `Quote ${other.number}` }] });
  const [plain] = [await desk.draft((await desk.lead()).id)];
  expect(await hold(plain.id)).toBeProblem(409, 'no_equipment');
});

test('what is held goes free when the quote expires, is declined, deleted or let go of', async () => {
  await receive(8);
  const [expired, declined, deleted, freed] = [await out({ expiresOn: '2031-05-04' }), await out(), await out(), await out({ expiresOn: '2031-06-01' })];
  for (const quote of [expired, declined, deleted, freed]) await hold(quote.id);
  expect(await reserved()).toBe(8);
  await desk.organization.inOrg((scope) => letOverdueGo({ ...scope, now: new Date('2031-05-05T00:00:00Z') }));
  await desk.owner.post(`/quotes/${declined.id}/reject`, { reason: 'Too dear' });
  await desk.owner.delete(`/quotes/${deleted.id}`);
  expect(await reserved()).toBe(2);
  expect((await desk.owner.post(`/quotes/${freed.id}/release-stock`)).body.heldStock).toEqual([]);
  expect(await reserved()).toBe(0);
  expect(await hold(declined.id)).toBeProblem(409, 'quote_closed');
});

test('a revision holds on, a later last day holds longer, and the order of the conversion gets what was held', async () => {
  await receive(2);
  const quote = await out({ expiresOn: '2031-05-04' });
  await hold(quote.id);
  const { body: revision } = await desk.owner.post(`/quotes/${quote.id}/revise`);
  expect(revision.heldStock).toMatchObject([{ quantity: 2 }]);
  expect((await desk.owner.patch(`/quotes/${revision.id}`, { expiresOn: '2031-06-01' })).body.stockHeldUntil).toBe('2031-06-01T20:59:59.999Z');
  await desk.owner.post(`/quotes/${revision.id}/send`, { channels: ['email'] });
  await desk.owner.post(`/quotes/${revision.id}/accept`, { note: 'By phone' });
  const request = { type: 'new_with_proforma' };
  const { body: plan } = await desk.owner.post(`/leads/${quote.lead.id}/conversion-plan`, request);
  expect(plan.effects.find(({ kind }: { kind: string }) => kind === 'equipment').details).toMatchObject({ isShort: false });
  const { body: conversion } = await desk.owner.post(`/leads/${quote.lead.id}/conversion`, { planHash: plan.planHash, ...request });
  expect((await desk.owner.get(`/service-orders/${conversion.serviceOrderId}`)).body).toMatchObject({ equipmentMissing: 0, equipment: [{ reserved: 2 }] });
  const { body: { data } } = await desk.owner.get(`/stock-reservations?itemId=${router}`);
  expect((data as StockReservation[]).map(({ state, quoteId, serviceOrderId }) => [state, quoteId ?? serviceOrderId])).toEqual([['held', conversion.serviceOrderId], ['released', revision.id]]);
  expect(await reserved()).toBe(2);
});

test('what a revision held goes back to the quote that stands again when the revision is deleted', async () => {
  await receive(2);
  const quote = await out({ expiresOn: '2031-05-04' });
  await hold(quote.id);
  const { body: revision } = await desk.owner.post(`/quotes/${quote.id}/revise`);
  await desk.owner.patch(`/quotes/${revision.id}`, { expiresOn: '2031-06-01' });
  await desk.owner.delete(`/quotes/${revision.id}`);
  const { body } = await desk.owner.get(`/quotes/${quote.id}`);
  expect(body).toMatchObject({ status: 'sent', heldStock: [{ quantity: 2 }], stockHeldUntil: '2031-05-04T20:59:59.999Z' });
  await desk.owner.post(`/quotes/${quote.id}/reject`, { reason: 'Too dear' });
  const { body: another } = await desk.owner.post(`/quotes/${quote.id}/revise`);
  await hold(another.id);
  await desk.owner.delete(`/quotes/${another.id}`);
  expect((await desk.owner.get(`/quotes/${quote.id}`)).body.status).toBe('denied');
  expect(await reserved()).toBe(0);
});

test('a lead that is erased or purged leaves nothing held, and the ledger whole', async () => {
  await receive(4);
  const [erased, purged] = [await out(), await out()];
  for (const quote of [erased, purged]) await hold(quote.id);
  expect((await desk.owner.post(`/leads/${erased.lead.id}/erase`, { reason: 'Asked for it' })).status).toBeLessThan(300);
  await desk.owner.delete(`/leads/${purged.lead.id}`);
  expect((await desk.owner.post(`/leads/${purged.lead.id}/purge`)).status).toBeLessThan(300);
  expect(await reserved()).toBe(0);
});
