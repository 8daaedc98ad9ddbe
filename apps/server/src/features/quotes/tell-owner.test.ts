import type { Quote } from '@lastmile/contracts';
import { openQuoteDesk, type QuoteDesk } from '../../testing/quote-desk.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let desk: QuoteDesk;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => { desk = await openQuoteDesk(server); });

const mine = (phone: string | null) => desk.owner.put('/auth/me/phone', { phone });
async function declined(adminNotifyChannel: string): Promise<{ channel: string; to: string; kind: string; body: string }[]> {
  await desk.owner.patch('/notification-settings', { adminNotifyChannel });
  const { id } = await desk.draft((await desk.lead()).id);
  const { body: quote } = await desk.owner.post(`/quotes/${id}/send`, { channels: [] });
  await desk.owner.post(`/quotes/${id}/reject`, { reason: 'Too far away' });
  await server.stranger.post(`/public/quotes/${(quote as Quote).publicUrl!.split('/').at(-1)!}/question`, { question: 'Still there?' });
  return (await desk.owner.get('/outbox')).body.data.toReversed();
}
const email = () => desk.owner.user.email;

test.each([
  ['none', []],
  ['email', ['email']],
  ['sms', ['sms']],
  ['both', ['email', 'sms']],
])('with %s the owner of a lead, who has a phone, is told by %j', async (setting, channels) => {
  expect((await mine('0712 555 099')).body.user.phone).toBe('+254712555099');
  const told = await declined(setting);
  expect(told.filter(({ kind }) => kind === 'quote_rejected').map(({ channel, to }) => [channel, to])).toEqual(
    channels.map((channel) => [channel, channel === 'email' ? email() : '+254712555099']));
  // A question waits for its answer.
  expect(told.filter(({ kind }) => kind === 'quote_question').map(({ channel }) => channel)).toEqual(channels.length > 0 ? channels : ['email']);
});

test.each(['sms', 'both'])('with %s who has no phone is told by mail, once', async (setting) => {
  const told = await declined(setting);
  expect(told.filter(({ kind }) => kind === 'quote_rejected')).toMatchObject([{ channel: 'email', to: email() }]);
});

test.each([false, true])('where the owner of the lead has left (%s), the organization’s owners are told instead', async (hasLeft) => {
  const seller = await desk.organization.signIn('sales');
  const { id } = await desk.draft((await desk.lead({ ownerId: seller.user.id })).id);
  const { body: quote } = await desk.owner.post(`/quotes/${id}/send`, { channels: [] });
  if (hasLeft) await desk.owner.patch(`/users/${seller.user.id}`, { disabled: true });
  await server.stranger.post(`/public/quotes/${(quote as Quote).publicUrl!.split('/').at(-1)!}/question`, { question: 'Still there?' });
  await desk.owner.post(`/quotes/${id}/accept`, { note: 'By phone' });
  const { body: { data } } = await desk.owner.get('/outbox');
  const told = (data as { to: string; kind: string }[]).toReversed().map(({ kind, to }) => [kind, to]);
  const who = hasLeft ? email() : seller.user.email;
  expect(told).toEqual([['quote_question', who], ['quote_accepted', who]]);
});

test('a text says in short what a mail does', async () => {
  await mine('+254712555099');
  const [notice] = await declined('sms');
  expect(notice!.body).toMatch(/declined quote \d+\. “Too far away”$/);
});

test('a phone is read as people write it, taken away again, and no token’s to change', async () => {
  expect(await mine('12')).toBeProblem(400, 'malformed');
  const wrong = await mine('not a number');
  expect(wrong).toBeProblem(422, 'invalid_fields');
  expect(wrong.body.errors[0].pointer).toBe('/phone');
  await mine('+254712555099');
  expect((await mine(null)).body.user.phone).toBeNull();
  const { body: { token } } = await desk.owner.post('/api-tokens', { name: 'All', scopes: ['*'] });
  const reply = await server.stranger.get('/auth/me', { headers: { authorization: `Bearer ${token}` } });
  expect(reply.status).toBe(200);
  const patched = await server.app.inject({ method: 'PUT', url: '/api/v1/auth/me/phone', payload: { phone: '+254712000000' }, headers: { authorization: `Bearer ${token}` } });
  expect(patched.statusCode).toBe(403);
});

test('an admin writes down the phones of others', async () => {
  const { body: person } = await desk.owner.post('/users', { name: 'Peter', email: `peter-${Date.now()}@example.test`, role: 'sales', password: 'a long enough password', phone: '0712 555 098' });
  expect(person.phone).toBe('+254712555098');
  expect((await desk.owner.patch(`/users/${person.id}`, { phone: '+44 20 7946 0958' })).body.phone).toBe('+442079460958');
  expect((await desk.owner.patch(`/users/${person.id}`, { phone: ' ' })).body).toMatchObject({ code: 'malformed' });
  expect((await desk.owner.patch(`/users/${person.id}`, { phone: null })).body.phone).toBeNull();
});
