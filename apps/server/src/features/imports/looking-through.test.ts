import { runJob } from '../jobs/index.ts';
import { kinds, openImportDesk, type ImportDesk } from './testing/import-desk.ts';

let server: ImportDesk['server'];
let organization: ImportDesk['organization'];
let owner: ImportDesk['owner'];
let send: ImportDesk['send'];
let work: ImportDesk['work'];
let read: ImportDesk['read'];
let done: ImportDesk['done'];
let add: ImportDesk['add'];
let found: ImportDesk['found'];
let lead: ImportDesk['lead'];
beforeAll(async () => {
  ({ server, organization, owner, send, work, read, done, add, found, lead } = await openImportDesk());
});
afterAll(() => server.stop());

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

test('says of new leads that they may be here already, and of which; nobody is refused for it', async () => {
  const here = await add({ name: 'Doubtful Dora', email: 'dora@doubt.test' });
  const { body } = await send('Name,Email\nDora D.,DORA@doubt.test\nQuite New,new@doubt.test\n', { dryRun: 'true' });
  await work(body.jobId);
  const checked = await read(body.importId);
  expect(checked.counts).toMatchObject({ new: 2, errors: 0, likely: 1 });
  expect(checked.preview.map(({ outcome, problem }: { outcome: string; problem: string | null }) => [outcome, problem])).toEqual([['created', `May be ${here.number}: the same email address.`], ['created', null]]);
  expect((await owner.get(`/jobs/${body.jobId}/results?doubtful=true`)).body.data).toMatchObject([{ row: 1, ok: true, problem: `May be ${here.number}: the same email address.` }]);
  const { body: run } = await owner.post(`/imports/${body.importId}/run`);
  await work(run.jobId);
  expect(await read(body.importId)).toMatchObject({ state: 'done', counts: { new: 2, likely: 0 } });
});
