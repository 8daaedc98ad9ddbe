import type { PublicQuote, Quote } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { latestCode } from '../../testing/latest-code.ts';
import { openQuoteDesk, type QuoteDesk } from '../../testing/quote-desk.ts';

let server: TestServer;
let desk: QuoteDesk;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => { desk = await openQuoteDesk(server); });

interface Link { quote: Quote; path: string }
const tokenOf = (quote: Quote) => String(quote.publicUrl).split('/').at(-1)!;
async function out(items?: object[], lead: object = {}): Promise<Link> {
  const { id: leadId } = await desk.lead(lead);
  const { id } = await desk.draft(leadId, items as never);
  const quote = (await desk.owner.post(`/quotes/${id}/send`, { channels: ['sms'] })).body as Quote;
  return { quote, path: `/public/quotes/${tokenOf(quote)}` };
}
const see = async (path: string) => (await server.stranger.get(path)).body as PublicQuote;
const askCode = (path: string, more: object = {}) => server.stranger.post(`${path}/otp`, { channel: 'sms', ...more });
const code = () => latestCode(server.services.sealer, desk.organization.inOrg);
const signature = { name: 'Wanjiku Kamau' };
const statusOf = async ({ quote }: Link) => (await desk.get(quote.id)).status;

test('a link shows what its prospect decides on, and nothing else of the organization', async () => {
  const small = await desk.offer({ name: 'Home 20', description: 'HD video on 3 screens', monthlyPrice: '2500', setupFee: '3000' });
  const { quote, path } = await out([{ offerId: small.id, alternative: 1 }, { description: 'Second unit', unitPrice: '500', period: 'monthly', optional: true }],
    { name: 'Wanjiku Kamau', phone: '+254712555014', email: 'wanjiku@example.test', location: 'Kilimani', city: 'Nairobi' });
  const reply = await server.stranger.get(path);
  expect(reply.body).toMatchObject({
    state: 'open', number: quote.number, revision: 1, recipientName: 'Wanjiku Kamau', place: 'Kilimani, Nairobi', currency: 'KES', taxName: 'VAT', signatureRequired: true,
    firstBill: { subtotal: '2500.00', tax: '400.00', total: '2900.00' }, decision: null,
    channels: [{ channel: 'sms', to: '+254 712 ••• 014' }, { channel: 'email', to: 'w•••@example.test' }],
    items: [{ description: 'Home 20', details: 'HD video on 3 screens', alternative: 1, downloadMbps: 20 }, { description: 'Second unit', optional: true }],
  });
  expect(JSON.stringify(reply.body)).not.toMatch(/712555014|wanjiku@example|organizationId|leadId/);
  expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
});

test('a link that never was, one that died and one made up are answered alike', async () => {
  const link = await out();
  await desk.owner.delete(`/quotes/${link.quote.id}`);
  const other = await out();
  await desk.owner.delete(`/leads/${other.quote.leadId}`);
  const answers = await Promise.all([link.path, other.path, `/public/quotes/${'A'.repeat(43)}`, `/public/quotes/${newId()}`].map((path) => server.stranger.get(path)));
  const without = ({ body }: { body: object }) => ({ ...body, instance: '' });
  for (const answer of answers) expect([answer.status, without(answer)]).toEqual([404, without(answers[0]!)]);
  expect((await askCode(link.path)).status).toBe(404);
});

test('that it was opened is said once, by the prospect and not by one of us', async () => {
  const link = await out();
  const token = link.path.split('/').at(-1)!;
  expect((await desk.owner.post(`/public/quotes/${token}/opened`)).status).toBe(204);
  expect(await statusOf(link)).toBe('sent');
  await Promise.all(Array.from({ length: 5 }, () => server.stranger.post(`${link.path}/opened`)));
  expect(await statusOf(link)).toBe('on_review');
  expect(await desk.organization.eventsOf('quote.opened')).toHaveLength(1);
});

test('a quote is accepted with the code that was sent, once, and wins its lead', async () => {
  const link = await out([{ description: 'Installation', unitPrice: '3000' }]);
  const { status, body } = await askCode(link.path);
  expect([status, body.to]).toEqual([202, expect.stringMatching(/^\+254 733 ••• \d{3}$/)]);
  const given = await code();
  const wrong = await server.stranger.post(`${link.path}/accept`, { code: given === '000000' ? '111111' : '000000', signature });
  expect(wrong).toBeProblem(422, 'wrong_code');
  expect(wrong.body.attemptsLeft).toBe(4);
  const accepted = await server.stranger.post(`${link.path}/accept`, { code: ` ${given.slice(0, 3)} ${given.slice(3)} `, signature });
  expect([accepted.status, accepted.body.state]).toEqual([200, 'accepted']);
  expect(await desk.get(link.quote.id)).toMatchObject({ status: 'accepted', decision: { byName: 'Wanjiku Kamau', confirmedBy: 'sms_code', signature } });
  expect((await desk.owner.get(`/leads/${link.quote.leadId}`)).body.status).toBe('won');
  expect(await see(link.path)).toMatchObject({ state: 'accepted', decision: { byName: 'Wanjiku Kamau' } });
  const again = await server.stranger.post(`${link.path}/accept`, { code: given, signature });
  expect(again).toBeProblem(409, 'quote_closed');
  expect(again.body.state).toBe('accepted');
});

test('of several codes that wait to be sent the last one is left, and none once it was used or guessed at too often', async () => {
  const states = async () => (await desk.organization.inOrg(({ rows, organizationId }) => rows<{ state: string; validUntil: Date; at: Date }>(
    `select state, valid_until as "validUntil", created_at as at from outbox_messages where organization_id = $1 and kind = 'quote_code' order by id`, [organizationId])));
  const link = await out();
  await askCode(link.path);
  server.clock.advance(31_000);
  await askCode(link.path);
  const waiting = await states();
  expect(waiting.map(({ state }) => state)).toEqual(['cancelled', 'queued']);
  expect(waiting[1]!.validUntil.getTime() - waiting[1]!.at.getTime()).toBe(3_600_000);
  const given = await code();
  await server.stranger.post(`${link.path}/accept`, { code: given, signature });
  expect((await states()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);

  const guessed = await out();
  await askCode(guessed.path);
  const right = await code();
  for (let guess = 0; guess < 5; guess += 1) await server.stranger.post(`${guessed.path}/accept`, { code: right === '000000' ? '111111' : '000000', signature });
  expect((await states()).at(-1)!.state).toBe('cancelled');
});

test('it has to be signed where the organization asks for it', async () => {
  const link = await out();
  await askCode(link.path);
  const unsigned = await server.stranger.post(`${link.path}/accept`, { code: await code() });
  expect(unsigned.body.errors).toEqual([{ pointer: '/signature', detail: 'Sign with your name.' }]);
  await desk.owner.patch('/quote-settings', { signatureRequired: false });
  expect((await server.stranger.post(`${link.path}/accept`, { code: await code() })).status).toBe(200);
});

test('declining takes a code of its own and gives the reason to the lead', async () => {
  const link = await out();
  await askCode(link.path, { decision: 'accept' });
  expect(await server.stranger.post(`${link.path}/reject`, { code: await code() })).toBeProblem(422, 'choice_changed');
  server.clock.advance(31_000);
  await askCode(link.path, { decision: 'reject' });
  expect((await server.stranger.post(`${link.path}/reject`, { code: await code(), reason: 'Moving away' })).status).toBe(200);
  expect((await desk.owner.get(`/leads/${link.quote.leadId}`)).body).toMatchObject({ status: 'lost', lostReason: 'Moving away' });
});

test('what is chosen is summed by the server and is what the code confirms', async () => {
  const [small, large] = [await desk.offer({ monthlyPrice: '2500' }), await desk.offer({ monthlyPrice: '3600' })];
  const link = await out([{ offerId: small.id, alternative: 1 }, { offerId: large.id, alternative: 2 }]);
  const choices = { alternative: 2, optionalItemIds: [] };
  expect((await server.stranger.post(`${link.path}/totals`, { choices })).body.monthly.total).toBe('4176.00');
  expect(await server.stranger.post(`${link.path}/totals`, { choices: { alternative: 3 } })).toBeProblem(422, 'invalid_fields');
  await askCode(link.path, { choices });
  const given = await code();
  expect(await server.stranger.post(`${link.path}/accept`, { code: given, signature })).toBeProblem(422, 'choice_changed');
  expect((await server.stranger.post(`${link.path}/accept`, { code: given, choices, signature })).status).toBe(200);
  expect((await desk.get(link.quote.id)).monthlyTotal).toBe('4176.00');
});

test('a revised, an expired and a withdrawn quote each say so, and take no decision', async () => {
  const revised = await out();
  const expired = await out();
  await askCode(expired.path);
  const given = await code();
  await desk.owner.post(`/quotes/${revised.quote.id}/revise`);
  await desk.organization.inOrg(({ rows, organizationId }) => rows(
    "update quotes set expires_on = '2020-01-01' where organization_id = $1 and id = $2", [organizationId, expired.quote.id]));
  expect((await see(revised.path)).state).toBe('superseded');
  expect((await see(expired.path)).state).toBe('expired');
  expect((await askCode(revised.path)).body).toMatchObject({ code: 'quote_closed', state: 'superseded' });
  expect((await server.stranger.post(`${expired.path}/accept`, { code: given, signature })).body).toMatchObject({ code: 'quote_closed', state: 'expired' });
});

test('a question stands on the lead and goes to who works on it', async () => {
  const link = await out();
  expect((await server.stranger.post(`${link.path}/question`, { question: 'Is the router included? <b>' })).status).toBe(202);
  const { body } = await desk.owner.get(`/leads/${link.quote.leadId}/timeline`);
  expect(body.data[0]).toMatchObject({ type: 'quote.question_asked', actor: { kind: 'prospect' }, changes: { question: 'Is the router included? <b>' } });
  expect((await desk.owner.get('/outbox')).body.data[0]).toMatchObject({ to: desk.owner.user.email, body: expect.stringContaining('Is the router included?') });
});

test('the PDF is the quote’s, for whoever has the link', async () => {
  const link = await out();
  const reply = await server.stranger.get(`${link.path}/pdf`);
  expect(reply.headers['content-type']).toBe('application/pdf');
  expect(reply.bytes.subarray(0, 5).toString()).toBe('%PDF-');
});
