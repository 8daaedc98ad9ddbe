import { DeliveryRefused } from '../../ports/delivery.ts';
import type { Mail, MailerPort } from '../../ports/mailer.ts';
import { startTestServer, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { deliverMessage, messagesAbout, queueMessage, renderMessage, withdrawMessages } from './index.ts';
import { htmlOf, renderTemplate } from './render-template.ts';

const sent: Mail[] = [];
let failing: Error | null = null;
const mailer: MailerPort = {
  isSimulated: false,
  async send(mail) {
    if (failing) throw failing;
    sent.push(mail);
    return { providerId: `provider-${mail.id}` };
  },
  close: () => {},
};

let server: TestServer;
let organization: TestOrganization;
let leadId: string;
beforeAll(async () => { server = await startTestServer({}, { mailer }); });
afterAll(() => server.stop());
beforeEach(async () => {
  sent.length = 0;
  failing = null;
  organization = await server.makeOrganization({ name: 'Tausi <Fibre>' });
  leadId = (await organization.owner.post('/leads', { name: 'Wanjiku' })).body.id;
});

const about = () => ({ type: 'lead', id: leadId });
const queue = (more: object = {}) => organization.inOrg((scope) => queueMessage(server.services.sealer, scope, {
  kind: 'quote', channel: 'email', to: 'wanjiku@example.test', subject: 'Hello', text: 'See https://x.test/q/1', about: about(), leadId, ...more }));
const deliver = (messageId: string) => deliverMessage(server.services, {}, { organizationId: organization.organizationId, messageId });
const outbox = async () => (await organization.owner.get('/outbox')).body.data as { state: string; body: string; error: string | null; simulated: boolean }[];

test('a message is sent once, under the organization’s name, and told of on the lead', async () => {
  const id = await queue({ bcc: 'desk@example.test' });
  expect(await outbox()).toMatchObject([{ state: 'queued' }]);
  await deliver(id);
  await deliver(id);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ id, fromName: 'Tausi <Fibre>', to: 'wanjiku@example.test', bcc: 'desk@example.test', subject: 'Hello', text: 'See https://x.test/q/1' });
  expect(sent[0]!.html).toContain('<a href="https://x.test/q/1">');
  expect(sent[0]!.html).toContain('Tausi &lt;Fibre&gt;');
  expect(await outbox()).toMatchObject([{ state: 'sent', simulated: false, error: null }]);
  const { body } = await organization.owner.get(`/leads/${leadId}/timeline`);
  expect(body.data[0]).toMatchObject({ type: 'message.sent', changes: { kind: 'quote', to: 'wanjiku@example.test' } });
});

test('what may pass is tried again; what was refused for good says why', async () => {
  const id = await queue();
  failing = new Error('connection refused');
  await expect(deliver(id)).rejects.toThrow('connection refused');
  expect(await outbox()).toMatchObject([{ state: 'queued', error: 'connection refused' }]);
  failing = new DeliveryRefused('550 no such mailbox');
  await deliver(id);
  expect(await outbox()).toMatchObject([{ state: 'failed', error: '550 no such mailbox' }]);
  failing = null;
  await deliver(id);
  expect(sent).toEqual([]);
  expect(await organization.inOrg((scope) => messagesAbout(scope, about()))).toMatchObject([{ id, state: 'failed', error: '550 no such mailbox' }]);
});

test('a message that does not get through is given up in the end', async () => {
  const id = await queue();
  failing = new Error('timeout');
  for (let attempt = 1; attempt < 10; attempt += 1) await expect(deliver(id)).rejects.toThrow('timeout');
  await deliver(id);
  expect(await outbox()).toMatchObject([{ state: 'failed', error: 'timeout' }]);
});

test('a code is sealed until it is sent, and nowhere afterwards', async () => {
  const id = await queue({ kind: 'quote_code', secret: true, text: 'Your code is 123456' });
  const row = () => organization.inOrg(async ({ rows, organizationId }) => {
    const [found] = await rows<{ json: string }>('select row_to_json(m)::text as json from outbox_messages m where organization_id = $1', [organizationId]);
    return found!.json;
  });
  expect(await row()).not.toContain('123456');
  await deliver(id);
  expect(sent[0]!.text).toBe('Your code is 123456');
  expect(await row()).not.toContain('123456');
  expect(await organization.inOrg((scope) => messagesAbout(scope, about()))).toEqual([]);
});

test('where sending is simulated the outbox shows a code, so that it can be tried without a provider', async () => {
  const id = await queue({ kind: 'quote_code', channel: 'sms', to: '+254712345678', secret: true, text: 'Your code is 123456' });
  await deliver(id);
  expect(await outbox()).toMatchObject([{ state: 'sent', simulated: true, body: 'Your code is 123456' }]);
});

test('what was withdrawn is not sent', async () => {
  const id = await queue();
  await organization.inOrg((scope) => withdrawMessages(scope, { type: 'lead', ids: [leadId] }));
  await deliver(id);
  expect(sent).toEqual([]);
  expect(await outbox()).toMatchObject([{ state: 'cancelled' }]);
});

test('what is no longer valid when it could be sent is not sent, and nothing of a code is kept', async () => {
  const inAnHour = new Date(server.clock.now().getTime() + 3_600_000);
  const [quote, code, lasting] = [await queue({ validUntil: inAnHour }), await queue({ kind: 'quote_code', secret: true, text: '123456', validUntil: inAnHour }), await queue()];
  failing = new Error('connection refused');
  for (const id of [quote, code, lasting]) await expect(deliver(id)).rejects.toThrow('connection refused');
  failing = null;
  server.clock.advance(3_600_000);
  for (const id of [quote, code, lasting]) await deliver(id);
  expect(sent.map(({ id }) => id)).toEqual([lasting]);
  const reason = 'It was no longer valid when it could be sent.';
  expect(await outbox()).toMatchObject([{ state: 'sent' }, { state: 'cancelled', error: reason }, { state: 'cancelled', error: reason }]);
  expect(await organization.inOrg(({ rows, organizationId }) => rows('select 1 from outbox_messages where organization_id = $1 and sealed_body is not null', [organizationId]))).toEqual([]);
});

test('a message of a transaction that fails is never sent', async () => {
  await organization.inOrg(async (scope) => {
    await queueMessage(server.services.sealer, scope, { kind: 'quote', channel: 'sms', to: '+254712345678', text: 'x', about: about() });
    throw new Error('no');
  }).catch(() => {});
  expect(await outbox()).toEqual([]);
});

test('the usual words leave out what is not known', async () => {
  const { subject, text } = await organization.inOrg((scope) => renderMessage(scope, 'quote', 'email', {
    quote_number: '2026000001', organization_name: 'Tausi', quote_total: 'KES 6,380', quote_url: 'https://x.test/q/t', quote_expires_on: '1 June 2026' }));
  expect(subject).toBe('Your quote 2026000001 from Tausi');
  expect(text).toContain('Hello there,');
  expect(text).toContain('Your first bill would be KES 6,380.');
  expect(text.endsWith('Tausi')).toBe(true);
});

test('an erased lead is not told of by a message that was on its way', async () => {
  const id = await queue();
  failing = null;
  const sending = deliverMessage({ ...server.services, mailer: { ...mailer, send: async () => {
    await organization.owner.post(`/leads/${leadId}/erase`);
    return { providerId: null };
  } } }, {}, { organizationId: organization.organizationId, messageId: id });
  await sending;
  expect(await organization.eventsOf('message.sent')).toEqual([]);
  expect(await outbox()).toMatchObject([{ state: 'cancelled', body: '' }]);
});

test('addresses in a mail are links, whatever stands around them', () => {
  const html = htmlOf('See <https://x.test/q/1>, "https://x.test/q/2?a=1&b=2" or https://x.test/q/3.', { name: 'x', accentColor: null });
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toEqual(['https://x.test/q/1', 'https://x.test/q/2?a=1&amp;b=2', 'https://x.test/q/3']);
});

describe('a template', () => {
  test.each([
    ['{% include "/etc/passwd" %}'], ["{% render 'package.json' %}"], ['{% layout "x" %}'],
  ])('%s reads no file', (body) => {
    expect(() => renderTemplate({ subject: null, body }, {})).toThrow();
  });

  test('sees what it is handed and nothing behind it', () => {
    expect(renderTemplate({ subject: null, body: 'a{{ lead_name.constructor }}{{ constructor }}{{ __proto__ }}b' }, { lead_name: 'x' }).text).toBe('ab');
  });

  test('that would run for ever is stopped', () => {
    expect(() => renderTemplate({ subject: null, body: '{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}' }, {})).toThrow();
  });

  test('puts no second line into a subject', () => {
    expect(renderTemplate({ subject: 'Hi {{ lead_name }}', body: '' }, { lead_name: 'x\r\nBcc: all@example.test' }).subject).toBe('Hi x Bcc: all@example.test');
  });

  test('shows markup as it was written', () => {
    const html = htmlOf('<script>alert(1)</script> https://x.test/"><img src=x>', { name: '<b>', accentColor: 'red;background:url(x)' });
    expect(html).not.toMatch(/<script|<img|<b>|url\(/);
    expect(html).toContain('&lt;script&gt;');
  });
});
