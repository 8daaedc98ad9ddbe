import { openImportDesk, type ImportDesk } from './testing/import-desk.ts';
import { savedWorkbook } from './testing/saved-workbook.ts';

let server: ImportDesk['server'];
let organization: ImportDesk['organization'];
let owner: ImportDesk['owner'];
let manager: ImportDesk['manager'];
let sendTo: ImportDesk['sendTo'];
let send: ImportDesk['send'];
let work: ImportDesk['work'];
let read: ImportDesk['read'];
let done: ImportDesk['done'];
let add: ImportDesk['add'];
let found: ImportDesk['found'];
let lead: ImportDesk['lead'];
beforeAll(async () => {
  ({ server, organization, owner, manager, sendTo, send, work, read, done, add, found, lead } = await openImportDesk());
});
afterAll(() => server.stop());

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
    expect((await done(content)).counts).toEqual({ new: 0, updated: 0, unchanged: 0, duplicates: 3, errors: 1, likely: 0 });
    const imported = await done(content, { onDuplicate: 'update' });
    expect(imported.counts).toEqual({ new: 0, updated: 2, unchanged: 1, duplicates: 0, errors: 1, likely: 0 });
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

test('two imports at once make every lead once', async () => {
  const content = `Name,Phone\n${Array.from({ length: 300 }, (_, index) => `Twin ${index},0713${String(100_000 + index)}`).join('\n')}\n`;
  const sent = await Promise.all([send(content), send(content)]);
  await Promise.all(sent.map(({ body }) => work(body.jobId)));
  const counts = await Promise.all(sent.map(async ({ body }) => (await read(body.importId)).counts));
  expect(counts[0].new + counts[1].new).toBe(300);
  expect((await owner.get('/leads?q=Twin&count=true')).body.count).toBe(300);
});
