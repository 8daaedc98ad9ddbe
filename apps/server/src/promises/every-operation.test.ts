import { endpoints } from '../repo-rules/endpoints.ts';
import { expectDocumented } from '../testing/contract-check.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { acceptedRequests, everyAcceptedRequest } from './testing/accepted-requests.ts';
import { makeScene, type Scene } from './testing/scene.ts';
import { send, written } from './testing/send.ts';

let server: TestServer;
let scene: Scene;
beforeAll(async () => {
  server = await startTestServer();
  scene = await makeScene(server, { word: 'Scene', phonePrefix: '+25471210' });
}, 60_000);
afterAll(() => server.stop());

/** An organization exists, so there is nothing to set up; and an answer without an end cannot be waited for. */
const neverDone = ['setup', 'streamChanges'];

test.each(
  endpoints
    .filter(({ operationId }) => !neverDone.includes(operationId))
    .map((endpoint) => [endpoint.operationId, endpoint] as const),
)('%s answers its accepted request as documented', async (operationId, endpoint) => {
  const session = operationId.startsWith('logout')
    ? (await scene.organization.signIn('owner')).cookies
    : scene.owner.cookies;
  for (const parts of await everyAcceptedRequest(operationId, scene)) {
    const request = written(endpoint, parts);
    const answer = await send(server.app, request, { cookies: session });
    expect([answer.status, answer.status > 299 ? answer.text : '']).toEqual([expect.any(Number), '']);
    expectDocumented({ ...request, ...answer });
  }
});

/** Names of the properties of a schema that hold ids, those of nested objects included. */
function idsIn(schema: { [key: string]: unknown }): string[] {
  return Object.entries((schema.properties ?? {}) as { [name: string]: { [key: string]: unknown } }).flatMap(
    ([name, property]) => [...(property.format === 'uuid' || /Ids?$/.test(name) ? [name] : []), ...idsIn(property)],
  );
}

const namesIn = (value: unknown): string[] =>
  value && typeof value === 'object' ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]) : [];

test('every place for an id is filled in some accepted request, so that promises about ids reach it', async () => {
  const missing: string[] = [];
  for (const { operationId, params, query, body } of endpoints) {
    const filled = namesIn(await everyAcceptedRequest(operationId, scene));
    for (const name of [params, query, body].flatMap((schema) => idsIn(schema as { [key: string]: unknown }))) {
      if (!filled.includes(name)) missing.push(`${operationId}: ${name}`);
    }
  }
  expect(missing).toEqual([]);
  expect(
    Object.keys(acceptedRequests).filter(
      (operationId) => !endpoints.some((endpoint) => endpoint.operationId === operationId),
    ),
  ).toEqual([]);
});
