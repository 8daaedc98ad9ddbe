import { messageChannels, messageKinds, type MessageTemplate } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestServer } from '../../testing/index.ts';
import { standardTemplates } from './message-kinds.ts';
import { previewTemplate } from './message-templates.ts';
import { segmentsOf } from './text-segments.ts';

let server: TestServer;
let owner: SignedInClient;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => { ({ owner } = await server.makeOrganization()); });

const quoteText = async () => ((await owner.get('/message-templates')).body.data as MessageTemplate[]).find(({ kind, channel }) => kind === 'quote' && channel === 'sms')!;

test.each(messageKinds.flatMap((kind) => messageChannels.map((channel) => [kind, channel] as const)))('the usual words of %s by %s could have been written by anybody', (kind, channel) => {
  const { text } = previewTemplate(kind, channel, standardTemplates[kind][channel]);
  expect(text).not.toMatch(/[{}]|undefined/);
  expect(text.length).toBeGreaterThan(20);
});

test('own words are used until one goes back to the usual ones', async () => {
  const usual = await quoteText();
  expect(usual.isStandard).toBe(true);
  const { body: own } = await owner.put('/message-templates/quote/sms', { body: ' Habari {{ first_name }}: {{ quote_url }} ' });
  expect(own).toMatchObject({ body: 'Habari {{ first_name }}: {{ quote_url }}', subject: null, isStandard: false, version: 2 });
  expect(await owner.put('/message-templates/quote/sms', { body: '{{ quote_url }}' }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
  const { body: lead } = await owner.post('/leads', { name: 'Wanjiku Kamau', phone: '0712 555 014' });
  const { body: quote } = await owner.post('/quotes', { leadId: lead.id, items: [{ description: 'x', unitPrice: '1' }] });
  const { body: { publicUrl } } = await owner.post(`/quotes/${quote.id}/send`, { channels: ['sms'] });
  expect((await owner.get('/outbox')).body.data[0].body).toBe(`Habari Wanjiku: ${publicUrl}`);
  expect((await owner.delete('/message-templates/quote/sms')).status).toBe(204);
  expect(await quoteText()).toEqual(usual);
});

test.each([
  ['quote', 'sms', { body: '{{ quote_url' }, '/body', 'cannot be read'],
  ['quote', 'sms', { body: '{% if first_name %}{{ quote_url }}' }, '/body', 'cannot be read'],
  ['quote', 'sms', { body: '{{ quote_url }} {{ password }}' }, '/body', '{{ password }} is not known'],
  ['quote', 'sms', { body: 'Your quote is ready' }, '/body', 'Put {{ quote_url }} into it'],
  ['quote_code', 'sms', { body: 'Hello {{ first_name }}' }, '/body', 'Put {{ code }} into it'],
  ['quote_code', 'email', { subject: 'Code {{ code }}', body: '{{ code }}' }, '/subject', 'not into the subject'],
  ['quote', 'email', { subject: '{{ nothing }}', body: '{{ quote_url }}' }, '/subject', 'is not known'],
  ['quote', 'sms', { body: '{{ quote_url | shout }}' }, '/body', 'cannot be read'],
  ['quote', 'sms', { body: '{% include "x" %}{{ quote_url }}' }, '/body', 'cannot be read'],
])('%s by %s refuses %j at its place', async (kind, channel, words, pointer, detail) => {
  for (const answer of [await owner.post(`/message-templates/${kind}/${channel}/preview`, words), await owner.put(`/message-templates/${kind}/${channel}`, words)]) {
    expect(answer).toBeProblem(422, 'invalid_fields');
    expect(answer.body.errors[0]).toEqual({ pointer, detail: expect.stringContaining(detail) });
  }
});

test('a preview reads as it would arrive, and says how many texts it is', async () => {
  const { body } = await owner.post('/message-templates/quote/sms/preview', { body: 'Hi {{ first_name }}, {{ quote_url }}' });
  expect(body).toEqual({ subject: null, text: 'Hi Wanjiku, https://example.com/q/…', segments: 1 });
  expect([segmentsOf('a'.repeat(160)), segmentsOf('a'.repeat(161)), segmentsOf('ã'.repeat(70)), segmentsOf('ã'.repeat(71)), segmentsOf('€'.repeat(80)), segmentsOf('€'.repeat(81))])
    .toEqual([1, 2, 1, 2, 1, 2]);
});

test('only admins change what is written', async () => {
  const organization = await server.makeOrganization();
  expect(await (await organization.signIn('manager')).put('/message-templates/quote/sms', { body: '{{ quote_url }}' })).toBeProblem(403, 'not_allowed');
});
