import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import type { Lead, NewLead } from '@lastmile/contracts';
import { workbook } from '../../../core/workbook.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../../testing/index.ts';
import { importKinds } from '../../imports/index.ts';
import { runJob } from '../../jobs/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let manager: SignedInClient;
const leads: { [name: string]: Lead } = {};
const made = async (path: string, body: object) => {
  const answer = await owner.post(path, body);
  expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
  return answer.body;
};

beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  manager = await organization.signIn('manager', { name: 'Mia Manager' });
  const twin = await organization.signIn('sales', { name: 'Sam Twin' });
  const gone = await organization.signIn('sales', { name: 'Sam Twin' });
  for (const field of [
    { label: 'Building name', type: 'text' }, { label: 'Units', type: 'number' }, { label: 'House', type: 'select', options: ['Flat, small', 'House'] },
    { label: 'Move in', type: 'date' }, { label: 'Second phone', type: 'phone' }, { label: 'Mast', type: 'geo' }, { label: 'Gate code', type: 'text' },
  ]) await made('/lead-fields', field);
  const tags: { id: string }[] = [];
  for (const name of ['VIP', 'Slow; later', 'Say "hi", often']) tags.push(await made('/tags', { name }));
  const source = await made('/lead-sources', { code: 'old_fair', name: 'Old fair' });
  const offer = await made('/offers', { name: 'Home 20', monthlyPrice: '2500.00', setupFee: '0.00', downloadMbps: 20, uploadMbps: 10, isPublic: true, routerProfile: 'home20' });
  const { body: { data: [pipeline] } } = await owner.get('/pipelines');
  const stage = (type: string) => pipeline.stages.find((one: { type: string }) => one.type === type).id as string;
  const add = async (key: string, body: NewLead) => { leads[key] = await made('/leads', body); };
  await add('full', {
    name: 'Zoë Wafula', companyName: 'Rose Court', phone: '0712 555 014', email: 'zoe@lead.test', location: 'Kilimani', city: 'Nairobi', zipCode: '00100', source: 'old_fair', offerId: offer.id,
    estimatedValue: '1999.90', agreedMonthlySubscription: '0.10', latitude: -1.2921, longitude: 36.8219, hasRouter: false, priority: 'high', score: 7, probability: 0, notes: 'First line\r\nand, “second”;\tthird',
    followUpAt: '2031-02-03', followUpNote: 'Call', ownerId: twin.user.id, tagIds: tags.map(({ id }) => id),
    customFields: { buildingName: '=HYPERLINK("http://x")', units: 0.0000005, house: 'Flat, small', moveIn: '2031-03-01', secondPhone: '+254 20 2012345', mast: { latitude: -1.5, longitude: 36 }, gateCode: '00123' },
  });
  await add('formula', { name: '=1+1', companyName: "'=2", notes: '-5', interestReason: '+1(2)', jobTitle: '@home', phone: '+254712555015', followUpAt: '2031-02-03T21:00:00Z' });
  await add('seconds', { companyName: 'No name', city: 'Kisumu', followUpAt: '2031-10-26T00:30:15.250Z', notes: '_x0041_ & <b>' });
  await add('lost', { name: 'Lost twin', phone: '+254712555016' });
  expect((await owner.post(`/leads/${leads.lost!.id}/move`, { stageId: stage('lost'), lostReason: 'Price' })).status).toBe(200);
  await add('open', { name: 'Open twin', phone: '+254712555016' });
  await add('won', { name: 'Won and locked', phone: '+254712555017', ownerId: gone.user.id });
  await add('mine', { name: 'Of Mia', phone: '+254712555018', ownerId: manager.user.id });
  await owner.patch(`/lead-sources/${source.id}`, { isActive: false });
  await owner.patch(`/users/${gone.user.id}`, { isDisabled: true });
  await organization.inOrg(({ rows, organizationId, now }) => rows('update leads set converted_at = $3 where organization_id = $1 and id = $2', [organizationId, leads.won!.id, now]));
});
afterAll(() => server.stop());

const exported = async (query: string, who = owner) => {
  const { status, headers, bytes } = await who.get(`/leads/export?${query}`);
  expect(status).toBe(200);
  return { headers, bytes };
};
const csv = async (query: string, who = owner): Promise<string[][]> => parse((await exported(`format=csv&${query}`, who)).bytes.toString('utf8'), { bom: true });
const sheet = async (query: string) => (await readWorkbook((await exported(`format=xlsx&${query}`)).bytes))[0]!.data;
const columnOf = (rows: readonly (readonly unknown[])[], heading: string) => rows.slice(1).map((row) => row[rows[0]!.indexOf(heading)]);

test('what the filter shows, in its order and with the columns of the view in theirs', async () => {
  expect(await csv('columns=customFields.units,phone,area,stage,followUpAt&sort=title&followUp=later')).toEqual([
    ['Number', 'Full name', 'Company', 'Units', 'Phone number', 'Location', 'City', 'Pipeline', 'Stage', 'Next step on', 'Next step'],
    [leads.formula!.number, "'=1+1", "''=2", '', '+254 712 555015', '', '', 'Leads', 'New enquiry', '2031-02-04 00:00', ''],
    [leads.seconds!.number, '', 'No name', '', '', '', 'Kisumu', 'Leads', 'New enquiry', '2031-10-26T00:30:15.250Z', ''],
    [leads.full!.number, 'Zoë Wafula', 'Rose Court', '0.0000005', '+254 712 555014', 'Kilimani', 'Nairobi', 'Leads', 'New enquiry', '2031-02-03', 'Call'],
  ]);
  expect(columnOf(await csv(`q=${encodeURIComponent('twin')}&columns=owner`), 'Full name').toSorted()).toEqual(['Lost twin', 'Open twin']);
});

test('a file that Excel opens right: a mark and line ends in CSV; days, amounts and phones as such in a workbook', async () => {
  const { headers, bytes } = await exported('format=csv&columns=notes');
  expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  expect(headers['content-disposition']).toMatch(/^attachment; filename="Leads \d{4}-\d\d-\d\d\.csv"/);
  expect(bytes.toString('utf8')).toMatch(/^\uFEFFNumber,Full name,Company,Notes\r\n/);
  const rows = await sheet('sort=title');
  const of = (heading: string) => columnOf(rows, heading)[columnOf(rows, 'Full name').indexOf('Zoë Wafula')];
  expect(Object.fromEntries(['Estimated value', 'Phone number', 'ZIP code', 'Next step on', 'Move in', 'Notes', 'Tags', 'House', 'Owner', 'Value a month', 'They have a router', 'Building name', 'Gate code'].map((heading) => [heading, of(heading)]))).toEqual({
    'Estimated value': 1999.9, 'Phone number': '+254 712 555014', 'ZIP code': '00100', 'Next step on': '2031-02-03', 'Move in': new Date('2031-03-01'),
    'Notes': 'First line\r\nand, “second”;\tthird', 'Tags': 'VIP, "Slow; later", "Say ""hi"", often"', 'House': 'Flat, small', 'Owner': expect.stringContaining('@') as unknown, 'Value a month': 0.1, 'They have a router': 'No',
    'Building name': '\'=HYPERLINK("http://x")', 'Gate code': '00123',
  });
});

test.each(['csv', 'xlsx'])('an export as %s imports again without a change', async (format) => {
  const { bytes } = await exported(`format=${format}`);
  const form = new FormData();
  for (const [name, value] of Object.entries({ noun: 'leads', dryRun: 'true', onDuplicate: 'update', file: new File([new Uint8Array(bytes)], `all.${format}`) })) form.set(name, value);
  const { body } = await owner.post('/imports', form);
  await runJob(server.services, importKinds, { organizationId: organization.organizationId, jobId: body.jobId });
  const problems = (await owner.get(`/jobs/${body.jobId}/results?ok=false`)).body.data.map(({ problem }: { problem: string }) => problem);
  const { mapping, counts } = (await owner.get(`/imports/${body.importId}`)).body;
  expect({ counts, problems }).toEqual({ counts: { new: 0, updated: 0, unchanged: 7, duplicates: 0, errors: 0, likely: 0 }, problems: [] });
  expect(mapping).toMatchObject({ 'Number': 'number', 'Next step on': 'followUpAt', 'Next step': 'followUpNote', 'Units': 'customFields.units', 'Phone number': 'phone', 'Value a month': null, 'Added on': null });
});

test('only what somebody may see, a foreign organization nothing; and it is told who took how many', async () => {
  const before = new Set((await owner.get('/events?types=leads.exported&limit=200')).body.data.map(({ id }: { id: string }) => id));
  expect(columnOf(await csv('columns=owner&q=of', manager), 'Full name')).toEqual(['Of Mia']);
  expect(columnOf(await csv('columns=owner', manager), 'Full name')).not.toContain('Zoë Wafula');
  expect(await csv('', (await server.makeOrganization()).owner)).toHaveLength(1);
  const told = await organization.inOrg(({ rows, organizationId }) => rows<{ id: string; actor: string; changes: object }>(
    `select id, actor_name as actor, changes from events where organization_id = $1 and type = 'leads.exported' order by id`, [organizationId]));
  expect(told.filter(({ id }) => !before.has(id)).map(({ actor, changes }) => ({ actor, changes }))).toContainEqual({
    actor: 'Mia Manager', changes: { format: 'csv', leads: 1, isComplete: true, columns: ['Number', 'Full name', 'Company', 'Owner'], filters: { q: 'of' } },
  });
});

test('what cannot be asked is refused before the first byte', async () => {
  expect(await owner.get('/leads/export?format=csv&columns=nonsense')).toBeProblem(400, 'malformed');
  expect(await owner.get('/leads/export?format=csv&customFields.none=1')).toBeProblem(400, 'malformed');
  expect((await owner.get('/leads/export?format=pdf')).status).toBe(400);
});

test('more rows than a sheet has go on in a further one', async () => {
  async function* pages() { for (let page = 0; page < 3; page += 1) yield [1, 2].map((row) => [`${page}/${row}`, '2031-01-01 10:05:09', null]); }
  const chunks: Uint8Array[] = [];
  for await (const chunk of workbook('Rows', [{ heading: 'A & B', kind: 'text' }, { heading: 'At', kind: 'moment' }, { heading: 'No', kind: 'number' }], pages(), { rowsASheet: 4 })) chunks.push(chunk);
  const sheets = await readWorkbook(Buffer.concat(chunks));
  expect(sheets.map(({ sheet: name, data }) => [name, data.map(([first]) => first)])).toEqual([['Rows', ['A & B', '0/1', '0/2', '1/1']], ['Rows 2', ['A & B', '1/2', '2/1', '2/2']]]);
});
