import { buffer } from 'node:stream/consumers';
import { fileJobs } from '../files/index.ts';
import { createClient, startTestServer, type SignedInClient, type TestServer } from '../../testing/index.ts';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

const put = (client: SignedInClient, content: Buffer | string, name = 'logo.png') => {
  const form = new FormData();
  form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
  return client.put('/organization/logo', form);
};
const publicPath = (url: string) => url.replace('/api/v1', '');

test('a logo is set, shown to anybody under an address of its own, replaced and removed', async () => {
  const { owner, eventsOf } = await server.makeOrganization();
  const stranger = createClient(server.app);
  expect((await owner.get('/organization')).body.logoUrl).toBeNull();
  const first = (await put(owner, png)).body;
  expect(first.logoUrl).toMatch(/^\/api\/v1\/public\/organizations\//);

  const shown = await stranger.get(publicPath(first.logoUrl));
  expect([shown.status, shown.bytes.equals(png)]).toEqual([200, true]);
  expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') });
  const { body: widgets } = await owner.get('/signup-widgets');
  expect((await stranger.get(`/public/signup/${widgets.data[0].id}`)).body.organization.logoUrl).toBe(first.logoUrl);

  const webp = Buffer.from(`RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0${'\0'.repeat(10)}`, 'latin1');
  const second = (await put(owner, webp)).body;
  expect((await stranger.get(publicPath(first.logoUrl))).status).toBe(404);
  expect((await stranger.get(publicPath(second.logoUrl))).headers['content-type']).toBe('image/webp');

  expect((await owner.delete('/organization/logo')).body).toMatchObject({ logoUrl: null, version: 1 });
  expect((await owner.delete('/organization/logo')).body.logoUrl).toBeNull();
  expect((await stranger.get(publicPath(second.logoUrl))).status).toBe(404);
  expect(await eventsOf('organization.updated')).toHaveLength(3);
});

test.each([
  ['SVG', svg, /can carry scripts/],
  ['SVG behind a declaration', `\uFEFF<?xml version="1.0"?>\n${svg}`, /can carry scripts/],
  ['HTML called a picture', '<!doctype html><script>alert(1)</script>', /PNG, JPEG or WebP/],
  ['a PDF', '%PDF-1.4\n', /PNG, JPEG or WebP/],
  ['the beginning of a picture', png.subarray(0, 12), /PNG, JPEG or WebP/],
])('%s is no logo, and the reason is said', async (_, content, reason) => {
  const { owner } = await server.makeOrganization();
  const reply = await put(owner, content);
  expect(reply).toBeProblem(415, 'logo_kind_refused');
  expect(reply.body.errors).toEqual([{ pointer: '/file', detail: expect.stringMatching(reason) }]);
});

test('a picture with more bytes or pixels than a logo needs is refused', async () => {
  const { owner } = await server.makeOrganization();
  expect(await put(owner, Buffer.concat([png, Buffer.alloc(1_100_000)]))).toBeProblem(413, 'file_too_large');
  const huge = Buffer.from(png);
  huge.writeUInt32BE(3001, 16);
  const reply = await put(owner, huge);
  expect(reply).toBeProblem(422, 'invalid_fields');
  expect(reply.body.errors[0]).toEqual({ pointer: '/file', detail: expect.stringMatching(/3001 by 1 pixels/) });
  expect(await put(owner, '')).toBeProblem(422, 'invalid_fields');
});

test('only who may change the organization changes its logo, and no other organization’s address leads to it', async () => {
  const mine = await server.makeOrganization();
  const other = await server.makeOrganization();
  expect(await put(await mine.signIn('manager'), png)).toBeProblem(403, 'not_allowed');
  const { logoUrl } = (await put(mine.owner, png)).body;
  const foreign = publicPath(logoUrl).replace(mine.organizationId, other.organizationId);
  expect((await createClient(server.app).get(foreign)).status).toBe(404);
});

test('the sweep leaves the logo and takes what it replaced', async () => {
  const { owner, organizationId } = await server.makeOrganization();
  await put(owner, png);
  await put(owner, Buffer.concat([png, Buffer.from('second')]));
  const { files, clock } = server.services;
  const later = { ...server.services, clock: { now: () => new Date(clock.now().getTime() + 3 * 86_400_000) } };
  await fileJobs(later).find(({ name }) => name === 'file-sweep')!.run({} as never);
  const kept: Buffer[] = [];
  for await (const { key } of files.list(`crm/${organizationId}/`)) kept.push(await buffer((await files.read(key))!));
  expect(kept.map(String)).toEqual([String(Buffer.concat([png, Buffer.from('second')]))]);
});

test('a JPEG is a logo too', async () => {
  const { owner } = await server.makeOrganization();
  const head = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')]);
  const sized = Buffer.concat([head, Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0, 0xff, 0xd9])]);
  expect((await put(owner, sized, 'logo.jpg')).status).toBe(200);
});

test('what stands on paper is kept as it is meant', async () => {
  const { owner } = await server.makeOrganization();
  const { body } = await owner.patch('/organization', {
    address: '  Kenyatta Avenue 12 \n\n PO Box 400, Nakuru ', email: 'Sales@Tausi.test', website: 'tausi.test/internet', taxNumber: ' P051234567X ',
  });
  expect(body).toMatchObject({
    address: 'Kenyatta Avenue 12\nPO Box 400, Nakuru', email: 'sales@tausi.test', website: 'https://tausi.test/internet', taxNumber: 'P051234567X',
  });
  expect((await owner.patch('/organization', { address: '', email: null, website: null, taxNumber: ' ' })).body)
    .toMatchObject({ address: null, email: null, website: null, taxNumber: null });
  // eslint-disable-next-line no-script-url -- it is what is refused
  for (const website of ['javascript:alert(1)', 'just words', 'https://user@tausi.test']) {
    expect((await owner.patch('/organization', { website })).body.errors[0].pointer).toBe('/website');
  }
});
