import type { Quote } from '@lastmile/contracts';
import twilio from 'twilio';
import { twilioSms } from '../../adapters/sms/twilio.ts';
import type { SmsPort, TextMessage } from '../../ports/sms.ts';
import { openQuoteDesk, type QuoteDesk } from '../../testing/quote-desk.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { deliverMessage } from './index.ts';

const publicUrl = 'https://desk.tausi.test';
const authToken = 'token';
const texts: TextMessage[] = [];
/** Done while the provider takes a text, before it says that it did. */
let meanwhile: () => Promise<unknown> = async () => {};
const provider = twilioSms({ accountSid: 'AC1', authToken, from: '+15005550006', baseUrl: null });
const sms: SmsPort = {
  ...provider,
  async send(message) {
    texts.push(message);
    await meanwhile();
    return { providerId: 'SM1' };
  },
};

let server: TestServer;
let desk: QuoteDesk;
let quote: Quote;
beforeAll(async () => { server = await startTestServer({ publicUrl }, { sms }); });
afterAll(() => server.stop());
beforeEach(async () => {
  texts.length = 0;
  meanwhile = async () => {};
  desk = await openQuoteDesk(server);
  const { id } = await desk.draft((await desk.lead()).id);
  quote = (await desk.owner.post(`/quotes/${id}/send`, { channels: ['sms'] })).body as Quote;
});

const messageId = () => quote.deliveries[0]!.id;
const deliver = () => deliverMessage(server.services, {}, { organizationId: desk.organization.organizationId, messageId: messageId() });
const delivery = async () => (await desk.get(quote.id)).deliveries[0]!;
const outbox = async () => (await desk.owner.get('/outbox')).body.data[0];
const signed = (url: string, fields: { [name: string]: string }, token = authToken) => twilio.getExpectedTwilioSignature(token, url, fields);

/** What Twilio posts: a form, signed for the address it was given. */
async function report(fields: { [name: string]: string }, { url = texts[0]!.statusUrl!, signature = signed(url, fields) } = {}): Promise<number> {
  const { statusCode } = await server.app.inject({
    method: 'POST', url: url.slice(publicUrl.length), payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
  });
  return statusCode;
}
const said = (status: string, more: object = {}) => ({ MessageSid: 'SM1', MessageStatus: status, AccountSid: 'AC1', ...more });

test('what arrived is delivered on the quote, in the outbox and on the lead', async () => {
  await deliver();
  expect(await delivery()).toMatchObject({ state: 'sent' });
  expect(await report(said('delivered', { SomethingNew: 'Olá' }))).toBe(204);
  expect(await delivery()).toMatchObject({ state: 'delivered', failure: null, error: null });
  expect(await outbox()).toMatchObject({ state: 'delivered', deliveredAt: expect.any(String) });
  expect((await desk.owner.get(`/leads/${quote.leadId}/timeline`)).body.data[0]).toMatchObject({ type: 'message.delivered', changes: { channel: 'sms' } });
});

test.each([
  ['undelivered', '30003', 'out_of_reach', 'The phone was off or out of reach (Twilio 30003)'],
  ['undelivered', '30006', 'cannot_receive', 'This is a landline, or its network takes no texts (Twilio 30006)'],
  ['failed', '30007', 'blocked', 'The network took it for spam (Twilio 30007)'],
  ['failed', '99999', 'unknown', 'The network did not deliver it (Twilio 99999)'],
])('what was %s for %s says why everywhere', async (status, code, failure, error) => {
  await deliver();
  await report(said(status, { ErrorCode: code }));
  expect(await delivery()).toMatchObject({ state: 'failed', failure, error });
  expect(await outbox()).toMatchObject({ state: 'failed', failure, error, can: { sendAgain: true } });
  expect((await desk.owner.get(`/leads/${quote.leadId}/timeline`)).body.data[0]).toMatchObject({ type: 'message.failed', changes: { error, failure } });
});

test('said twice or in any order, it takes no state back and is told once', async () => {
  await deliver();
  for (const status of ['queued', 'delivered', 'sent', 'delivered', 'sending', 'undelivered', 'a word of tomorrow']) expect(await report(said(status))).toBe(204);
  expect(await delivery()).toMatchObject({ state: 'delivered' });
  expect(await desk.organization.eventsOf('message.delivered')).toHaveLength(1);
  expect(await desk.organization.eventsOf('message.failed')).toEqual([]);
});

test('a word that comes before the sending is noted stays, and nothing is sent a second time', async () => {
  meanwhile = () => report(said('delivered'));
  await deliver();
  await deliver();
  expect(texts).toHaveLength(1);
  expect(await delivery()).toMatchObject({ state: 'delivered', error: null });
});

test('a text that was taken while its sender lost the connection is not sent again once it has arrived', async () => {
  meanwhile = async () => { throw new Error('connection reset'); };
  await expect(deliver()).rejects.toThrow('connection reset');
  await report(said('delivered'));
  await deliver();
  expect(texts).toHaveLength(1);
  expect(await delivery()).toMatchObject({ state: 'delivered', error: null });
});

test('an address is no address without its proof, and what the provider did not sign changes nothing', async () => {
  await deliver();
  const { statusUrl } = texts[0]!;
  const url = statusUrl!;
  const other = await desk.organization.inOrg(async ({ organizationId }) => organizationId.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')));
  const fields = said('failed');
  const answers = [
    await report(fields, { signature: '' }),
    await report(fields, { signature: signed(url, fields, 'another token') }),
    await report(said('failed', { MessageSid: 'SM2' }), { signature: signed(url, fields) }),
    // Signed by the account, for a text of its own that is another one's.
    await report(said('failed', { MessageSid: 'SM2' })),
    await report(fields, { url: url.replace(/.{8}$/, 'AAAAAAAA') }),
    await report(fields, { url: url.replace(desk.organization.organizationId, other) }),
    await report(fields, { url: url.replace(messageId(), other) }),
  ];
  expect(answers).toEqual([204, 204, 204, 204, 404, 404, 404]);
  expect(await delivery()).toMatchObject({ state: 'sent', error: null });
});

test('what is withdrawn or erased is told of no more', async () => {
  await deliver();
  await desk.owner.post(`/leads/${quote.leadId}/erase`);
  expect(await report(said('undelivered', { ErrorCode: '30003' }))).toBe(204);
  expect(await desk.organization.eventsOf('message.failed')).toEqual([]);
});

test('a code that was reported on keeps nothing of itself', async () => {
  const path = `/public/quotes/${quote.publicUrl!.split('/').at(-1)!}`;
  expect((await server.stranger.post(`${path}/otp`, { channel: 'sms' })).status).toBe(202);
  const [code] = await desk.organization.inOrg(({ rows, organizationId }) => rows<{ id: string }>('select id from outbox_messages where organization_id = $1 and secret', [organizationId]));
  meanwhile = () => report(said('delivered'));
  await deliverMessage(server.services, {}, { organizationId: desk.organization.organizationId, messageId: code!.id });
  const [row] = await desk.organization.inOrg(({ rows, organizationId }) => rows(
    'select state, body, sealed_body from outbox_messages where organization_id = $1 and id = $2', [organizationId, code!.id]));
  expect(row).toEqual({ state: 'delivered', body: '', sealed_body: null });
});

test('only a browser-proof form of this one operation is taken: other operations refuse one', async () => {
  const { statusCode } = await server.app.inject({
    method: 'POST', url: `/api/v1/leads`, payload: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' }, cookies: desk.owner.cookies });
  expect(statusCode).toBe(415);
});

test('where nobody outside reaches this installation, no address is given', async () => {
  await deliverMessage({ ...server.services, config: { ...server.services.config, publicUrl: null } }, {}, { organizationId: desk.organization.organizationId, messageId: messageId() });
  expect(texts[0]!.statusUrl).toBeNull();
});

