import type { OutboxMessage } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { insertRow } from '../../core/rows.ts';
import { startTestServer, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => { organization = await server.makeOrganization(); });

async function written(more: object = {}): Promise<string> {
  const id = newId();
  await organization.inOrg((scope) => insertRow(scope, 'outbox_messages', {
    organizationId: scope.organizationId, id, channel: 'sms', kind: 'quote', recipient: '+254712345678', body: 'Your quote', state: 'sent', simulated: true, createdAt: scope.now, ...more,
  }));
  return id;
}
const ask = async (query: string) => (await organization.owner.get(`/outbox?${query}`)).body as { data: OutboxMessage[]; nextCursor: string | null };
const bodies = async (query: string) => (await ask(query)).data.map(({ body }) => body);

test('messages are listed newest first, page by page, to those who may see them', async () => {
  const other = await server.makeOrganization();
  for (const body of ['first', 'second', 'third']) await written({ body });
  const page = await ask('limit=2');
  expect(page.data.map(({ body }) => body)).toEqual(['third', 'second']);
  expect(page.data[0]).toMatchObject({ to: '+254712345678', channel: 'sms', simulated: true, can: { sendAgain: false } });
  expect(await ask(`limit=2&cursor=${page.nextCursor}`)).toMatchObject({ data: [{ body: 'first' }], nextCursor: null });
  expect((await other.owner.get('/outbox')).body.data).toEqual([]);
  expect(await other.owner.get(`/outbox/${page.data[0]!.id}`)).toBeProblem(404, 'not_found');
  expect(await (await organization.signIn('sales')).get('/outbox')).toBeProblem(403, 'not_allowed');
  const strange = Buffer.from('["x"]').toString('base64url');
  expect(await organization.owner.get(`/outbox?cursor=${strange}`)).toBeProblem(400, 'bad_cursor');
});

test('the outbox is narrowed by channel, state, kind, address and days', async () => {
  await written({ body: 'mail', channel: 'email', recipient: 'wanjiku@example.test', subject: 'x', state: 'failed', createdAt: new Date('2026-03-02T20:59:00Z') });
  await written({ body: 'text', createdAt: new Date('2026-03-02T21:00:00Z') });
  await written({ body: 'code', kind: 'quote_code', state: 'delivered', recipient: '+254799000000', createdAt: new Date('2026-03-04T00:00:00Z') });
  expect(await bodies('channel=email')).toEqual(['mail']);
  expect(await bodies('state=failed,delivered')).toEqual(['code', 'mail']);
  expect(await bodies('kind=quote_code')).toEqual(['code']);
  expect(await bodies('to=WANJIKU')).toEqual(['mail']);
  expect(await bodies('to=0712%20345%20678')).toEqual(['text']);
  expect(await bodies('to=%2B2547')).toEqual(['code', 'text']);
  // A day is the organization's, in Nairobi.
  expect(await bodies('createdTo=2026-03-02')).toEqual(['mail']);
  expect(await bodies('createdFrom=2026-03-03&createdTo=2026-03-03')).toEqual(['text']);
  expect(await organization.owner.get('/outbox?state=lost')).toBeProblem(400, 'malformed');
});

test('what failed is sent again as a new message that refers to the old one, once for a double click', async () => {
  const id = await written({ state: 'failed', failure: 'out_of_reach', error: 'The phone was off', simulated: false, aboutType: 'quote', aboutId: newId() });
  expect((await ask('')).data[0]).toMatchObject({ failure: 'out_of_reach', can: { sendAgain: true } });
  const clicks = await Promise.all([1, 2, 3].map(() => organization.owner.post(`/outbox/${id}/send-again`)));
  expect(clicks.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
  expect(new Set(clicks.map(({ body }) => body.id)).size).toBe(1);
  const { data } = await ask('');
  expect(data).toMatchObject([{ id: clicks[0]!.body.id, state: 'queued', body: 'Your quote', againOfId: id }, { id, state: 'failed', againId: clicks[0]!.body.id, can: { sendAgain: false } }]);
  expect((await organization.owner.post(`/outbox/${id}/send-again`)).status).toBe(200);
});

test.each([
  ['was sent', { state: 'sent' }], ['waits', { state: 'queued' }], ['was erased', { state: 'failed', recipient: '', body: '' }],
  ['was a code', { state: 'failed', kind: 'quote_code', secret: true, body: '' }],
])('a message that %s is not sent again', async (_how, row) => {
  const id = await written(row);
  expect(await organization.owner.post(`/outbox/${id}/send-again`)).toBeProblem(409, 'message_not_repeatable');
});
