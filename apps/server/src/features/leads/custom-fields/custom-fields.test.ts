import type { LeadField } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
const fields = new Map<string, LeadField>();
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  ({ owner } = desk);
  for (const type of ['text', 'email', 'phone', 'number', 'date', 'geo'] as const) await addField({ label: `My ${type}`, type });
  await addField({ label: 'My select', type: 'select', options: ['Flat', 'House'] });
});
afterAll(() => server.stop());

async function addField(field: object): Promise<LeadField> {
  const { status, body } = await owner.post('/lead-fields', field);
  expect([status, body]).toEqual([201, expect.anything()]);
  fields.set(body.name as string, body as LeadField);
  return body as LeadField;
}
const pointers = ({ body }: { body: { errors?: { pointer: string }[] } }) => (body.errors ?? []).map(({ pointer }) => pointer);

const written = {
  myText: '  Rose Court ', myEmail: 'Mary@Lead.Test', myPhone: '0712 555 014', myNumber: 24.5, myDate: '2031-02-28', myGeo: { latitude: -1.28638912, longitude: 36.8 },
  mySelect: 'Flat',
};
const held = {
  myText: 'Rose Court', myEmail: 'mary@lead.test', myPhone: '+254712555014', myNumber: 24.5, myDate: '2031-02-28', myGeo: { latitude: -1.286389, longitude: 36.8 },
  mySelect: 'Flat',
};

test('each type is kept as its standard fields are', async () => {
  const lead = await desk.add(owner, { name: 'Mary', customFields: written });
  expect(lead.customFields).toEqual(held);
  expect((await owner.get(`/leads/${lead.id}`)).body).toEqual(lead);
});

test('a change touches the named ones, null and blanks empty them, and writing what is there is no change', async () => {
  const { id, version } = await desk.add(owner, { name: 'Mary', customFields: written });
  expect((await owner.patch(`/leads/${id}`, { customFields: held })).body).toMatchObject({ version });
  const { body } = await owner.patch(`/leads/${id}`, { customFields: { myText: 'Lily Court', myNumber: null, myDate: ' ' } });
  const { myNumber: _, myDate: __, ...others } = held;
  expect(body.customFields).toEqual({ ...others, myText: 'Lily Court' });
});

test.each<[name: string, value: unknown]>([
  ['myText', 7], ['myText', { latitude: 1, longitude: 1 }], ['myEmail', 'mary'], ['myEmail', 7], ['myPhone', 'the guard'], ['myPhone', 712_555_014],
  ['myNumber', '24'], ['myNumber', 1e13], ['myDate', '2031-02-30'], ['myDate', '28.2.2031'], ['myDate', 20_310_228], ['mySelect', 'Castle'], ['mySelect', 1],
  ['myGeo', 'here'], ['myGeo', { latitude: 1 }], ['myGeo', { latitude: 91, longitude: 0 }], ['myGeo', { latitude: 1, longitude: 1, height: 1 }],
  ['unheardOf', 'x'], ['city', 'Nairobi'], ['constructor', 'x'], ['toString', 'x'], ['a/b~c', 'x'],
])('%s cannot be %j, and is named', async (name, value) => {
  const customFields = JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as { [name: string]: never };
  const pointer = `/customFields/${name.replace('~', '~0').replace('/', '~1')}`;
  const refused = await owner.post('/leads', { name: 'Mary', customFields });
  expect(refused).toBeProblem(422, 'invalid_fields');
  expect(pointers(refused)).toEqual([pointer]);
  const { id } = await desk.add(owner, { name: 'Mary' });
  expect(pointers(await owner.patch(`/leads/${id}`, { customFields }))).toEqual([pointer]);
});

test('what no field can hold is malformed, and every mistake is named at once', async () => {
  const malformed = await owner.post('/leads', { name: 'Mary', customFields: { myText: ['a'], myNumber: true } });
  expect(malformed).toBeProblem(400, 'malformed');
  expect(pointers(malformed).toSorted()).toEqual(['/customFields/myNumber', '/customFields/myText']);
  expect(pointers(await owner.post('/leads', { name: 'Mary', customFields: { unheardOf: 1, myEmail: 'x' } })).toSorted())
    .toEqual(['/customFields/myEmail', '/customFields/unheardOf']);
});

test('a field of another organization is one that does not exist', async () => {
  const other = await server.makeOrganization();
  await other.owner.post('/lead-fields', { label: 'Theirs', type: 'text' });
  const refused = await owner.post('/leads', { name: 'Mary', customFields: { theirs: 'x' } });
  expect([refused.status, pointers(refused)]).toEqual([422, ['/customFields/theirs']]);
});

test('a required one is asked for where it is shown, and a change only for what it touches', async () => {
  const older = await desk.add(owner, { name: 'Older' });
  const { body: elsewhere } = await owner.post('/pipelines', { name: 'Elsewhere' });
  const { id } = fields.get('myText')!;
  const set = (changes: object) => owner.patch(`/lead-fields/${id}`, changes);
  await set({ isRequired: true });
  const refused = await owner.post('/leads', { name: 'Mary' });
  expect(refused).toBeProblem(422, 'invalid_fields');
  expect(refused.body.errors).toEqual([{ pointer: '/customFields/myText', detail: 'My text is required.' }]);
  expect((await owner.post('/leads', { name: 'Mary', customFields: { myText: 'x' } })).status).toBe(201);
  expect((await owner.patch(`/leads/${older.id}`, { city: 'Nairobi', customFields: { myNumber: 1 } })).status).toBe(200);
  expect(pointers(await owner.patch(`/leads/${older.id}`, { customFields: { myText: '' } }))).toEqual(['/customFields/myText']);

  await set({ pipelineIds: [elsewhere.id] });
  expect((await owner.post('/leads', { name: 'Mary' })).status).toBe(201);
  expect(pointers(await owner.post('/leads', { name: 'Mary', pipelineId: elsewhere.id }))).toEqual(['/customFields/myText']);
  await set({ isVisible: false });
  expect((await owner.post('/leads', { name: 'Mary', pipelineId: elsewhere.id })).status).toBe(201);
  await set({ isRequired: false, isVisible: true, pipelineIds: [] });
});

test('texts, emails and phones are found by a search, and no longer once they are gone', async () => {
  const { id } = await desk.add(owner, { name: 'Needle', customFields: { myText: 'Zanzibar Heights', myPhone: '0733 987 654', myEmail: 'guard@zebra.test' } });
  const found = async (q: string) => ((await owner.get(`/leads?q=${encodeURIComponent(q)}`)).body.data as { id: string }[]).some((lead) => lead.id === id);
  expect(await Promise.all(['zanzi', '733 987', 'guard@zebra'].map(found))).toEqual([true, true, true]);
  await owner.patch(`/leads/${id}`, { customFields: { myText: null } });
  expect(await Promise.all(['zanzi', '733 987'].map(found))).toEqual([false, true]);
});

test('a change is told by what people call the field', async () => {
  const { id } = await desk.add(owner, { name: 'Mary', customFields: { myText: 'Rose Court' } });
  await owner.patch(`/leads/${id}`, { customFields: { myText: 'Lily Court', myNumber: 3 } });
  const { body } = await owner.get(`/leads/${id}/timeline?limit=1`);
  expect(body.data[0]).toMatchObject({
    type: 'lead.updated',
    changes: { customFields: { myText: { label: 'My text', type: 'text', from: 'Rose Court', to: 'Lily Court' }, myNumber: { label: 'My number', type: 'number', from: null, to: 3 } } },
  });
});
