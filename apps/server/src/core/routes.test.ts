import Fastify, { type FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { endpoint, grantsOf } from '@lastmile/contracts';
import { systemActor } from './actor.ts';
import type { Identity } from './auth/index.ts';
import { newId } from './ids.ts';
import type { InOrg, Scope } from './in-org.ts';
import { useProblems } from './problems.ts';
import { createRoutes } from './routes.ts';
import { useContractSchemas } from './validation.ts';

const response = Type.Object({ done: Type.Boolean() });
const operation = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') =>
  endpoint({ operationId: `${method.toLowerCase()}Thing`, tag: 'things', summary: 'A thing', method, path: '/things', access: 'leads:write', response, errors: [412] });

const actor = { ...systemActor(newId()), kind: 'user' as const, role: 'sales' as const, grants: grantsOf.sales };
const signedIn: Identity = { actor, sessionId: newId(), cookie: true };

let app: FastifyInstance;
/** Whoever asks. */
let identity: Identity | null;
/** The options each transaction was opened with. */
let transactions: unknown[];
beforeAll(async () => {
  app = Fastify();
  useContractSchemas(app);
  useProblems(app);
  const inOrg: InOrg = (_actor, work, options) => {
    transactions.push(options);
    return work({} as Scope);
  };
  const { on } = createRoutes({ app, inOrg, publicOrigin: 'https://desk.test', authenticator: { identify: async () => identity, forget() {} } });
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) on(operation(method), async () => ({ done: true }));
  await app.ready();
});
afterAll(() => app.close());
beforeEach(() => {
  identity = signedIn;
  transactions = [];
});

test('a GET opens a transaction that cannot write, everything else one that can', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    expect((await app.inject({ method, url: '/api/v1/things' })).json()).toEqual({ done: true });
  }
  expect(transactions).toEqual([{ readOnly: true }, ...Array.from({ length: 4 }, () => ({ readOnly: false }))]);
});

test('nothing is opened for a stranger, nor for somebody without the permission', async () => {
  for (const [who, status] of [[null, 401], [{ ...signedIn, actor: { ...actor, grants: grantsOf.viewer } }, 403]] as const) {
    identity = who;
    expect((await app.inject({ method: 'POST', url: '/api/v1/things' })).statusCode).toBe(status);
    expect(transactions).toEqual([]);
  }
});

test('with a cookie, a write from another site is refused and one from our own is not; reading is not asked', async () => {
  const send = async (method: 'GET' | 'POST', headers: { [name: string]: string }) => (await app.inject({ method, url: '/api/v1/things', headers })).statusCode;
  expect(await send('POST', { origin: 'https://elsewhere.test' })).toBe(403);
  expect(await send('POST', { origin: 'https://desk.test.elsewhere.test' })).toBe(403);
  expect(await send('POST', { origin: 'null' })).toBe(403);
  expect(await send('POST', { 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await send('POST', { origin: 'https://desk.test' })).toBe(200);
  expect(await send('POST', { 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await send('GET', { origin: 'https://elsewhere.test' })).toBe(200);
});

test('with a token it does not matter where a write comes from', async () => {
  identity = { ...signedIn, cookie: false };
  expect((await app.inject({ method: 'POST', url: '/api/v1/things', headers: { origin: 'https://elsewhere.test' } })).statusCode).toBe(200);
});

test.each(['"x"', 'abc', '"-1"', '"1", "2"', '1e3', '12345678901'])('If-Match: %s is refused as what it is', async (header) => {
  const reply = await app.inject({ method: 'PATCH', url: '/api/v1/things', headers: { 'if-match': header } });
  expect([reply.statusCode, reply.json<{ detail: string }>().detail]).toEqual([400, expect.stringMatching(/^\/headers\/if-match: .*"3"/)]);
  expect(transactions).toEqual([]);
});
