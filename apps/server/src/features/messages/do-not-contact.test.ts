import type { Lead, Quote } from '@lastmile/contracts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { openQuoteDesk, type QuoteDesk } from '../../testing/quote-desk.ts';
import { latestCode } from '../../testing/latest-code.ts';
import { deliverMessage } from './index.ts';

let server: TestServer;
let desk: QuoteDesk;
let lead: Lead;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await openQuoteDesk(server);
  lead = await desk.lead({ phone: '+254712555014', email: 'wanjiku@example.test' });
});

const reason = 'Asked for it on the phone';
const stop = (id = lead.id) => desk.owner.post(`/leads/${id}/stop-contact`, { reason });
const send = (id: string, channels: string[] = ['sms', 'email']) => desk.owner.post(`/quotes/${id}/send`, { channels });
const outbox = async () => (await desk.owner.get('/outbox')).body.data as { state: string; kind: string; error: string | null }[];
const pathOf = (quote: Quote) => `/public/quotes/${quote.publicUrl!.split('/').at(-1)!}`;

test('nothing is sent to who is not to be contacted, and sending says why; the link can be handed over all the same', async () => {
  expect((await stop()).body).toMatchObject({ doNotContact: reason });
  const draft = await desk.draft(lead.id);
  expect(draft.doNotContact).toBe(reason);
  expect(await send(draft.id)).toBeProblem(409, 'do_not_contact');
  expect((await send(draft.id)).body).toMatchObject({ reason, detail: expect.stringContaining(reason) });
  expect((await desk.get(draft.id)).status).toBe('draft');
  const { body: sent } = await send(draft.id, []);
  expect(sent).toMatchObject({ status: 'sent', publicUrl: expect.any(String), deliveries: [] });
  expect(await outbox()).toEqual([]);
});

test('whatever lead has the same phone or email is not written to either', async () => {
  const twin = await desk.lead({ name: 'The same person', email: 'other@example.test' });
  await stop();
  const draft = await desk.draft(twin.id, undefined, { recipientPhone: '+254712555014' });
  expect(await send(draft.id, ['sms'])).toBeProblem(409, 'do_not_contact');
  expect((await send(draft.id, ['email'])).status).toBe(200);
});

test('what was written before is held back when its time comes, and says why', async () => {
  const draft = await desk.draft(lead.id);
  const { body: quote } = await send(draft.id, ['sms']);
  await stop();
  await deliverMessage(server.services, {}, { organizationId: desk.organization.organizationId, messageId: quote.deliveries[0].id });
  expect(await outbox()).toMatchObject([{ state: 'cancelled', error: `Not to be contacted: ${reason}` }]);
});

test('a quote that goes out by itself does not', async () => {
  await desk.owner.patch('/notification-settings', { quoteAutoNotify: true });
  await stop();
  expect((await desk.draft(lead.id)).sendAt).toBeNull();
});

test('a failed message is not sent again', async () => {
  const { body: quote } = await send((await desk.draft(lead.id)).id, ['sms']);
  await desk.organization.inOrg(({ rows, organizationId }) => rows("update outbox_messages set state = 'failed' where organization_id = $1", [organizationId]));
  await stop();
  expect(await desk.owner.post(`/outbox/${quote.deliveries[0].id}/send-again`)).toBeProblem(409, 'do_not_contact');
});

test('a code that they ask for themselves is sent, and who works on the lead is told what they decide', async () => {
  await stop();
  const { body: quote } = await send((await desk.draft(lead.id)).id, []);
  expect((await server.stranger.post(`${pathOf(quote)}/otp`, { channel: 'sms' })).status).toBe(202);
  const code = await latestCode(server.services.sealer, desk.organization.inOrg);
  expect((await server.stranger.post(`${pathOf(quote)}/accept`, { code, signature: { name: 'Wanjiku' } })).status).toBe(200);
  expect((await outbox()).map(({ kind }) => kind)).toEqual(['quote_accepted', 'quote_code']);
});

async function convert({ id }: Lead) {
  await desk.owner.patch(`/leads/${id}`, { offerId: (await desk.offer()).id });
  const request = { type: 'active_without_invoice' };
  const { body: { planHash } } = await desk.owner.post(`/leads/${id}/conversion-plan`, request);
  return (await desk.owner.post(`/leads/${id}/conversion`, { planHash, ...request })).body as { subscriberId: string };
}

test('it holds for the subscriber that the lead became, and is said on a lead that is locked', async () => {
  const converted = await convert(lead);
  expect(converted.subscriberId).toBeTruthy();
  expect((await stop()).status).toBe(200);
  expect((await desk.owner.get(`/subscribers/${converted.subscriberId}`)).body.doNotContact).toBe(reason);
  const other = await desk.lead({ phone: '+254712000001' });
  await desk.organization.inOrg(({ rows, organizationId }) => rows('update subscribers set phone = $2 where organization_id = $1', [organizationId, '+254712000002']));
  const draft = await desk.draft(other.id, undefined, { recipientPhone: '+254712000002' });
  expect(await send(draft.id, ['sms'])).toBeProblem(409, 'do_not_contact');
});

test('whoever works on a lead writes it down; lifting it takes a manager, by whatever way', async () => {
  const sales = await desk.organization.signIn('sales');
  const { body: own } = await sales.post('/leads', { name: 'Mine', phone: '+254712555015' });
  expect((await sales.patch(`/leads/${own.id}`, { doNotContact: reason })).body).toMatchObject({ doNotContact: reason, can: { stopContact: true, allowContact: false } });
  expect(await sales.post(`/leads/${own.id}/allow-contact`)).toBeProblem(403, 'not_allowed');
  expect(await sales.patch(`/leads/${own.id}`, { doNotContact: null })).toBeProblem(403, 'not_allowed');
  expect(await sales.patch(`/leads/${own.id}`, { doNotContact: ' ' })).toBeProblem(403, 'not_allowed');
  expect((await sales.patch(`/leads/${own.id}`, { doNotContact: 'Wrote so by mail' })).status).toBe(200);
  expect((await desk.owner.post(`/leads/${own.id}/allow-contact`)).body.doNotContact).toBeNull();
  expect((await sales.patch(`/leads/${own.id}`, { doNotContact: null })).status).toBe(200);
  expect(await desk.owner.post(`/leads/${own.id}/stop-contact`, { reason: ' ' })).toBeProblem(400, 'malformed');
});

test('lists, the board, filters and exports know it, and merging keeps it', async () => {
  const other = await desk.lead({ name: 'Somebody else' });
  await stop();
  const { body: stopped } = await desk.owner.get('/leads?doNotContact=true&fields=doNotContact');
  expect(stopped.data).toMatchObject([{ id: lead.id, doNotContact: true, fields: { doNotContact: reason } }]);
  expect((await desk.owner.get('/leads?doNotContact=false')).body.data).toMatchObject([{ id: other.id, doNotContact: false }]);
  expect((await desk.owner.get('/leads/export?format=csv&columns=phone,doNotContact')).body).toContain(`Do not contact\r\n`);
  const { body: merged } = await desk.owner.post('/leads/merge', { keepId: other.id, mergeIds: [lead.id] });
  expect((await desk.owner.get(`/leads/${other.id}`)).body.doNotContact).toBe(reason);
  expect((await desk.owner.post(`/merges/${merged.mergeId}/undo`)).status).toBeLessThan(300);
  expect((await desk.owner.get(`/leads/${other.id}`)).body.doNotContact).toBeNull();
});

describe('where leads were merged', () => {
  const phone = '+254712555099';
  const merge = async (kept: Lead, other: Lead) => {
    const { status, body } = await desk.owner.post('/leads/merge', { keepId: kept.id, mergeIds: [other.id] });
    expect([status, body.lead?.doNotContact]).toEqual([200, reason]);
    return body.mergeId as string;
  };
  const texts = async (leadId: string) => (await send((await desk.draft(leadId, undefined, { recipientPhone: phone })).id, ['sms'])).status;

  test('the wish is that of the lead that is kept, for every number it came with, and is lifted there', async () => {
    const [kept, other, twin] = [await desk.lead(), await desk.lead({ phone }), await desk.lead()];
    await stop(other.id);
    await merge(kept, other);
    expect([await texts(kept.id), await texts(twin.id)]).toEqual([409, 409]);
    expect((await desk.owner.post(`/leads/${kept.id}/allow-contact`)).status).toBe(200);
    expect([await texts(kept.id), await texts(twin.id)]).toEqual([200, 200]);
  });

  test('what was written to the other one goes by the lead that it is now', async () => {
    const [kept, other] = [await desk.lead(), await desk.lead()];
    const { body: quote } = await send((await desk.draft(other.id, undefined, { recipientPhone: phone })).id, ['sms']);
    await stop(kept.id);
    await merge(kept, other);
    await deliverMessage(server.services, {}, { organizationId: desk.organization.organizationId, messageId: quote.deliveries[0].id });
    expect(await outbox()).toMatchObject([{ state: 'cancelled', error: `Not to be contacted: ${reason}` }]);
  });

  test('undoing gives each its own wish again, says where that stops what was allowed meanwhile, and keeps what was written down since', async () => {
    const [kept, other] = [await desk.lead(), await desk.lead({ phone })];
    await stop(other.id);
    const lifted = await merge(kept, other);
    await desk.owner.post(`/leads/${kept.id}/allow-contact`);
    expect((await desk.owner.post(`/merges/${lifted}/undo`)).body.kept).toEqual([`${other.number} is not to be contacted, as before: ${reason}.`]);
    expect([await texts(kept.id), (await desk.owner.get(`/leads/${other.id}`)).body.doNotContact]).toEqual([409, reason]);
    const reworded = await merge(kept, other);
    await desk.owner.patch(`/leads/${kept.id}`, { doNotContact: 'Wrote so by mail' });
    expect((await desk.owner.post(`/merges/${reworded}/undo`)).body.kept).toEqual([`Do not contact of ${kept.number} was changed since and stays.`]);
    expect((await desk.owner.get(`/leads/${kept.id}`)).body.doNotContact).toBe('Wrote so by mail');
  });

  test('undoing takes the wish of another off a lead that is converted, too', async () => {
    const [kept, other] = [await desk.lead(), await desk.lead()];
    await convert(kept);
    await stop(other.id);
    const mergeId = await merge(kept, other);
    expect((await desk.owner.post(`/merges/${mergeId}/undo`)).body.kept).toEqual([]);
    expect((await desk.owner.get(`/leads/${kept.id}`)).body.doNotContact).toBeNull();
  });
});
