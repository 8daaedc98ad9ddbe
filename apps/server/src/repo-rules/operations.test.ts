import { once } from 'node:events';
import http from 'node:http';
import { permissions, roles, type AnyEndpoint, type Permission, type Role } from '@lastmile/contracts';
import { newId } from '../core/ids.ts';
import { startTestServer, type TestOrganization, type TestServer } from '../testing/index.ts';
import { endpoints } from './endpoints.ts';
import { operations, type Allowed } from './operations.ts';

let server: TestServer;
let address: string;
let organization: TestOrganization;
const sessions = new Map<Role, { [name: string]: string }>();
beforeAll(async () => {
  server = await startTestServer();
  address = await server.listen();
  organization = await server.makeOrganization();
  for (const role of roles) sessions.set(role, (await organization.signIn(role)).cookies);
}, 60_000);
afterAll(() => server.stop());

/** These end the session that asks, so each asks with one of its own. */
const ending = ['logout', 'logoutEverywhere'];

/** Asks with ids of nothing and an empty body: whoever is let through meets that, everybody else is refused before. */
async function statusFor(
  endpoint: AnyEndpoint,
  headers: { [name: string]: string },
  cookies?: { [name: string]: string },
): Promise<number> {
  const url = `/api/v1${endpoint.path.replace(/:[a-zA-Z]+/g, () => newId())}`;
  if (endpoint.operationId === 'streamChanges') return statusOfStream(url, headers, cookies);
  const { statusCode } = await server.app.inject({
    method: endpoint.method,
    url,
    headers,
    ...(cookies ? { cookies } : {}),
    ...(endpoint.method === 'GET' || endpoint.method === 'DELETE' ? {} : { payload: {} }),
  });
  return statusCode;
}

/** An answer that does not end is asked for over the network and hung up on. */
async function statusOfStream(
  url: string,
  headers: { [name: string]: string },
  cookies: { [name: string]: string } = {},
): Promise<number> {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const asked = http.get(`${address}${url}`, { agent: false, headers: { ...headers, ...(cookie ? { cookie } : {}) } });
  const [answer] = (await once(asked, 'response')) as [http.IncomingMessage];
  asked.destroy();
  return answer.statusCode!;
}

/** Whether an operation lets a role through. */
async function letsThrough(endpoint: AnyEndpoint, role: Role): Promise<boolean> {
  const cookies = ending.includes(endpoint.operationId)
    ? (await organization.signIn(role)).cookies
    : sessions.get(role)!;
  const status = await statusFor(endpoint, {}, cookies);
  expect(status).toBeLessThan(500);
  return status !== 401 && status !== 403;
}

test('every operation is in the table, and nothing else', () => {
  expect(Object.keys(operations).sort()).toEqual(endpoints.map(({ operationId }) => operationId).sort());
});

describe.each(endpoints.map((endpoint) => [endpoint.operationId, endpoint] as const))('%s', (operationId, endpoint) => {
  const allowed: Allowed = operations[operationId] ?? [];

  test(allowed === 'anybody' ? 'is for anybody' : `is for ${allowed.join(', ')}, and for nobody else`, async () => {
    const stranger = await statusFor(endpoint, {});
    if (allowed === 'anybody') {
      // Wrong credentials may be answered with 401; not being signed in may not.
      expect(stranger).not.toBe(403);
      expect([200, 400, 404, 409]).toContain(stranger);
      return;
    }
    expect(stranger).toBe(401);
    const through: Role[] = [];
    for (const role of roles) if (await letsThrough(endpoint, role)) through.push(role);
    expect(through).toEqual(roles.filter((role) => allowed.includes(role)));
  });
});

/** An API token of the owner's with one scope. */
async function tokenFor(scope: Permission): Promise<string> {
  const { status, body } = await organization.owner.post('/api-tokens', { name: scope, scopes: [scope] });
  expect(status).toBe(201);
  return body.token as string;
}

test.each(permissions)(
  'a token with the scope %s opens what asks for it and nothing that asks for another',
  async (scope) => {
    const headers = { authorization: `Bearer ${await tokenFor(scope)}` };
    const opened: string[] = [];
    const guarded = endpoints.filter(({ access }) => access !== 'public' && access !== 'signed_in');
    for (const endpoint of guarded) {
      const status = await statusFor(endpoint, headers);
      expect(status).not.toBe(401);
      if (status !== 403) opened.push(endpoint.operationId);
    }
    expect(opened).toEqual(guarded.filter(({ access, alsoAccess }) => access === scope || alsoAccess === scope).map(({ operationId }) => operationId));
  },
);
