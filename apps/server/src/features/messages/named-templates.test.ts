import type { NamedTemplate } from '@lastmile/contracts';
import { openQuoteDesk, type QuoteDesk } from '../../testing/quote-desk.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { quoteJobs } from '../quotes/index.ts';

let server: TestServer;
let desk: QuoteDesk;
let quoteId: string;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await openQuoteDesk(server);
  quoteId = (await desk.draft((await desk.lead({ name: 'Wanjiku Kamau' })).id)).id;
});

const add = async (name: string, more: object = {}) => (await desk.owner.post('/named-templates', { kind: 'quote', channel: 'sms', name, body: `${name}: {{ first_name }} {{ quote_url }}`, ...more })).body as NamedTemplate;
const send = (body: object) => desk.owner.post(`/quotes/${quoteId}/send`, { channels: ['sms'], ...body });
const preview = async (body: object) => (await desk.owner.post(`/quotes/${quoteId}/message-preview`, { channel: 'sms', ...body })).body as { text: string; to: string; segments: number };
const lastText = async () => (await desk.owner.get('/outbox')).body.data[0].body as string;

test('a quote is sent with the words that are chosen, which read as their preview did', async () => {
  const { id } = await add('Short');
  const { text, to, segments } = await preview({ templateId: id });
  expect(text).toMatch(/^Short: Wanjiku http.*\/q\/…$/);
  expect([to, segments]).toEqual([expect.stringMatching(/^\+254/), 1]);
  const { body: quote } = await send({ templates: { sms: id } });
  expect(await lastText()).toBe(`Short: Wanjiku ${quote.publicUrl}`);
  // Once it is out, a preview has its real link.
  expect((await preview({ templateId: id })).text).toBe(await lastText());
});

test('without a choice the default is sent, and the plain words where they are chosen', async () => {
  await add('Default', { isDefault: true });
  expect((await preview({})).text).toMatch(/^Default: Wanjiku/);
  expect((await preview({ templateId: null })).text).toContain('is ready');
  await send({ templates: { sms: null } });
  expect(await lastText()).toContain('is ready');
  await send({});
  expect(await lastText()).toMatch(/^Default: /);
});

test('one is the default at a time, also where two make it one at once', async () => {
  const [first, second] = [await add('First', { isDefault: true }), await add('Second')];
  await Promise.all([first, second].map(({ id }) => desk.owner.patch(`/named-templates/${id}`, { isDefault: true })));
  const { data } = (await desk.owner.get('/named-templates?kind=quote')).body as { data: NamedTemplate[] };
  expect(data.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  expect((await desk.owner.delete(`/named-templates/${data.find(({ isDefault }) => isDefault)!.id}`)).status).toBe(204);
  expect((await preview({})).text).toContain('is ready');
});

test('a quote that waits goes out with the words chosen then, and with the default where they are gone', async () => {
  await desk.owner.patch('/notification-settings', { quoteSendDelayHours: 2, notificationDays: [1, 2, 3, 4, 5, 6, 7], notificationHours: Array.from({ length: 24 }, (_, hour) => hour) });
  const { id } = await add('Later');
  await send({ at: 'window', templates: { sms: id } });
  await desk.owner.delete(`/named-templates/${id}`);
  await add('Default', { isDefault: true });
  server.clock.advance(3 * 3_600_000);
  await quoteJobs(server.services)[0]!.run({ organizationId: desk.organization.organizationId, quoteId });
  expect(await lastText()).toMatch(/^Default: /);
});

test('templates are refused as words are, with one name for one, fifty at most, and to who only sends', async () => {
  const { id } = await add('Short');
  expect(await desk.owner.post('/named-templates', { kind: 'quote', channel: 'sms', name: ' short ', body: '{{ quote_url }}' })).toBeProblem(409, 'template_name_taken');
  expect(await desk.owner.post('/named-templates', { kind: 'quote', channel: 'sms', name: 'x', body: '{% include "/etc/passwd" %}{{ quote_url }}' })).toBeProblem(422, 'invalid_fields');
  expect(await desk.owner.patch(`/named-templates/${id}`, { body: 'No link' })).toBeProblem(422, 'invalid_fields');
  expect(await desk.owner.patch(`/named-templates/${id}`, { name: 'y' }, { headers: { 'if-match': '"9"' } })).toBeProblem(412, 'stale');
  const { id: mail } = await add('Mail', { channel: 'email' });
  const wrong = await send({ templates: { sms: mail } });
  expect(wrong).toBeProblem(422, 'invalid_fields');
  expect(wrong.body.errors[0].pointer).toBe('/templates/sms');
  const sales = await desk.organization.signIn('sales');
  expect((await sales.get('/named-templates')).body.data).toHaveLength(2);
  expect(await sales.delete(`/named-templates/${id}`)).toBeProblem(403, 'not_allowed');
  for (let count = 0; count < 48; count += 1) await add(`Template ${count}`);
  expect(await desk.owner.post('/named-templates', { kind: 'quote', channel: 'sms', name: 'One more', body: '{{ quote_url }}' })).toBeProblem(409, 'too_many_templates');
});
