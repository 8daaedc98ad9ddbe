import { randomBytes } from 'node:crypto';
import type { Quote } from '@lastmile/contracts';
import { latestCode } from '../../testing/latest-code.ts';
import { openQuoteDesk, type QuoteDesk } from '../../testing/quote-desk.ts';
import { startTestServer, type Client, type Reply, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let desk: QuoteDesk;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => { desk = await openQuoteDesk(server); });

const signature = { name: 'Wanjiku Kamau' };
const pathTo = (token: string) => `/public/quotes/${token}`;
const pathOf = (quote: Quote) => pathTo(quote.publicUrl!.split('/').at(-1)!);
async function sent(): Promise<Quote> {
  const { id } = await desk.draft((await desk.lead()).id);
  return (await desk.owner.post(`/quotes/${id}/send`, { channels: ['sms'] })).body as Quote;
}

/** Everything that can be done with a link, in requests that an open quote takes or refuses for its code alone. */
const everything = (path: string, by: Client = server.stranger): Promise<Reply>[] => [
  by.get(path), by.post(`${path}/opened`), by.post(`${path}/totals`, { choices: {} }), by.post(`${path}/otp`, { channel: 'sms' }),
  by.post(`${path}/accept`, { code: '123456', signature }), by.post(`${path}/reject`, { code: '123456' }), by.post(`${path}/question`, { question: 'Are you there?' }), by.get(`${path}/pdf`),
];
/** What of an answer somebody could tell it by; a request's own id is another each time. */
const told = ({ status, body, headers }: Reply) => {
  const { instance: _, ...rest } = typeof body === 'object' ? body as { instance?: string } : { body } as { instance?: string };
  return { status, rest, type: headers['content-type'], caching: headers['cache-control'], robots: headers['x-robots-tag'] };
};

const decide = async (quote: Quote, decision: 'accept' | 'reject') => {
  await server.stranger.post(`${pathOf(quote)}/otp`, { channel: 'sms', decision });
  const code = await latestCode(server.services.sealer, desk.organization.inOrg);
  await server.stranger.post(`${pathOf(quote)}/${decision}`, { code, ...(decision === 'accept' ? { signature } : {}) });
};
const endings: { [state: string]: (quote: Quote) => Promise<unknown> } = {
  superseded: (quote) => desk.owner.post(`/quotes/${quote.id}/revise`),
  expired: (quote) => desk.organization.inOrg(({ rows, organizationId }) => rows("update quotes set expires_on = '2020-01-01' where organization_id = $1 and id = $2", [organizationId, quote.id])),
  denied: (quote) => decide(quote, 'reject'),
  accepted: (quote) => decide(quote, 'accept'),
};

test.each(Object.keys(endings))('a quote that is %s says so, gives no code, takes no decision, and can still be read and asked about', async (state) => {
  const quote = await sent();
  const before = await desk.organization.eventsOf('quote.opened');
  await endings[state]!(quote);
  const [shown, opened, , code, accepted, rejected, question, pdf] = await Promise.all(everything(pathOf(quote)));
  expect(shown!.body).toMatchObject({ state });
  expect(opened!.status).toBe(204);
  expect(await desk.organization.eventsOf('quote.opened')).toHaveLength(before.length);
  for (const refused of [code!, accepted!, rejected!]) {
    expect(refused).toBeProblem(409, 'quote_closed');
    expect(refused.body.state).toBe(state);
  }
  expect([question!.status, pdf!.status]).toEqual([202, 200]);
});

test('an ended quote shows a name only to who has its link, and none of whoever recorded its end', async () => {
  const quote = await sent();
  await desk.owner.post(`/quotes/${quote.id}/accept`, { note: 'Signed on paper' });
  const { body } = await server.stranger.get(pathOf(quote));
  expect(body).toMatchObject({ state: 'accepted', decision: { byName: null } });
  expect(JSON.stringify(body)).not.toContain('Signed on paper');
});

test('a link that never was, one of a deleted quote, of a deleted lead and of an erased one are told apart by nothing', async () => {
  const [deleted, ofDeletedLead, ofErasedLead] = [await sent(), await sent(), await sent()];
  await desk.owner.delete(`/quotes/${deleted.id}`);
  await desk.owner.delete(`/leads/${ofDeletedLead.leadId}`);
  await desk.owner.post(`/leads/${ofErasedLead.leadId}/erase`);
  const never = (await Promise.all(everything(pathTo(randomBytes(32).toString('base64url'))))).map(told);
  expect(new Set(never.map(({ status }) => status))).toEqual(new Set([404]));
  for (const quote of [deleted, ofDeletedLead, ofErasedLead]) expect((await Promise.all(everything(pathOf(quote)))).map(told)).toEqual(never);
});

test('who works for another organization is a stranger to a link, and opens it as its prospect', async () => {
  const quote = await sent();
  const { owner: foreign } = await server.makeOrganization();
  expect(told(await foreign.get(pathOf(quote)))).toEqual(told(await server.stranger.get(pathOf(quote))));
  await foreign.post(`${pathOf(quote)}/opened`);
  expect((await desk.get(quote.id)).status).toBe('on_review');
  expect(await foreign.get(`/quotes/${quote.id}`)).toBeProblem(404, 'not_found');
});
