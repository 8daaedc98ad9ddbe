import { readdir } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { LeadFile } from '@lastmile/contracts';
import { filesAdapter } from '../../adapters/files/index.ts';
import { newId } from '../../core/ids.ts';
import { StorageFull, type FilesPort } from '../../ports/files.ts';
import { startTestServer, type Client, type Reply, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { fileReactions } from './file.reactions.ts';
import { sweepFiles } from './sweep-files.ts';
import { elf, executable, heic, html, installer, jpeg, oldWord, pdf, png, svg } from './testing/samples.ts';

/** The disk, with what a test does to it. */
let disk: FilesPort;
const trouble: Partial<FilesPort> = {};
const files = new Proxy({} as FilesPort, { get: (_, name: keyof FilesPort) => trouble[name] ?? disk[name] });

let server: TestServer;
let organization: TestOrganization;
let sales: SignedInClient;
const megabyte = 1_048_576;
beforeAll(async () => {
  server = await startTestServer({ maxFileBytes: 2 * megabyte }, { files });
  disk = filesAdapter(server.services.config, () => {});
  organization = await server.makeOrganization();
  sales = await organization.signIn('sales');
});
afterEach(() => { for (const name of Object.keys(trouble)) delete trouble[name as keyof FilesPort]; });
afterAll(() => server.stop());

const newLead = async (fields: object = {}) => (await sales.post('/leads', { name: 'Mary', ...fields })).body.id as string;

interface Upload { name?: string; category?: string; as?: Client; key?: string; type?: string }
function upload(leadId: string, content: Buffer | string, { name = 'file.png', category, as = sales, key, type = 'image/png' }: Upload = {}): Promise<Reply> {
  const form = new FormData();
  form.set('leadId', leadId);
  if (category) form.set('category', category);
  form.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name, { type }));
  return as.post('/files', form, key ? { headers: { 'idempotency-key': key } } : {});
}
const added = async (leadId: string, content: Buffer | string = png, more: Upload = {}): Promise<LeadFile> => {
  const { status, body } = await upload(leadId, content, more);
  expect([status, body]).toEqual([201, expect.anything()]);
  return body as LeadFile;
};
const namesOn = async (leadId: string) => ((await sales.get(`/files?leadId=${leadId}`)).body.data as LeadFile[]).map(({ name }) => name);
async function keysOn(leadId: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of disk.list(`crm/${organization.organizationId}/lead_${leadId}/`)) keys.push(key);
  return keys;
}
const incoming = () => readdir(path.join(server.services.config.dataDir, 'incoming')).catch(() => []);
const eventsOf = async (leadId: string) =>
  ((await sales.get(`/leads/${leadId}/timeline`)).body.data as { type: string; changes: object }[]).filter(({ type }) => type.startsWith('file.'));

describe('a file', () => {
  test('is added to a lead, listed, shown and told of', async () => {
    const leadId = await newLead();
    const file = await added(leadId, png, { name: 'front gate.png' });
    expect(file).toMatchObject({
      leadId, name: 'front gate.png', category: 'photo', mediaType: 'image/png', preview: 'image', size: png.length, createdById: sales.user.id,
      createdByName: 'A sales', version: 1,
    });
    expect((await sales.get(`/files/${file.id}`)).body).toEqual(file);
    expect((await sales.get(`/files?leadId=${leadId}`)).body).toEqual({ data: [file], nextCursor: null });
    expect(await eventsOf(leadId)).toMatchObject([{ type: 'file.added', changes: { fileId: file.id, name: 'front gate.png', category: 'photo', size: png.length } }]);
    const [key] = await keysOn(leadId);
    expect(key).toMatch(new RegExp(`^crm/${organization.organizationId}/lead_${leadId}/\\d{8}T\\d{9}Z-[0-9a-f]{8}_front-gate\\.png$`));
    expect((await buffer((await disk.read(key!))!)).equals(png)).toBe(true);
    expect(await incoming()).toEqual([]);
  });

  test('is what its content is, whatever the sender says', async () => {
    const leadId = await newLead();
    expect(await added(leadId, pdf, { name: 'picture.png', type: 'image/png' }))
      .toMatchObject({ name: 'picture.png.pdf', mediaType: 'application/pdf', category: 'document', preview: 'pdf' });
    expect(await added(leadId, jpeg, { name: 'x.svg', type: 'image/svg+xml' })).toMatchObject({ name: 'x.svg.jpg', mediaType: 'image/jpeg' });
    expect(await added(leadId, heic, { name: 'IMG_1.HEIC' })).toMatchObject({ name: 'IMG_1.HEIC', mediaType: 'image/heic', category: 'photo' });
    expect(await added(leadId, oldWord, { name: 'offer.doc', category: 'quote' })).toMatchObject({ mediaType: 'application/msword', category: 'quote', preview: null });
    expect(await added(leadId, 'a;b\n1;ü\n', { name: 'list.csv' })).toMatchObject({ mediaType: 'text/csv' });
    expect(await added(leadId, 'Gate code 4711', { name: 'note.txt' })).toMatchObject({ mediaType: 'text/plain' });
  });

  test.each([
    ['a program for Windows', executable, 'photo.png'],
    ['a program for Linux', elf, 'photo.png'],
    ['an installer in the clothes of an old document', installer, 'offer.doc'],
    ['a page', html, 'photo.png'],
    ['a page as text', html, 'note.txt'],
    ['a drawing with a script', svg, 'drawing.svg'],
    ['a drawing with a script as text', Buffer.concat([Buffer.from('\uFEFF \n'), svg]), 'list.csv'],
    ['a shell script', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'note.txt'],
    ['a script under its own name', Buffer.from('alert(1)'), 'code.js'],
    ['bytes that are no text', Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]), 'note.txt'],
    ['an archive', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(60)]), 'all.zip'],
  ])('that is %s is refused, and nothing of it is kept', async (_, content, name) => {
    const leadId = await newLead();
    const refused = await upload(leadId, content, { name });
    expect(refused).toBeProblem(415, 'file_kind_refused');
    expect(refused.body.errors[0]).toMatchObject({ pointer: '/file', detail: expect.stringContaining('PDF') });
    expect([await namesOn(leadId), await keysOn(leadId), await incoming()]).toEqual([[], [], []]);
  });

  test('that is too large or empty is refused, and nothing of it is kept', async () => {
    const leadId = await newLead();
    const large = Buffer.concat([png, Buffer.alloc(2 * megabyte)]);
    expect(await upload(leadId, large)).toBeProblem(413, 'file_too_large');
    // Said at once where the sender names the length before.
    expect(await upload(leadId, Buffer.alloc(4 * megabyte))).toBeProblem(413, 'file_too_large');
    expect(await upload(leadId, Buffer.alloc(0))).toBeProblem(422, 'file_empty');
    expect((await upload(leadId, Buffer.concat([png, Buffer.alloc(2 * megabyte - png.length)]))).status).toBe(201);
    expect([(await keysOn(leadId)).length, await incoming()]).toEqual([1, []]);
  });

  test('keeps its name out of paths and headers', async () => {
    const leadId = await newLead();
    const names = ['../../../../etc/cron.d/x.png', 'C:\\boot.png', 'a"; filename="evil.html.png', 'naïve – 100%.png', '..png'];
    for (const name of names) await added(leadId, png, { name });
    expect((await keysOn(leadId)).every((key) => key.split('/').length === 4 && !key.includes('..'))).toBe(true);
    for (const { id } of (await sales.get(`/files?leadId=${leadId}`)).body.data as LeadFile[]) {
      const { headers, status } = await sales.get(`/files/${id}/content`);
      expect([status, headers['content-disposition']]).toEqual([200, expect.stringMatching(/^inline; filename="[^"\\]*"; filename\*=UTF-8''[\w.~%!&-]*$/)]);
    }
  });
});

describe('the content of a file', () => {
  test('comes as it was sent, of its own type, and runs nowhere', async () => {
    const leadId = await newLead();
    const { id } = await added(leadId, png);
    const { status, bytes, headers } = await sales.get(`/files/${id}/content`);
    expect([status, bytes.equals(png)]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'image/png', 'content-length': String(png.length), 'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^inline/), 'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
      'cache-control': expect.stringContaining('private'),
    });
    expect((await sales.get(`/files/${id}/content?download=true`)).headers['content-disposition']).toMatch(/^attachment/);
  });

  test('is a download where it is not a picture or a PDF', async () => {
    const leadId = await newLead();
    const disposition = async (content: Buffer | string, name: string) => {
      const { id } = await added(leadId, content, { name });
      return (await sales.get(`/files/${id}/content`)).headers['content-disposition'];
    };
    expect(await disposition('<b>x</b>'.replace('<', 'x <'), 'note.txt')).toMatch(/^attachment/);
    expect(await disposition(oldWord, 'x.doc')).toMatch(/^attachment/);
    expect(await disposition(pdf, 'x.pdf')).toMatch(/^inline/);
  });

  test('that is gone from the store is told as such', async () => {
    const leadId = await newLead();
    const { id } = await added(leadId);
    await disk.remove((await keysOn(leadId))[0]!);
    expect(await sales.get(`/files/${id}/content`)).toBeProblem(404, 'not_found');
  });
});

describe('who', () => {
  test('may see a lead sees its files, and who may work on it adds to it', async () => {
    const leadId = await newLead();
    const { id } = await added(leadId);
    const colleague = await organization.signIn('sales');
    const manager = await organization.signIn('manager');
    const viewer = await organization.signIn('viewer');
    const technician = await organization.signIn('technician');
    for (const path of [`/files/${id}`, `/files/${id}/content`, `/files?leadId=${leadId}`]) {
      expect(await colleague.get(path)).toBeProblem(404, 'not_found');
      expect((await viewer.get(path)).status).toBe(200);
      expect(await technician.get(path)).toBeProblem(404, 'not_found');
      expect(await server.stranger.get(path)).toBeProblem(401, 'not_signed_in');
    }
    expect(await upload(leadId, png, { as: colleague })).toBeProblem(404, 'not_found');
    expect(await upload(leadId, png, { as: viewer })).toBeProblem(403, 'not_allowed');
    expect(await upload(leadId, png, { as: manager })).toBeProblem(404, 'not_found');
    expect(await colleague.delete(`/files/${id}`)).toBeProblem(404, 'not_found');
    expect(await colleague.patch(`/files/${id}`, { name: 'mine' })).toBeProblem(404, 'not_found');
    expect((await organization.owner.patch(`/files/${id}`, { category: 'contract' })).status).toBe(200);
    const unclaimed = (await organization.owner.post('/leads', { name: 'Nobody’s', ownerId: null })).body.id as string;
    expect(await upload(unclaimed, png)).toBeProblem(409, 'claim_first');
    expect([await keysOn(unclaimed), (await keysOn(leadId)).length, await incoming()]).toEqual([[], 1, []]);
  });

  test('is of another organization meets nothing, by whatever id', async () => {
    const leadId = await newLead();
    const { id } = await added(leadId);
    const { owner: stranger } = await server.makeOrganization();
    for (const path of [`/files/${id}`, `/files/${id}/content`, `/files?leadId=${leadId}`]) expect(await stranger.get(path)).toBeProblem(404, 'not_found');
    expect(await stranger.patch(`/files/${id}`, { name: 'x' })).toBeProblem(404, 'not_found');
    expect(await stranger.delete(`/files/${id}`)).toBeProblem(404, 'not_found');
    expect(await stranger.post(`/files/${id}/restore`)).toBeProblem(404, 'not_found');
    expect(await upload(leadId, png, { as: stranger })).toBeProblem(404, 'not_found');
    expect((await keysOn(leadId)).length).toBe(1);
  });

  test('has a converted lead still adds to it (D27)', async () => {
    const leadId = await newLead();
    const { body: { planHash } } = await sales.post(`/leads/${leadId}/conversion-plan`, { type: 'active_without_invoice' });
    expect((await sales.post(`/leads/${leadId}/conversion`, { planHash, type: 'active_without_invoice' })).body.state).toBe('done');
    const { id } = await added(leadId, pdf, { name: 'signed.pdf', category: 'contract' });
    expect((await sales.patch(`/files/${id}`, { name: 'contract' })).body.name).toBe('contract.pdf');
  });
});

describe('a form', () => {
  test.each<[string, (form: FormData) => void, number, string]>([
    ['without a file', (form) => form.delete('file'), 400, '/file'],
    ['with a text for a file', (form) => form.set('file', 'text'), 422, '/file'],
    ['without a lead', (form) => form.delete('leadId'), 422, '/leadId'],
    ['with a lead that is no id', (form) => form.set('leadId', 'x'), 400, '/leadId'],
    ['with an unknown category', (form) => form.set('category', 'secret'), 400, '/category'],
    ['with something unknown', (form) => form.set('owner', 'x'), 400, '/owner'],
    ['with a text twice', (form) => form.append('leadId', newId()), 422, '/leadId'],
    ['with two files', (form) => form.append('file', new File(['x'], 'two.txt')), 422, '/file'],
  ])('%s is refused at its place', async (_, change, status, pointer) => {
    const form = new FormData();
    form.set('leadId', await newLead());
    form.set('file', new File([new Uint8Array(png)], 'x.png'));
    change(form);
    const refused = await sales.post('/files', form);
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([status, pointer]);
    expect(await incoming()).toEqual([]);
  });

  test('is the only thing that is taken, and only here', async () => {
    expect((await sales.post('/files', { leadId: newId() })).status).toBe(415);
    const form = new FormData();
    form.set('name', 'x');
    expect((await sales.post('/leads', form)).status).toBe(415);
  });

  test('that breaks off leaves nothing', async () => {
    const leadId = await newLead();
    const address = new URL(await server.listen());
    const cookie = Object.entries(sales.cookies).map(([name, value]) => `${name}=${value}`).join('; ');
    const request = http.request({
      host: address.hostname, port: address.port, method: 'POST', path: '/api/v1/files', agent: false,
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=b', 'content-length': megabyte },
    });
    request.on('error', () => {});
    request.write(`--b\r\ncontent-disposition: form-data; name="leadId"\r\n\r\n${leadId}\r\n`);
    request.write('--b\r\ncontent-disposition: form-data; name="file"; filename="x.png"\r\n\r\n');
    request.write(Buffer.concat([png, Buffer.alloc(200_000)]));
    const until = async (holds: () => Promise<boolean>) => { while (!(await holds())) await new Promise(setImmediate); };
    await until(async () => (await incoming()).length === 1);
    request.destroy();
    await until(async () => (await incoming()).length === 0);
    expect([await namesOn(leadId), await keysOn(leadId)]).toEqual([[], []]);
  });

  test('sent twice under one Idempotency-Key adds once and leaves nothing beside it', async () => {
    const leadId = await newLead();
    const key = newId();
    const first = await upload(leadId, png, { key });
    const second = await upload(leadId, png, { key });
    expect([first.status, second.status, second.headers['idempotent-replayed'], second.body]).toEqual([201, 201, 'true', first.body]);
    expect([(await namesOn(leadId)).length, (await keysOn(leadId)).length]).toEqual([1, 1]);
    expect(await upload(leadId, pdf, { key, name: 'file.png' })).toBeProblem(422, 'idempotency_key_reused');
    expect((await keysOn(leadId)).length).toBe(1);
  });
});

describe('files', () => {
  test('sent at once are all kept, also under one name', async () => {
    const leadId = await newLead();
    const replies = await Promise.all(Array.from({ length: 6 }, () => upload(leadId, png, { name: 'image.jpg' })));
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(new Set(await keysOn(leadId)).size).toBe(6);
  });

  test('are as many as are kept, counted while several are sent at once', async () => {
    const leadId = await newLead();
    const { id } = await added(leadId);
    await organization.inOrg(({ rows, organizationId }) => rows(
      `insert into files (organization_id, id, lead_id, name, category, media_type, size, sha256, key, created_at, updated_at)
       select organization_id, gen_random_uuid(), lead_id, name, category, media_type, size, sha256, key || n, created_at, updated_at
         from files, generate_series(1, 198) n where organization_id = $1 and id = $2`, [organizationId, id]));
    const replies = await Promise.all([1, 2, 3].map(() => upload(leadId, png)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    expect(replies.find(({ status }) => status === 422)).toBeProblem(422, 'too_many_files');
    expect((await keysOn(leadId)).length).toBe(2);
    await sales.delete(`/files/${id}`);
    expect((await upload(leadId, png)).status).toBe(201);
    expect(await sales.post(`/files/${id}/restore`)).toBeProblem(422, 'too_many_files');
  });

  test('are paged, newest first', async () => {
    const leadId = await newLead();
    for (const name of ['a.png', 'b.png', 'c.png']) {
      await added(leadId, png, { name });
      server.clock.advance(1000);
    }
    const { body: first } = await sales.get(`/files?leadId=${leadId}&limit=2`);
    const { body: second } = await sales.get(`/files?leadId=${leadId}&limit=2&cursor=${first.nextCursor as string}`);
    expect([...first.data, ...second.data].map(({ name }: LeadFile) => name)).toEqual(['c.png', 'b.png', 'a.png']);
    expect(second.nextCursor).toBeNull();
  });

  test('are renamed within their kind, and put into another category', async () => {
    const leadId = await newLead();
    const { id } = await added(leadId, pdf, { name: 'scan.pdf' });
    const { body } = await sales.patch(`/files/${id}`, { name: '../Signed contract.exe', category: 'contract' }, { headers: { 'if-match': '"1"' } });
    expect(body).toMatchObject({ name: 'Signed contract.exe.pdf', category: 'contract', version: 2 });
    expect(await sales.patch(`/files/${id}`, { name: 'x' }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
    expect((await sales.patch(`/files/${id}`, { category: 'contract' })).body.version).toBe(2);
    expect((await eventsOf(leadId))[0]).toMatchObject({
      type: 'file.changed', changes: { fileId: id, name: { from: 'scan.pdf', to: 'Signed contract.exe.pdf' }, category: { from: 'document', to: 'contract' } },
    });
  });

  test('are hidden when deleted, and come back', async () => {
    const leadId = await newLead();
    const { id } = await added(leadId);
    expect((await sales.delete(`/files/${id}`)).status).toBe(204);
    for (const path of [`/files/${id}`, `/files/${id}/content`]) expect(await sales.get(path)).toBeProblem(404, 'not_found');
    expect([await namesOn(leadId), (await keysOn(leadId)).length]).toEqual([[], 1]);
    expect(await sales.delete(`/files/${id}`)).toBeProblem(404, 'not_found');
    expect((await sales.post(`/files/${id}/restore`)).status).toBe(200);
    expect((await sales.post(`/files/${id}/restore`)).status).toBe(200);
    expect((await sales.get(`/files/${id}/content`)).bytes.equals(png)).toBe(true);
    expect((await eventsOf(leadId)).map(({ type }) => type)).toEqual(['file.restored', 'file.removed', 'file.added']);
  });

  test('go with their lead and come back with it', async () => {
    const leadId = await newLead();
    const { id } = await added(leadId);
    const { owner } = organization;
    await owner.delete(`/leads/${leadId}`);
    for (const path of [`/files/${id}`, `/files/${id}/content`, `/files?leadId=${leadId}`]) expect(await owner.get(path)).toBeProblem(404, 'not_found');
    expect(await owner.delete(`/files/${id}`)).toBeProblem(404, 'not_found');
    await owner.post(`/leads/${leadId}/restore`);
    expect((await owner.get(`/files/${id}/content`)).status).toBe(200);
  });

  test('of a purged lead are gone, rows and bytes, however often it is told', async () => {
    const [leadId, other] = [await newLead(), await newLead()];
    for (const lead of [leadId, leadId, other]) await added(lead);
    const [reaction] = fileReactions(disk);
    const event = { id: newId(), type: 'lead.purged' as const, subjectType: 'lead', subjectId: leadId, actorName: 'x', actorId: null, changes: {}, at: server.clock.now() };
    for (let turn = 0; turn < 2; turn += 1) {
      await reaction!.react({ event, organizationId: organization.organizationId, inOrg: organization.inOrg });
      expect([await namesOn(leadId), await keysOn(leadId), (await keysOn(other)).length]).toEqual([[], [], 1]);
    }
  });
});

describe('a store', () => {
  test('that is full is told as such, and nothing is kept', async () => {
    const leadId = await newLead();
    trouble.put = () => Promise.reject(new StorageFull());
    expect(await upload(leadId, png)).toBeProblem(507, 'storage_full');
    expect([await namesOn(leadId), await incoming()]).toEqual([[], []]);
  });

  test('is swept of what no row knows once it is a day old: a process that died between the bytes and the row', async () => {
    const leadId = await newLead();
    const kept = await added(leadId);
    await added(leadId, pdf, { name: 'deleted.pdf' }).then(({ id }) => sales.delete(`/files/${id}`));
    const before = (await keysOn(leadId)).length;
    const hide = (at: string) => organization.inOrg(({ rows, organizationId }) =>
      rows(`update leads set deleted_at = ${at} where organization_id = $1 and id = $2`, [organizationId, leadId]));
    // The row is refused after the bytes are stored, and nobody lives to remove them.
    trouble.put = async (...given) => {
      await disk.put(...given);
      await hide('now()');
    };
    trouble.remove = () => Promise.reject(new Error('killed'));
    expect(await upload(leadId, png)).toBeProblem(404, 'not_found');
    await hide('null');
    delete trouble.remove;
    expect([(await keysOn(leadId)).length, (await namesOn(leadId)).length]).toEqual([before + 1, 1]);

    await sweepFiles(server.services);
    expect((await keysOn(leadId)).length).toBe(before + 1);
    const tomorrow = { now: () => new Date(server.clock.now().getTime() + 25 * 3_600_000) };
    await sweepFiles({ ...server.services, clock: tomorrow });
    expect((await keysOn(leadId)).length).toBe(before);
    expect((await sales.get(`/files/${kept.id}`)).status).toBe(200);
  });
});

test('the limits say what the page has to know', async () => {
  const { body } = await sales.get('/files/limits');
  expect(body).toMatchObject({ maxBytes: 2 * megabyte, maxFiles: 200 });
  expect(body.kinds.map(({ mediaType }: { mediaType: string }) => mediaType)).not.toContain('image/svg+xml');
});
