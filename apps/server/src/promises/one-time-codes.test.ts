import type { Quote } from '@lastmile/contracts';
import { latestCode } from '../testing/latest-code.ts';
import { openQuoteDesk, type QuoteDesk } from '../testing/quote-desk.ts';
import { spendGuess } from '../features/public-quotes/quote-codes.ts';
import { createClient, startTestServer, type TestServer } from '../testing/index.ts';
import { changedStatements, mutantApp } from './testing/mutants.ts';

/** P6: at most five guesses a code, five a quote within any hour and twenty-five within any day, whatever addresses or concurrency; resending resets nothing; three codes an hour a recipient. */
let server: TestServer;
let desk: QuoteDesk;
beforeAll(async () => { server = await startTestServer({ databasePoolSize: 20 }); });
afterAll(() => server.stop());
beforeEach(async () => { desk = await openQuoteDesk(server); });

const signature = { name: 'Somebody' };
async function out(): Promise<{ quote: Quote; path: string }> {
  const { id } = await desk.draft((await desk.lead()).id);
  const quote = (await desk.owner.post(`/quotes/${id}/send`, { channels: ['sms'] })).body as Quote;
  return { quote, path: `/public/quotes/${String(quote.publicUrl).split('/').at(-1)!}` };
}
const ask = (path: string, channel = 'sms') => server.stranger.post(`${path}/otp`, { channel });
const code = () => latestCode(server.services.sealer, desk.organization.inOrg);
const another = (right: string, turn: number) => String((Number(right) + 1 + turn) % 1_000_000).padStart(6, '0');
const guess = (path: string, digits: string, turn = 0) =>
  server.stranger.post(`${path}/accept`, { code: digits, signature }, { from: `203.0.${Math.floor(turn / 250)}.${(turn % 250) + 1}` });
const counted = (replies: { status: number; body: { code?: string } }[]) =>
  Object.fromEntries([...new Set(replies.map(({ body }) => body.code ?? 'accepted'))].map((name) => [name, replies.filter(({ body }) => (body.code ?? 'accepted') === name).length]));

test('five hundred guesses at once, from as many addresses, get five tries', async () => {
  const { path, quote } = await out();
  await ask(path);
  const right = await code();
  const replies = await Promise.all(Array.from({ length: 500 }, (_, turn) => guess(path, another(right, turn), turn)));
  expect(counted(replies)).toEqual({ wrong_code: 5, too_many_guesses: 495 });
  expect(replies.filter(({ body }) => body.code === 'wrong_code').map(({ body }) => body.attemptsLeft).toSorted()).toEqual([0, 1, 2, 3, 4]);
  expect(await guess(path, right)).toBeProblem(429, 'too_many_guesses');
  expect((await desk.get(quote.id)).status).not.toBe('accepted');
}, 60_000);

test('a check that is made before the count lets more through, and this promise sees it', async () => {
  const { path, quote } = await out();
  await ask(path);
  const { inOrg } = desk.organization;
  /** What {@link spendGuess} must not be: look first, count afterwards. */
  const lookedFirst = async (): Promise<boolean> => {
    const [found] = await inOrg(({ rows, organizationId }) => rows<{ attempts: number }>(
      'select attempts from quote_codes where organization_id = $1 and quote_id = $2 and replaced_at is null', [organizationId, quote.id]));
    if (found!.attempts >= 5) return false;
    await inOrg(({ rows, organizationId }) => rows('update quote_codes set attempts = attempts + 1 where organization_id = $1 and quote_id = $2', [organizationId, quote.id]));
    return true;
  };
  const through = (await Promise.all(Array.from({ length: 100 }, lookedFirst))).filter(Boolean).length;
  expect(through).toBeGreaterThan(5);
});

test('a count that is rolled back with the refusal counts nothing, and this promise sees it', async () => {
  const { path, quote } = await out();
  await ask(path);
  const { inOrg } = desk.organization;
  const refusedInside = () => inOrg(async (scope) => {
    const spent = await spendGuess(scope, quote.id);
    if ('refusal' in spent) throw spent.refusal;
    throw new Error('wrong');
  }).catch((error: Error) => error.message);
  const answers: string[] = [];
  for (let turn = 0; turn < 8; turn += 1) answers.push(await refusedInside());
  expect(answers).toEqual(Array.from({ length: 8 }, () => 'wrong'));
});

test('another code gives no attempt back', async () => {
  const { path } = await out();
  await ask(path);
  const first = await code();
  for (let turn = 0; turn < 3; turn += 1) expect((await guess(path, another(first, turn))).status).toBe(422);
  expect(await ask(path)).toBeProblem(429, 'too_many_codes');
  server.clock.advance(31_000);
  expect((await ask(path)).status).toBe(202);
  const second = await code();
  expect(await guess(path, first === second ? another(first, 0) : first)).toBeProblem(422, 'wrong_code');
  expect((await guess(path, another(second, 7))).body.attemptsLeft).toBe(0);
  expect(await guess(path, second)).toBeProblem(429, 'too_many_guesses');
  server.clock.advance(31_000);
  expect(await ask(path)).toBeProblem(429, 'too_many_guesses');
});

/** To the beginning of the next hour of the clock, so that it does not end meanwhile. */
const toNextHour = () => server.clock.advance(3_600_000 - (server.clock.now().getTime() % 3_600_000) + 1000);

test('waiting until a code has expired gives no attempt back within the hour', async () => {
  await desk.owner.patch('/quote-settings', { codeValidMinutes: 5 });
  const { path } = await out();
  toNextHour();
  await ask(path);
  const first = await code();
  for (let turn = 0; turn < 3; turn += 1) expect((await guess(path, another(first, turn))).body.attemptsLeft).toBe(4 - turn);
  server.clock.advance(301_000);
  expect((await guess(path, first)).body.code).toBe('no_code');
  expect((await ask(path)).status).toBe(202);
  const second = await code();
  expect((await guess(path, another(second, 0))).body.attemptsLeft).toBe(1);
  expect((await guess(path, another(second, 1))).body.attemptsLeft).toBe(0);
  expect(await guess(path, second)).toBeProblem(429, 'too_many_guesses');
  server.clock.advance(301_000);
  expect(await ask(path)).toBeProblem(429, 'too_many_guesses');
  // An hour later there are guesses again, as the day allows.
  server.clock.advance(61 * 60_000);
  expect((await ask(path)).status).toBe(202);
  expect((await guess(path, await code())).status).toBe(200);
});

/** Guesses that are answered as such when a code is asked for and waited out, from two minutes before an hour of the clock ends. */
async function guessesAroundTheHour(client: typeof server.stranger, path: string): Promise<number> {
  toNextHour();
  server.clock.advance(58 * 60_000);
  let tries = 0;
  for (let round = 0; round < 3; round += 1) {
    if ((await client.post(`${path}/otp`, { channel: 'sms' })).status !== 202) break;
    const right = await code();
    for (let turn = 0; turn < 6; turn += 1) if ((await client.post(`${path}/accept`, { code: another(right, turn), signature })).body.code === 'wrong_code') tries += 1;
    server.clock.advance(301_000);
  }
  return tries;
}

test('the turn of an hour gives no attempt back: any sixty minutes have five', async () => {
  await desk.owner.patch('/quote-settings', { codeValidMinutes: 5 });
  expect(await guessesAroundTheHour(server.stranger, (await out()).path)).toBe(5);
});

test('guesses that are counted by the hours of the clock come twice at their turn, and this promise sees it', async () => {
  await desk.owner.patch('/quote-settings', { codeValidMinutes: 5 });
  const { path } = await out();
  const byTheClock = changedStatements(server.services.inOrg, (sql) => sql
    .replaceAll("x > $4::timestamptz - interval '1 hour'", "x >= date_trunc('hour', $4::timestamptz)")
    // And what spares a code its attempt looks at the same hour.
    .replace('select times from quote_code_times where', "select array(select x from unnest(times) x where x >= date_trunc('hour', (select max(y) from unnest(times) y) + interval '4 minutes')) as times from quote_code_times where"));
  const app = await mutantApp(server.services, byTheClock);
  expect(await guessesAroundTheHour(createClient(app), path)).toBeGreaterThan(5);
  await app.close();
});

test('another revision has attempts of its own, and the one before has none', async () => {
  const { path, quote } = await out();
  toNextHour();
  await ask(path);
  const first = await code();
  for (let turn = 0; turn < 5; turn += 1) await guess(path, another(first, turn));
  const { body: revision } = await desk.owner.post(`/quotes/${quote.id}/revise`);
  const { body: sent } = await desk.owner.post(`/quotes/${revision.id}/send`, { channels: ['sms'] });
  const next = `/public/quotes/${String(sent.publicUrl).split('/').at(-1)!}`;
  expect((await ask(next)).status).toBe(202);
  expect((await guess(path, await code())).body.code).toBe('quote_closed');
  expect((await guess(next, await code())).status).toBe(200);
});

test('attempts that belong to a code alone come back with each, and this promise sees it', async () => {
  await desk.owner.patch('/quote-settings', { codeValidMinutes: 5 });
  const { path, quote } = await out();
  toNextHour();
  /** What limits guessing must not be: the code and nothing else. */
  const countedByCode = (): Promise<boolean> => desk.organization.inOrg(async ({ rows, organizationId }) => (await rows(
    `update quote_codes set attempts = attempts + 1 where organization_id = $1 and attempts < 5
       and id = (select id from quote_codes where organization_id = $1 and quote_id = $2 order by created_at desc limit 1) returning 1`, [organizationId, quote.id])).length > 0);
  let through = 0;
  for (let round = 0; round < 3; round += 1) {
    expect((await ask(path)).status).toBe(202);
    for (let turn = 0; turn < 6; turn += 1) if (await countedByCode()) through += 1;
    server.clock.advance(301_000);
  }
  expect(through).toBeGreaterThan(5);
});

test('a day has twenty-five guesses at a quote', async () => {
  // From noon on, so that the day does not end meanwhile.
  const noon = new Date(server.clock.now());
  noon.setUTCDate(noon.getUTCDate() + 1);
  noon.setUTCHours(0, 1, 0, 0);
  server.clock.advance(noon.getTime() - server.clock.now().getTime());
  desk = await openQuoteDesk(server);
  const { path } = await out();
  let tries = 0;
  for (let round = 0; round < 7; round += 1) {
    if ((await ask(path)).status !== 202) break;
    const right = await code();
    for (let turn = 0; turn < 5; turn += 1) if ((await guess(path, another(right, turn))).body.code === 'wrong_code') tries += 1;
    server.clock.advance(61 * 60_000);
  }
  expect(tries).toBe(25);
});

test('an hour has three codes for a recipient, whatever quotes they are for', async () => {
  const { id: leadId } = await desk.lead();
  const paths: string[] = [];
  for (let count = 0; count < 4; count += 1) {
    const { id } = await desk.draft(leadId);
    const { body } = await desk.owner.post(`/quotes/${id}/send`, { channels: ['sms'] });
    paths.push(`/public/quotes/${String(body.publicUrl).split('/').at(-1)!}`);
  }
  // The hour is the clock's.
  const ahead = 3_600_000 - (server.clock.now().getTime() % 3_600_000) + 1000;
  server.clock.advance(ahead);
  const statuses = [];
  for (const path of paths) statuses.push((await ask(path)).status);
  expect(statuses).toEqual([202, 202, 202, 429]);
  expect((await ask(paths[3]!, 'email')).status).toBe(202);
});

test('a code is no good for another quote, after its hour, or twice', async () => {
  const [one, other] = [await out(), await out()];
  await ask(one.path);
  const given = await code();
  expect((await guess(other.path, given)).body.code).toBe('no_code');
  server.clock.advance(3_601_000);
  expect((await guess(one.path, given)).body.code).toBe('no_code');
  await ask(one.path);
  const fresh = await code();
  const replies = await Promise.all(Array.from({ length: 5 }, () => guess(one.path, fresh)));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await desk.organization.eventsOf('quote.accepted')).toHaveLength(1);
});

test('what is kept of a code does not tell it', async () => {
  const { path } = await out();
  await ask(path);
  const given = await code();
  const kept = await desk.organization.inOrg(({ rows, organizationId }) => rows<{ json: string }>(
    `select row_to_json(c)::text as json from quote_codes c where organization_id = $1
      union all select row_to_json(m)::text from outbox_messages m where organization_id = $1`, [organizationId]));
  expect(kept.map(({ json }) => json).join('\n')).not.toContain(given);
});
