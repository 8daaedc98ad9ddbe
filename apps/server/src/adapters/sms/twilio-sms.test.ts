import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import type { SmsPort, TextMessage } from '../../ports/sms.ts';
import { failureOf } from '../../testing/delivery-failures.ts';
import { smsAdapter } from './index.ts';

interface Asked { method: string; path: string; authorization: string; fields: { [name: string]: string } }

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});

/** What Twilio answers stands in its reference of the message resource: 201 with the message's sid, or an error with a code of its own. */
async function twilioAt(answer: { status: number; body: unknown }, from = '+15005550006'): Promise<{ sms: SmsPort; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      asked.push({ method: request.method!, path: request.url!, authorization: request.headers.authorization ?? '', fields: Object.fromEntries(new URLSearchParams(body)) });
      response.writeHead(answer.status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  ended.push(() => new Promise((closed) => { server.close(closed); }));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { sms: smsAdapter({ twilio: { accountSid: 'AC123', authToken: 'token', from, baseUrl } }), asked };
}

const message = (more: Partial<TextMessage> = {}): TextMessage => ({ id: 'x', to: '+254712345678', text: 'Your code is 123456', statusUrl: null, ...more });
const taken = { status: 201, body: { sid: 'SM1', status: 'queued' } };

test('a text goes out from the account’s number, and its sid is kept', async () => {
  const { sms, asked } = await twilioAt(taken);
  expect(await sms.send(message())).toEqual({ providerId: 'SM1' });
  expect(sms.isSimulated).toBe(false);
  expect(asked).toEqual([{
    method: 'POST', path: '/2010-04-01/Accounts/AC123/Messages.json', authorization: `Basic ${Buffer.from('AC123:token').toString('base64')}`,
    fields: { To: '+254712345678', From: '+15005550006', Body: 'Your code is 123456' },
  }]);
});

test('a messaging service sends in the place of a number', async () => {
  const { sms, asked } = await twilioAt(taken, 'MG123');
  await sms.send(message({ statusUrl: 'https://desk.tausi.test/status' }));
  expect(asked[0]!.fields).toEqual({
    To: '+254712345678', MessagingServiceSid: 'MG123', Body: 'Your code is 123456', StatusCallback: 'https://desk.tausi.test/status' });
});

test('a number that is none is refused for good, with Twilio’s words and code', async () => {
  const { sms } = await twilioAt({ status: 400, body: { code: 21211, message: 'Invalid ‘To’ phone number', status: 400 } });
  expect(await failureOf(sms.send(message()))).toEqual({ isFinal: true, words: 'Invalid ‘To’ phone number (Twilio 21211)' });
});

test.each([
  ['too many at once', 429, 20429], ['trouble of theirs', 503, 20503], ['a token that is wrong', 401, 20003],
])('%s may pass, so it is tried again', async (_what, status, code) => {
  const { sms } = await twilioAt({ status, body: { code, message: 'Not now', status } });
  expect(await failureOf(sms.send(message()))).toEqual({ isFinal: false, words: expect.stringContaining('Not now') });
});

test('an account that cannot be reached is tried again', async () => {
  const { sms } = await twilioAt(taken);
  await ended.shift()!();
  expect(await failureOf(sms.send(message()))).toMatchObject({ isFinal: false });
});

test('without an account no text leaves this machine', async () => {
  const sms = smsAdapter({ twilio: null });
  expect(sms.isSimulated).toBe(true);
  expect(await sms.send(message())).toEqual({ providerId: null });
});
