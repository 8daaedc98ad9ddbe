import { gunzipSync } from 'node:zlib';
import { startTestServer, type TestOrganization, type TestServer } from '../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
});
afterAll(() => server.stop());

const get = (url: string, encoding: string) => server.app.inject({ url, cookies: organization.owner.cookies, headers: { 'accept-encoding': encoding } });

test('a long answer of the API comes compressed to whoever takes it so, and says the same', async () => {
  const plain = await get('/api/v1/lead-fields', 'identity');
  const compressed = await get('/api/v1/lead-fields', 'gzip, deflate, br');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(compressed.headers['content-encoding']).toBe('gzip');
  expect(compressed.headers.vary).toContain('accept-encoding');
  expect(gunzipSync(compressed.rawPayload).toString()).toBe(plain.body);
  expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
});

test('a short one, and a refusal, come as they are', async () => {
  for (const url of ['/api/v1/tags', '/api/v1/nothing']) {
    expect((await get(url, 'gzip')).headers['content-encoding']).toBeUndefined();
  }
});
