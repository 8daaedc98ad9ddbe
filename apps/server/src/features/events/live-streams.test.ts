import http from 'node:http';
import type { Socket } from 'node:net';
import { pino } from 'pino';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let address: string;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startTestServer({ logLevel: 'warn' });
  address = await server.listen();
});
afterAll(() => server.stop());
beforeEach(async () => { organization = await server.makeOrganization(); });

const headersOf = ({ cookies }: SignedInClient) =>
  ({ cookie: Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ') });

interface Open { answer: Response; until(text: string): Promise<string>; ended(): Promise<boolean>; close(): void }

/** A stream as a browser opens it; what came is read as far as a test waits for it. */
async function open(person: SignedInClient): Promise<Open> {
  const leaving = new AbortController();
  const answer = await fetch(`${address}/api/v1/live`, { headers: headersOf(person), signal: leaving.signal });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let came = '';
  /** Whether there may be more. */
  const read = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    came += value ?? '';
    return !done;
  };
  return {
    answer,
    async until(text) {
      while (!came.includes(text) && await read());
      return came;
    },
    async ended() {
      while (await read());
      return true;
    },
    close: () => leaving.abort(),
  };
}

test('an open screen is told what changed, with the event’s id and no data', async () => {
  const { owner } = organization;
  const stream = await open(owner);
  expect(stream.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(stream.answer.headers.get('x-accel-buffering')).toBe('no');
  expect(await stream.until('retry')).toContain('retry: 2000');
  await owner.patch('/organization', { name: 'Renamed' });
  const said = await stream.until('organization.updated"');
  const [, id] = /event: change\nid: (.+)\ndata: .*"organization\.updated".*\n/.exec(said)!;
  const [written] = await organization.inOrg(({ rows, organizationId }) => rows<{ id: string }>(
    "select id from events where organization_id = $1 and type = 'organization.updated'", [organizationId]));
  expect(written!.id).toBe(id);
  expect(said).not.toContain('Renamed');
  stream.close();
});

test('a screen of another organization is told nothing of it', async () => {
  const other = await server.makeOrganization();
  const stream = await open(other.owner);
  await organization.owner.patch('/organization', { name: 'Not for you' });
  await other.owner.patch('/organization', { city: 'Kisumu' });
  const said = await stream.until('organization.updated"');
  expect(said.match(/"type":"organization\.updated"/g)).toHaveLength(1);
  expect(said).toContain(other.organizationId);
  stream.close();
});

test('a stream ends soon after its session does', async () => {
  const { owner } = organization;
  const stream = await open(owner);
  await stream.until('retry');
  await owner.post('/auth/logout');
  expect(await stream.ended()).toBe(true);
});

test('a session has at most eight streams, and one that is closed makes room', async () => {
  const { owner } = organization;
  const streams = await Promise.all(Array.from({ length: 8 }, () => open(owner)));
  expect(streams.map(({ answer }) => answer.status)).toEqual(Array(8).fill(200));
  const ninth = await owner.get('/live');
  expect(ninth).toBeProblem(429, 'too_many_streams');
  streams[0]!.close();
  let again = await open(owner);
  for (let attempt = 0; again.answer.status === 429 && attempt < 200; attempt += 1) again = await open(owner);
  expect(again.answer.status).toBe(200);
  for (const stream of [...streams, again]) stream.close();
});

test('nobody who is not signed in opens one', async () => {
  expect(await server.stranger.get('/live')).toBeProblem(401, 'not_signed_in');
});

test('a browser that leaves is not answered a second time: nothing is said about it in the log', async () => {
  const logged: string[] = [];
  const sink = (server.services.log as unknown as Record<symbol, { write(line: string): void }>)[pino.symbols.streamSym]!;
  const { write } = sink;
  sink.write = (line) => { logged.push(line); };
  const connected = new Promise<Socket>((resolve) => { server.app.server.once('connection', resolve); });
  const browser = http.get(`${address}/api/v1/live`, { headers: headersOf(organization.owner), agent: false });
  browser.on('error', () => {});
  const socket = await connected;
  const gone = new Promise((resolve) => { socket.once('close', resolve); });
  await new Promise((resolve) => { browser.once('response', (response) => response.once('data', resolve)); });
  browser.destroy();
  await gone;
  // A request later, the one before has ended.
  await organization.owner.get('/organization');
  sink.write = write;
  expect(logged).toEqual([]);
});

test('a server that stops does not wait for its open screens', async () => {
  const short = await startTestServer();
  const url = await short.listen();
  const { owner } = await short.makeOrganization();
  const answer = await fetch(`${url}/api/v1/live`, { headers: headersOf(owner) });
  const text = answer.text();
  await short.stop();
  expect(await text).toContain('retry');
});
