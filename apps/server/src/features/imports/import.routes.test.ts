import { createHash } from 'node:crypto';
import type { Lead, NewLead } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { runJob } from '../jobs/index.ts';
import { importKinds } from './index.ts';
import { savedWorkbook } from './testing/saved-workbook.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let manager: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  manager = await organization.signIn('manager', { name: 'Mia Manager' });
});
afterAll(() => server.stop());

type Sent = { [name: string]: string };
const sendTo = (who: SignedInClient, content: string | Uint8Array<ArrayBuffer>, told: Sent = {}, name = 'leads.csv') => {
  const form = new FormData();
  for (const [field, value] of Object.entries({ noun: 'leads', ...told })) form.set(field, value);
  form.set('file', new File([content], name));
  return who.post('/imports', form);
};
const send = (content: string | Uint8Array<ArrayBuffer>, told?: Sent, name?: string) => sendTo(owner, content, told, name);
const isLong = Boolean(process.env.LASTMILE_LONG);
/** Smaller batches than the product's, so that few rows are several of them. */
const kinds = isLong ? importKinds : importKinds.map((kind) => ({ ...kind, batchSize: 150 }));
const work = (jobId: string, batches = Infinity) =>
  runJob(server.services, kinds, { organizationId: organization.organizationId, jobId }, { batches });
const read = async (id: string) => (await owner.get(`/imports/${id}`)).body;

/** Sends a file and does what it started. Returns the import as it is then. */
async function done(content: string | Uint8Array<ArrayBuffer>, told?: Sent, name?: string) {
  const { status, body } = await send(content, told, name);
  expect([status, body.code]).toEqual([202, undefined]);
  await work(body.jobId);
  return read(body.importId);
}
async function undo(id: string) {
  const { status, body } = await owner.post(`/imports/${id}/undo`);
  expect(status).toBe(202);
  await work(body.jobId);
  return body.jobId as string;
}
const add = async (body: NewLead): Promise<Lead> => {
  const made = await owner.post('/leads', body);
  expect(made.status).toBe(201);
  return made.body as Lead;
};
const found = async (q: string) => (await owner.get(`/leads?q=${encodeURIComponent(q)}`)).body.data;
const lead = async (q: string) => (await owner.get(`/leads/${(await found(q))[0].id}`)).body;

test('the rows of a long and wide file are kept in several pages, in their order, and those with a problem are found in each', async () => {
  // More characters than a page takes, so that pages end in the middle of batches and batches in the middle of pages.
  const story = 'x'.repeat(9000);
  const wrong = new Set([1, 112, 300]);
  const lines = Array.from({ length: 300 }, (_, index) => `Wide ${index + 1},${wrong.has(index + 1) ? '12' : `0713${String(200_000 + index)}`},${story}`);
  const imported = await done(`Name,Phone,Story\n${lines.join('\n')}\n`);
  expect(imported.counts).toMatchObject({ new: 297, errors: 3 });
  const pages = await organization.inOrg(({ rows, organizationId }) => rows<{ first: number; last: number }>(
    'select first_row as first, last_row as last from import_pages where organization_id = $1 and import_id = $2 order by 1', [organizationId, imported.id]));
  expect(pages).toEqual([{ first: 1, last: 110 }, { first: 111, last: 220 }, { first: 221, last: 300 }]);
  const errors = await owner.get(`/imports/${imported.id}/errors.csv`);
  expect((errors.body as string).split('\r\n').slice(1, -1).map((line) => line.split(',')[0])).toEqual(['Wide 1', 'Wide 112', 'Wide 300']);
});

describe('a file', () => {
  test.each([
    ['commas, UTF-8 with a mark', '\uFEFFName,Mobile No.,Area\r\nZoë Wafula,0712 300 001,Kilimani\r\n', 'Zoë Wafula'],
    ['semicolons, Windows-1252', Buffer.from('Name;Telephone;Area\nZoë Semi;0712300002;"Kilimani; east"\n', 'latin1'), 'Zoë Semi'],
    ['tabs, UTF-16', Buffer.from('\uFEFFName\tPhone\tArea\nZoë Tab\t0712300003\tKilimani\n', 'utf16le'), 'Zoë Tab'],
    ['bars, and a line that says so', 'sep=|\nName|Phone|Area\nZoe Bar|0712300004|Kilimani\n', 'Zoe Bar'],
  ])('is read with %s', async (_, content, name) => {
    const imported = await done(typeof content === 'string' ? content : new Uint8Array(content));
    expect(imported).toMatchObject({ state: 'done', total: 1, counts: { new: 1, errors: 0 }, createdByName: 'Olive Owner', canUndo: true });
    expect(Object.values(imported.mapping).toSorted()).toEqual(['location', 'name', 'phone']);
    expect(await lead(name)).toMatchObject({ name, phone: expect.stringMatching(/^\+25471230000\d$/) as unknown, location: expect.stringContaining('Kilimani') as unknown, source: 'manual', ownerId: null });
  });

  test('is read from a workbook as spreadsheets save them: a cover, an empty row, days and phones as numbers, shared texts, formulas, errors', async () => {
    const imported = await done(savedWorkbook(), {}, 'Fair.xlsx');
    expect(imported).toMatchObject({ format: 'xlsx', total: 4, counts: { new: 3, errors: 0 } });
    expect(await lead('Shared Sheila')).toMatchObject({ phone: '+254712350001', followUpAt: '2031-02-03', estimatedValue: '2500.50', hasRouter: true, notes: 'two\nlines & more' });
    expect(await lead('Formula Faith')).toMatchObject({ phone: '+254712350002', followUpAt: '2031-02-03T11:05:00.000Z', estimatedValue: '2155.17', hasRouter: false, notes: null });
    expect(await lead('Rich Rose')).toMatchObject({ phone: '+254712350003', followUpAt: null });
    const broken = await send(savedWorkbook({ formula: '<c r="A4" t="s"><v>99</v></c>' }), {}, 'Fair.xlsx');
    expect([broken.status, broken.body.detail]).toEqual([422, expect.stringContaining('row 4, column 1')]);
  });

  test('has a number of a workbook that was refused in a way that no language reads otherwise', async () => {
    const imported = await done(savedWorkbook({ last: '<c r="A10" t="inlineStr"><is><t>Refused Ruth</t></is></c><c r="B10"><v>12</v></c><c r="D10"><v>1.125</v></c>' }), { onDuplicate: 'update' }, 'Fair.xlsx');
    expect(imported.counts).toMatchObject({ new: 0, errors: 1 });
    expect((await owner.get(`/imports/${imported.id}/errors.csv`)).bytes.toString('utf8')).toContain('Refused Ruth,12,,1.1250,');
    expect(imported.columns[1]).toEqual({ name: 'Mobile', samples: ['712350001', '254712350002', '712350003', '12'] });
  });

  test.each([
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 415],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 415],
    ['nothing', '', 422],
    ['a heading alone', 'Name,Phone\n', 422],
    ['what only calls itself a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), 422],
    ['nothing that names a lead', 'Colour,Size\nred,4\n', 422],
  ])('that is %s is refused and leaves nothing', async (_, content, status) => {
    expect((await send(content)).status).toBe(status);
    const [left] = await organization.inOrg(({ rows, organizationId }) => rows<{ n: number }>(
      'select count(*)::int as n from imports i where i.organization_id = $1 and not exists (select from jobs j where j.organization_id = $1 and j.id in (i.run_job_id, i.check_job_id))', [organizationId]));
    expect(left!.n).toBe(0);
  });

  test('is refused with a mapping that cannot be, by its place', async () => {
    for (const [mapping, pointer] of [['{', '/mapping'], ['{"Name":"colour"}', '/mapping/Name'], ['{"Other":"name"}', '/mapping/Other'], ['{"Phone":"name"}', '/mapping/Phone']] as const) {
      const refused = await send('Name,Phone\nA,0712300009\n', { mapping });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, pointer]);
    }
  });

  test('is for managers and up; others see nothing of it', async () => {
    const sales = await organization.signIn('sales');
    expect((await sendTo(sales, 'Name\nA\n')).status).toBe(403);
    const { body } = await send('Name\nSomebody quite private\n', { dryRun: 'true' });
    const stranger = (await server.makeOrganization()).owner;
    for (const who of [manager, stranger]) {
      for (const path of ['', '/errors.csv']) expect(await who.get(`/imports/${body.importId}${path}`)).toBeProblem(404, 'not_found');
      for (const verb of ['check', 'run', 'undo']) expect(await who.post(`/imports/${body.importId}/${verb}`, {})).toBeProblem(404, 'not_found');
    }
  });
});

const mistakes = [
  'Client,Mobile,E-mail,Lead source,Package,Labels,Monthly,Router?,Next follow-up,Colour',
  'Good One,0712 400 001,good@lead.test,Referral,,VIP,"KES 2,500.00",yes,2031-02-03,red',
  'Bad Phone,12,bad@lead.test,Referral,,,,,,',
  'Bad Mail,0712 400 003,nonsense,,,,,,31/02/2031,',
  ',,,,,,,,,',
  'New Source,0712 400 004,,Facebook,,,,,,',
  'Good One again,+254712400001,,,,,,,,',
  '"=1+1",,,,,,abc,,,',
].join('\n');

describe('an import with mistakes', () => {
  const mapping = JSON.stringify({ Monthly: 'estimatedValue', 'Router?': 'hasRouter' });

  test('tells before it runs what would come of it, row by row and value by value, and writes nothing', async () => {
    const { body } = await send(mistakes, { dryRun: 'true', mapping });
    await work(body.jobId);
    const checked = await read(body.importId);
    expect(checked).toMatchObject({ state: 'checked', total: 7, counts: { new: 1, updated: 0, duplicates: 0, errors: 5 } });
    expect(checked.unknownValues).toEqual(expect.arrayContaining([{ field: 'source', value: 'Facebook', rows: 1 }, { field: 'tags', value: 'VIP', rows: 1 }]));
    expect(await found('Good One')).toEqual([]);

    const values = { source: { Facebook: '*create' }, tags: { VIP: '*create' } };
    const again = await owner.post(`/imports/${body.importId}/check`, { values });
    expect(again.status).toBe(202);
    expect(await owner.post(`/imports/${body.importId}/run`)).toBeProblem(409, 'import_unchecked');
    await work(again.body.jobId);
    expect(await read(body.importId)).toMatchObject({
      counts: { new: 2, duplicates: 1, errors: 3 }, unknownValues: [],
      preview: expect.arrayContaining([expect.objectContaining({ row: 1, outcome: 'created', fields: expect.objectContaining({ Client: 'Good One' }) as unknown })]) as unknown,
    });
    const run = await owner.post(`/imports/${body.importId}/run`);
    await work(run.body.jobId);
    expect(await read(body.importId)).toMatchObject({ state: 'done', counts: { new: 2, duplicates: 1, errors: 3 } });
    expect(await owner.post(`/imports/${body.importId}/run`)).toBeProblem(409, 'import_begun');
    expect(await lead('good@lead.test')).toMatchObject({
      name: 'Good One', phone: '+254712400001', source: 'referral', estimatedValue: '2500.00', hasRouter: true, followUpAt: '2031-02-03', tags: [{ name: 'VIP' }],
    });
    expect(await lead('New Source')).toMatchObject({ source: 'facebook', sourceName: 'Facebook' });
    const { body: timeline } = await owner.get(`/leads/${(await found('New Source'))[0].id}/timeline`);
    expect(timeline.data).toMatchObject([{ type: 'lead.created', actor: { name: 'Olive Owner' }, changes: { importId: body.importId } }]);
  });

  test('gives the rows back that were wrong, and takes them corrected', async () => {
    const imported = (await owner.get('/imports?limit=1')).body.data[0];
    const file = await owner.get(`/imports/${imported.id}/errors.csv`);
    const text = file.bytes.toString('utf8');
    expect(text.split('\r\n')[0]).toBe('\uFEFFClient,Mobile,E-mail,Lead source,Package,Labels,Monthly,Router?,Next follow-up,Colour,Error');
    expect(text).toContain('Mobile: “12” is not a phone number in KE');
    expect(text).toContain('Next follow-up: “31/02/2031” is not a day');
    expect(text).toContain("'=1+1");
    const corrected = text.replace('Bad Phone,12,', 'Bad Phone,0712400002,').replace(',nonsense,', ',mail@lead.test,').replace('31/02/2031', '01/03/2031').replace(',abc,', ',12,');
    const { body } = await send(corrected, { dryRun: 'true' });
    await work(body.jobId);
    // The mapping is known from last time but for the column that came with the file.
    expect(await read(body.importId)).toMatchObject({ mapping: { Client: 'name', Error: null }, counts: { new: 3, errors: 0 } });
    await work((await owner.post(`/imports/${body.importId}/run`)).body.jobId);
    expect(await lead('mail@lead.test')).toMatchObject({ followUpAt: '2031-03-01' });
    expect((await found('=1+1'))[0].title).toBe('=1+1');
  });

  test('shows the first rows as they will be: days, amounts, phones and names as they were read', async () => {
    await owner.post('/lead-fields', { label: 'Devices', type: 'number' });
    await owner.post('/lead-fields', { label: 'Built on', type: 'date' });
    const { body } = await send([
      'Name,Phone,Follow-up,Estimated value,Source,Tags,Owner,Stage,Devices,Built on,E-mail,They have a router',
      'Shown Sam,0712 480 001,03/02/2031 9:05,"KES 2,155.172",referral,"vip, Loud",mia manager,new enquiry,"1,500",4.5.2020,x,y',
      'Shown Sue,12,3.2.2031,abc,Nowhere,,,,,,,',
    ].join('\n'), { dryRun: 'true', values: JSON.stringify({ tags: { Loud: '*create' }, source: { Nowhere: null } }) });
    await work(body.jobId);
    const [sam, sue] = (await read(body.importId)).preview;
    expect(sam.read).toEqual({
      Name: { kind: 'text', text: 'Shown Sam' }, Phone: { kind: 'phone', text: '+254712480001' }, 'Follow-up': { kind: 'moment', text: '2031-02-03T06:05:00.000Z' },
      'Estimated value': { kind: 'money', text: '2155.17' }, Source: { kind: 'text', text: 'Referral' }, Tags: { kind: 'text', text: 'VIP, Loud' }, Owner: { kind: 'text', text: 'Mia Manager' },
      Stage: { kind: 'text', text: 'New enquiry' }, Devices: { kind: 'number', text: '1500' }, 'Built on': { kind: 'moment', text: '2020-05-04' }, 'They have a router': { kind: 'text', text: 'Yes' },
    });
    // What is refused is there as it stands in the file, and what is left out is empty.
    expect([sam.fields['E-mail'], sue.fields.Phone, sue.fields['Estimated value']]).toEqual(['x', '12', 'abc']);
    expect(sue.read).toEqual({ Name: { kind: 'text', text: 'Shown Sue' }, 'Follow-up': { kind: 'moment', text: '2031-02-03' }, Source: { kind: 'text', text: '' } });
  });

  test('loses nothing that stands beyond the heading: the row is refused, comes back whole and is refused again until it is corrected', async () => {
    const imported = await done('Name,Phone,Unit number\nAnn Comma,0712490001,Flat 3, gate B\nBen Blank,0712490002,Flat 4,,\n');
    expect(imported.counts).toMatchObject({ new: 1, errors: 1 });
    const { body: dry } = await send('Name,Phone,Unit number\nAnn Comma,0712490001,Flat 3, gate B\n', { dryRun: 'true' });
    await work(dry.jobId);
    expect((await read(dry.importId)).preview[0]).toMatchObject({ outcome: 'failed', fields: { Name: 'Ann Comma' }, read: {} });
    const text = (await owner.get(`/imports/${imported.id}/errors.csv`)).bytes.toString('utf8');
    expect(text).toContain('Ann Comma,0712490001,Flat 3,Row: “gate B” stands beyond the last heading. Usually a cell before has a comma in it and is not in quotes.,gate B');
    expect((await done(text)).counts).toMatchObject({ new: 0, errors: 1 });
    expect((await done(text.replace('Flat 3,', '"Flat 3, gate B",').replace(',gate B\r\n', '\r\n'))).counts).toMatchObject({ new: 1, errors: 0 });
    expect(await lead('Ann Comma')).toMatchObject({ unitNumber: 'Flat 3, gate B' });
  });

  test('names each tag of a cell that is not here, and takes what is said of each', async () => {
    await owner.post('/tags', { name: 'Fibre' });
    const { body } = await send('Name,Phone,Tags\nTagged Tom,0712470001,"fibre, new estate; Roof, new Estate"\nTagged Tess,0712470002,roof\n', { dryRun: 'true' });
    await work(body.jobId);
    const checked = await read(body.importId);
    expect(checked.unknownValues).toEqual(expect.arrayContaining([{ field: 'tags', value: 'new estate', rows: 1 }, { field: 'tags', value: 'Roof', rows: 1 }, { field: 'tags', value: 'roof', rows: 1 }]));
    expect(checked.unknownValues).toHaveLength(3);
    const values = { tags: { 'new estate': '*create', Roof: null } };
    await work((await owner.post(`/imports/${body.importId}/check`, { values })).body.jobId);
    expect(await read(body.importId)).toMatchObject({ counts: { new: 2, errors: 0 }, unknownValues: [] });
    await work((await owner.post(`/imports/${body.importId}/run`)).body.jobId);
    expect((await lead('Tagged Tom')).tags.map(({ name }: { name: string }) => name).toSorted()).toEqual(['Fibre', 'new estate']);
    expect((await lead('Tagged Tess')).tags).toEqual([]);
    expect((await owner.get('/tags')).body.data.map(({ name }: { name: string }) => name)).not.toContain('fibre, new estate; Roof, new Estate');
  });
});

test('an import that could not be looked through says so, has written nothing and is looked through anew', async () => {
  const { body } = await send('Name,Phone\nNever Seen,0712450001\n', { dryRun: 'true' });
  const broken = kinds.map((kind) => ({ ...kind, run: () => Promise.reject(new Error('secret detail')) }));
  const tried = () => runJob(server.services, broken, { organizationId: organization.organizationId, jobId: body.jobId });
  for (let attempt = 1; attempt < 4; attempt += 1) await expect(tried()).rejects.toThrow('secret detail');
  await tried();
  expect(await read(body.importId)).toMatchObject({ state: 'check_failed', counts: null, canUndo: false, mapping: { Name: 'name' } });
  expect((await owner.get('/imports?limit=1')).body.data[0]).toMatchObject({ id: body.importId, state: 'check_failed' });
  // Nothing was done that could stay done.
  expect((await owner.get(`/jobs/${body.jobId}`)).body.problem).toBe('Something went wrong here; your administrator finds the reason in the log.');
  await work((await owner.post(`/imports/${body.importId}/check`, {})).body.jobId);
  expect(await read(body.importId)).toMatchObject({ state: 'checked', counts: { new: 1 } });
});

test('days with strokes are read one way for a whole column: as it tells, else as is usual here or as somebody says, which is kept for the next file', async () => {
  await owner.post('/lead-fields', { label: 'Seen on', type: 'date' });
  const file = (second: string) => `Name,Phone,Follow-up,Seen on,Notes\nDated Dan,0712465001,02/03/2031,02/03/2025,02/03/2025\nDated Dora,0712465002,${second},04/05/2025,\n`;
  const check = async (content: string) => {
    const { body } = await send(content, { dryRun: 'true' });
    await work(body.jobId);
    return read(body.importId);
  };
  const checked = await check(file('02/13/2031 9:05'));
  expect(checked.dates).toEqual([{ column: 'Follow-up', order: 'month_first', told: 'column' }, { column: 'Seen on', order: 'day_first', told: 'neither' }]);
  expect(checked.preview[0].read).toMatchObject({ 'Follow-up': { text: '2031-02-03' }, 'Seen on': { text: '2025-03-02' } });
  expect(checked.columns[2]).toEqual({ name: 'Follow-up', samples: ['02/03/2031', '02/13/2031 9:05'] });
  await work((await owner.post(`/imports/${checked.id}/check`, { dateOrders: { 'Seen on': 'month_first', 'Follow-up': 'day_first' } })).body.jobId);
  const again = await read(checked.id);
  expect(again.dates).toEqual([{ column: 'Follow-up', order: 'month_first', told: 'column' }, { column: 'Seen on', order: 'month_first', told: 'neither' }]);
  expect(again.preview[0].read).toMatchObject({ 'Follow-up': { text: '2031-02-03' }, 'Seen on': { text: '2025-02-03' } });
  await work((await owner.post(`/imports/${checked.id}/run`)).body.jobId);
  expect((await lead('Dated Dan')).followUpAt).toBe('2031-02-03');
  // The next file tells another order in the one column and nothing in the other.
  expect((await check(file('13/02/2031'))).dates).toEqual([{ column: 'Follow-up', order: 'day_first', told: 'column' }, { column: 'Seen on', order: 'month_first', told: 'neither' }]);
  // What was only told by the rest of the file is said by the rows that come back.
  const wrong = await check('Name,Phone,Follow-up,Seen on,Notes\nDated Dick,12,02/03/2031 9:05,02/03/2025,02/03/2025\nDated Dawn,0712465003,02/13/2031,,\n');
  expect((await owner.get(`/imports/${wrong.id}/errors.csv`)).bytes.toString('utf8')).toContain('Dated Dick,12,2031-02-03 9:05,2025-02-03,02/03/2025,');
  const mixed = await done(file('13/02/2031').replace('02/03/2031', '02/28/2031'), { dateOrders: JSON.stringify({ 'Follow-up': 'day_first' }) });
  expect(mixed.dates[0]).toEqual({ column: 'Follow-up', order: 'day_first', told: 'both' });
  expect((await owner.get(`/jobs/${mixed.jobId}/results?ok=false`)).body.data.map(({ problem }: { problem: string }) => problem)).toEqual([
    'Follow-up: “02/28/2031” is not a day where the day comes first, as in this column; expected one such as 2031-02-03 or 13/02/2031.']);
});

test('a check that is overtaken by another ends where it is and changes nothing that the other says', async () => {
  const { body } = await send(`Name,Phone\n${Array.from({ length: 400 }, (_, index) => `Overtaken ${index},0712${460_000 + index}`).join('\n')}\n`, { dryRun: 'true' });
  await work(body.jobId, 1);
  const again = await owner.post(`/imports/${body.importId}/check`, { mapping: { Phone: null } });
  await work(body.jobId);
  expect((await owner.get(`/jobs/${body.jobId}`)).body).toMatchObject({ state: 'failed', done: 150, problem: expect.stringContaining('looked through anew') as unknown });
  expect(await read(body.importId)).toMatchObject({ state: 'checking', counts: null });
  await work(again.body.jobId);
  const checked = await read(body.importId);
  expect(checked).toMatchObject({ state: 'checked', counts: { new: 400 } });
  expect(checked.preview[0].read).toEqual({ Name: { kind: 'text', text: 'Overtaken 0' } });
  // One that has not begun yet does not even begin.
  const third = await owner.post(`/imports/${body.importId}/check`, {});
  const fourth = await owner.post(`/imports/${body.importId}/check`, {});
  await work(third.body.jobId);
  expect((await owner.get(`/jobs/${third.body.jobId}`)).body).toMatchObject({ state: 'failed', done: 0 });
  await work(fourth.body.jobId);
  expect(await read(body.importId)).toMatchObject({ state: 'checked', counts: { new: 400 } });
});

describe('a lead that is there already', () => {
  test('comes in a file that was imported before, which is said and refuses nothing', async () => {
    const content = 'Name,Phone\nTwice Over,0712555777\n';
    const first = await done(content);
    expect(first).toMatchObject({ counts: { new: 1 }, importedBefore: null });
    expect(await done(content)).toMatchObject({ counts: { new: 0, duplicates: 1 }, importedBefore: { id: first.id, byName: 'Olive Owner' } });
    // Who does not see that import is told of it all the same.
    const { body } = await sendTo(manager, content, { dryRun: 'true' });
    await work(body.jobId);
    expect((await manager.get(`/imports/${body.importId}`)).body.importedBefore).toMatchObject({ id: null, byName: 'Olive Owner' });
  });

  test('is found by its number, its reference or the phone of an open one, and skipped or updated', async () => {
    const byPhone = await add({ name: 'By Phone', phone: '+254712500001', city: 'Nairobi' });
    const byReference = await add({ name: 'By Reference', externalRef: { source: 'erp', reference: 'X-1' } });
    const byNumber = await add({ name: 'By Number', notes: 'kept' });
    const content = `Number,Name,Phone,City,External system,External reference\n,By Phone,0712500001,Mombasa,,\n,New name,,Kisumu,erp,X-1\n${byNumber.number},By Number,,,,\nL-999999,Nobody,,,,\n`;
    expect((await done(content)).counts).toEqual({ new: 0, updated: 0, unchanged: 0, duplicates: 3, errors: 1 });
    const imported = await done(content, { onDuplicate: 'update' });
    expect(imported.counts).toEqual({ new: 0, updated: 2, unchanged: 1, duplicates: 0, errors: 1 });
    const reread = async (id: string) => (await owner.get(`/leads/${id}`)).body;
    expect(await reread(byPhone.id)).toMatchObject({ city: 'Mombasa', version: 2 });
    expect(await reread(byReference.id)).toMatchObject({ name: 'New name', title: 'New name', city: 'Kisumu' });
    expect(await reread(byNumber.id)).toEqual(byNumber);
    expect((await owner.get(`/leads/${byPhone.id}/timeline`)).body.data[0]).toMatchObject({ type: 'lead.updated', changes: { city: { from: 'Nairobi', to: 'Mombasa' } } });
  });

  test('of another team is neither changed nor told about, and one that is converted stays', async () => {
    const elsewhere = await organization.signIn('sales', { name: 'Elsewhere' });
    await add({ name: 'Secret of elsewhere', phone: '+254712500009', ownerId: elsewhere.user.id });
    const { body } = await sendTo(manager, 'Name,Phone\nMine now,0712500009\n', { onDuplicate: 'update' });
    await work(body.jobId);
    const { body: job } = await manager.get(`/jobs/${body.jobId}`);
    expect(job).toMatchObject({ failed: 1, results: [{ ok: false }] });
    expect(JSON.stringify(job)).not.toContain('Secret');
    expect(await found('Secret of elsewhere')).toHaveLength(1);
  });
});

/** Everything the organization has, but what only grows: the log, the jobs and imports themselves, and counters of numbers and versions. */
async function everything(): Promise<{ [table: string]: string }> {
  const apart = ['events', 'jobs', 'job_results', 'imports', 'import_pages', 'import_mappings', 'number_counters', 'idempotency_keys', 'sessions'];
  const added = ['lead_counts', 'lead_count_deltas', 'lead_figures', 'lead_figure_deltas'];
  return organization.inOrg(async (scope) => {
    const tables = await scope.rows<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
        where n.nspname = 'public' and c.relkind = 'r' and not c.relname = any ($1) order by 1`, [[...apart, ...added]]);
    const hashes: { [table: string]: string } = {};
    for (const { name } of tables) {
      const without = name === 'leads' ? " - 'version'" : '';
      const found = await scope.rowsPlannedAnew<{ row: string }>(
        `select (to_jsonb(t)${without})::text as row from ${name} t where t.organization_id = $1 order by 1`, [scope.organizationId]);
      hashes[name] = `${found.length} ${createHash('sha256').update(found.map(({ row }) => row).join('\n')).digest('hex')}`;
    }
    // Counts and figures are what is added up, however much of it is folded in by now.
    const sums = await scope.rows<{ sum: string }>(
      `select row_to_json(c)::text as sum from (
         select 'counts' as what, stage_id::text as of, owner_key, sum(leads) as leads, sum(value) as value from (
           select stage_id, owner_key, leads, value from lead_counts where organization_id = $1
           union all select stage_id, owner_key, leads, value from lead_count_deltas where organization_id = $1) x group by 2, 3 having sum(leads) <> 0 or sum(value) <> 0
         union all
         select measure, key || day, owner_key, sum(leads), sum(value) from (
           select measure, key, day, owner_key, leads, value from lead_figures where organization_id = $1 and grain = 'day'
           union all select measure, key, day, owner_key, leads, value from lead_figure_deltas where organization_id = $1) y group by 1, 2, 3 having sum(leads) <> 0 or sum(value) <> 0
       ) c order by 1`, [scope.organizationId]);
    hashes.sums = sums.map(({ sum }) => sum).join('\n');
    return hashes;
  });
}

describe('undoing', () => {
  const rows = isLong ? 100_000 : 400;
  const broken = rows / 50;
  const base = 30_000_000;
  const line = (index: number) => {
    const phone = `07${String(base + index).padStart(8, '0')}`;
    if (index % 50 === 0) return `Broken ${index},12,Nairobi,,`;
    return `Person ${index},${phone},City ${index % 7},${index % 3 === 0 ? '2031-05-06' : ''},${1000 + index}`;
  };
  const file = `Name,Phone,City,Follow-up,Estimated value\n${Array.from({ length: rows }, (_, index) => line(index + 1)).join('\n')}\n`;

  test('an import of thousands with mistakes, killed in the middle, restores every row exactly', async () => {
    for (let index = 1; index <= 12; index += 1) {
      await add({ name: `There ${index}`, phone: `+2547${base + index}`, city: 'Before', ...(index % 2 ? { followUpAt: '2030-01-01', followUpNote: 'Call' } : {}) });
    }
    const before = await everything();
    const { body } = await send(file, { onDuplicate: 'update' });
    await work(body.jobId, 1);
    // The worker is killed within its second batch: what it wrote there is gone with it.
    const dying = { ...server.services, inOrg: ((actor, todo, options) => server.services.inOrg(actor, async (scope) => {
      const result = await todo(scope);
      if (!options?.readOnly && actor.kind === 'user') throw new Error('killed');
      return result;
    }, options)) as typeof server.services.inOrg };
    await expect(runJob(dying, kinds, { organizationId: organization.organizationId, jobId: body.jobId })).rejects.toThrow('killed');
    await work(body.jobId);
    const imported = await read(body.importId);
    expect(imported.counts).toEqual({ new: rows - broken - 12, updated: 12, unchanged: 0, duplicates: 0, errors: broken });
    const [made] = await organization.inOrg(({ rows: ask, organizationId }) => ask<{ n: number; events: number }>(
      `select count(*)::int as n, (select count(*)::int from events e where e.organization_id = $1 and e.type = 'lead.created' and e.changes ->> 'importId' = $2) as events
         from leads l where l.organization_id = $1 and l.name like 'Person %'`, [organizationId, body.importId]));
    expect(made).toEqual({ n: rows - broken, events: rows - broken - 12 });
    expect(await everything()).not.toEqual(before);
    const jobId = await undo(body.importId);
    expect((await owner.get(`/jobs/${jobId}`)).body).toMatchObject({ state: 'done', failed: 0 });
    expect(await read(body.importId)).toMatchObject({ state: 'undone', keptCount: 0, canUndo: false });
    expect(await everything()).toEqual(before);
  }, 600_000);

  test('keeps what was worked on since, says so, and can go back through two imports one after the other', async () => {
    const first = await done('Name,Phone,City\nAda One,0712600001,A\nBen Two,0712600002,B\nCid Three,0712600003,C\n');
    const [ada] = await found('Ada One');
    const [ben] = await found('Ben Two');
    const second = await done('Name,Phone,City\nAda One,0712600001,Changed\nBen Two,0712600002,Changed\n', { onDuplicate: 'update' });
    await owner.patch(`/leads/${ben.id}`, { city: 'By hand' });
    const back = await undo(second.id);
    expect((await owner.get(`/jobs/${back}/results?ok=false`)).body.data).toEqual([expect.objectContaining({ id: ben.id, outcome: 'kept', problem: `${ben.number} was changed since.` })]);
    expect((await owner.get(`/leads/${ada.id}`)).body).toMatchObject({ city: 'A' });
    await owner.post('/activities', { leadId: (await found('Cid Three'))[0].id, type: 'note', body: 'Called' });
    await undo(first.id);
    expect(await read(first.id)).toMatchObject({ state: 'undone', keptCount: 2 });
    expect((await owner.get(`/leads/${ada.id}`)).status).toBe(404);
    expect(await found('Cid Three')).toHaveLength(1);
    expect(await owner.post(`/imports/${first.id}/undo`)).toBeProblem(409, 'not_undoable');
  });
});

describe('sources and tags that come with an import', () => {
  const made = async (rows: string, sources: readonly string[], tags: readonly string[] = []) => {
    const create = (words: readonly string[]) => Object.fromEntries(words.map((word) => [word, '*create']));
    return done(`Name,Phone,Source,Tags\n${rows}\n`, { values: JSON.stringify({ source: create(sources), tags: create(tags) }) });
  };
  const namesOf = async (path: string) => (await owner.get(path)).body.data.map(({ name }: { name: string }) => name) as string[];

  test('are each their own, whatever letters their names have, and go with it where nothing else refers to them', async () => {
    const before = await everything();
    const imported = await made('Anna A,0712800001,ማስታወቂያ,новый\nBen B,0712800002,ጓደኛ,\nCid C,0712800003,Реклама,\nDan D,0712800004,referral,', ['ማስታወቂያ', 'ጓደኛ', 'Реклама', 'REFERRAL'], ['новый']);
    expect(imported.counts).toMatchObject({ new: 4, errors: 0 });
    expect(await Promise.all(['Anna A', 'Ben B', 'Cid C', 'Dan D'].map(async (name) => (await lead(name)).sourceName))).toEqual(['ማስታወቂያ', 'ጓደኛ', 'Реклама', 'Referral']);
    expect(imported.made.map(({ kind, name, isGone }: { kind: string; name: string; isGone: boolean }) => [kind, name, isGone]).toSorted()).toEqual([
      ['source', 'Реклама', false], ['source', 'ማስታወቂያ', false], ['source', 'ጓደኛ', false], ['tag', 'новый', false]]);
    await undo(imported.id);
    expect((await read(imported.id)).made.every(({ isGone }: { isGone: boolean }) => isGone)).toBe(true);
    expect(await everything()).toEqual(before);
    // What the words were to become was remembered, and is asked for again.
    const { body } = await send('Name,Phone,Source,Tags\nAnna A,0712800001,ማስታወቂያ,новый\n', { dryRun: 'true' });
    await work(body.jobId);
    expect((await read(body.importId)).unknownValues.map(({ value }: { value: string }) => value).toSorted()).toEqual(['новый', 'ማስታወቂያ']);
  });

  test('stay where something refers to them, in whatever way', async () => {
    const ways = ['Lead', 'Widget', 'View', 'Score', 'Pending', 'Changed', 'Renamed', 'Unused'];
    const imported = await made(ways.map((way, index) => `Way ${way},07128100${10 + index},By ${way},T ${way}`).concat('Way Else,0712810030,Друзья,').join('\n'), [...ways.map((way) => `By ${way}`), 'Друзья'], ways.map((way) => `T ${way}`));
    expect(imported.counts).toMatchObject({ new: ways.length + 1 });
    const tagId = Object.fromEntries((await owner.get('/tags')).body.data.map(({ id, name }: { id: string; name: string }) => [name, id])) as { [name: string]: string };
    const ok = async (answer: Promise<{ status: number; body: { errors?: object[] } }>) => expect([(await answer).body.errors, (await answer).status < 300]).toEqual([undefined, true]);
    await ok(owner.post('/leads', { name: 'By hand', source: 'by_lead', tagIds: [tagId['T Lead']!] }));
    await organization.inOrg(({ rows, organizationId }) => rows("update signup_widgets set source = 'by_widget' where organization_id = $1", [organizationId]));
    await ok(owner.post('/lead-views', { name: 'Of this source', layout: 'table', filters: { source: 'website,by_view', tagId: tagId['T View']! }, sort: null, columns: null }));
    await ok(owner.put('/score-rules/draft', { rules: [
      { id: 'c', kind: 'field', points: 1, field: 'source', test: 'filled' }, { id: 'a', kind: 'tag', points: 5, tagIds: [tagId['T Score']!] }, { id: 'b', kind: 'capture', points: 5, atLeast: 1, sources: ['by_score'] },
    ] }));
    await ok(send('Name,Phone,Source,Tags\nElse E,0712810099,Other,other\n', { dryRun: 'true', values: JSON.stringify({ source: { Other: 'by_pending' }, tags: { other: tagId['T Pending'] } }) }));
    // Another import changed the source of a lead, and may be undone.
    const second = await done('Name,Phone,Source,Tags\nWay Changed,0712810015,Referral,\n', { onDuplicate: 'update' });
    expect(second.counts).toMatchObject({ updated: 1 });
    const renamed = (await owner.get('/lead-sources')).body.data.find(({ name }: { name: string }) => name === 'By Renamed');
    await owner.patch(`/lead-sources/${renamed.id}`, { name: 'Ours now' });
    await owner.patch(`/tags/${tagId['T Renamed']!}`, { name: 'Ours too' });
    await undo(imported.id);
    expect(await namesOf('/lead-sources')).toEqual(expect.arrayContaining([...ways.slice(0, 6).map((way) => `By ${way}`), 'Ours now']));
    expect(await namesOf('/lead-sources')).not.toContain('By Unused');
    // A lead that was changed since keeps its tag.
    expect((await namesOf('/tags')).filter((name) => name.startsWith('T ') || name === 'Ours too').toSorted()).toEqual(['Ours too', 'T Changed', 'T Lead', 'T Pending', 'T Score', 'T View']);
    expect((await read(imported.id)).made.filter(({ isGone }: { isGone: boolean }) => isGone).map(({ name }: { name: string }) => name).toSorted()).toEqual(['By Unused', 'T Unused', 'T Widget', 'Друзья']);
    await undo(second.id);
    expect((await lead('Way Changed')).sourceName).toBe('By Changed');
  });

  test('are made for columns that are imported alone', async () => {
    const values = JSON.stringify({ source: { Billboard: '*create' } });
    await done('Name,Phone,Source\nNo Source,0712820001,Billboard\n', { values, mapping: JSON.stringify({ Source: null }) });
    expect(await namesOf('/lead-sources')).not.toContain('Billboard');
  });
});

test('leads that another system knows as lost begin lost, with the reason they are to be given', async () => {
  const before = await everything();
  const imported = await done([
    'Name,Phone,Status,Lost reason,Next follow-up',
    'Gone Gita,0712700001,Lost,Too far from the fibre,',
    'Gone Gus,0712700002,lost,,',
    'Kept Kim,0712700003,New enquiry,Too far,',
    'Open Omar,0712700004,New enquiry,,',
    'Gone Gita again,0712700001,New enquiry,,',
  ].join('\n'));
  expect(imported).toMatchObject({ mapping: { Status: 'stage', 'Lost reason': 'lostReason' }, counts: { new: 2, duplicates: 1, errors: 2 } });
  const { body: { data: wrong } } = await owner.get(`/jobs/${imported.jobId}/results?ok=false`);
  expect(wrong.map(({ row, errors }: { row: number; errors: object[] }) => [row, errors])).toEqual([
    [2, [{ field: 'Lost reason', detail: 'A lost stage asks for a reason.' }]],
    [3, [{ field: 'Lost reason', detail: 'A lead in New enquiry is not lost and has no reason for it.' }]],
  ]);
  expect(await lead('Gone Gita')).toMatchObject({ status: 'lost', lostReason: 'Too far from the fibre', stageName: 'Lost' });
  await undo(imported.id);
  expect(await everything()).toEqual(before);
  // A phone of somebody who is lost is free for them to come again.
  await done('Name,Phone,Status,Lost reason\nGone Gita,0712700001,Lost,Moved\n');
  await add({ name: 'Gita is back', phone: '+254712700001' });
});

test('two imports at once make every lead once', async () => {
  const content = `Name,Phone\n${Array.from({ length: 300 }, (_, index) => `Twin ${index},0713${String(100_000 + index)}`).join('\n')}\n`;
  const sent = await Promise.all([send(content), send(content)]);
  await Promise.all(sent.map(({ body }) => work(body.jobId)));
  const counts = await Promise.all(sent.map(async ({ body }) => (await read(body.importId)).counts));
  expect(counts[0].new + counts[1].new).toBe(300);
  expect((await owner.get('/leads?q=Twin&count=true')).body.count).toBe(300);
});
