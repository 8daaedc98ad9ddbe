import type { Lead, LeadField, NewLead } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let people: { [role in 'manager' | 'sales']: SignedInClient };
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  people = { manager: await organization.signIn('manager'), sales: await organization.signIn('sales') };
});
afterAll(() => server.stop());

const list = async () => (await owner.get('/lead-fields')).body.data as LeadField[];
const named = async (name: string) => (await list()).find((field) => field.name === name)!;
const pointers = ({ body }: { body: { errors?: { pointer: string }[] } }) => (body.errors ?? []).map(({ pointer }) => pointer);
let labels = 0;
/** A custom field under a label of its own. */
async function make(field: object): Promise<LeadField> {
  const { status, body } = await owner.post('/lead-fields', { label: `Field ${(labels += 1)}`, ...field });
  expect([status, body]).toEqual([201, expect.anything()]);
  return body as LeadField;
}
async function lead(customFields: NewLead['customFields']): Promise<Lead> {
  const { status, body } = await owner.post('/leads', { name: 'Mary', customFields });
  expect([status, body]).toEqual([201, expect.anything()]);
  return body as Lead;
}
const valuesOf = async (id: string) => ((await owner.get(`/leads/${id}`)).body as Lead).customFields;
const lastNews = async (id: string) => (await owner.get(`/leads/${id}/timeline?limit=1`)).body.data[0];

describe('the list', () => {
  test('begins with thirteen standard fields, three of them asked for first', async () => {
    const fields = await list();
    expect(fields.map(({ label }) => label)).toEqual([
      'Full name', 'Phone number', 'Email', 'Source', 'Partner', 'Location', 'City', 'Street', 'ZIP code', 'Geo data', 'Score', 'Date added', 'Billing email',
    ]);
    expect(fields.filter(({ category }) => category === 'main').map(({ name }) => name)).toEqual(['name', 'phone', 'location']);
    expect(fields.every(({ isCustom, isVisible, version }) => !isCustom && isVisible && version === 1)).toBe(true);
  });

  test('takes a custom field at its end, under a name made of its label that stays when it is renamed', async () => {
    const field = await make({ label: ' Building  name ', type: 'text', category: 'main' });
    expect(field).toMatchObject({ name: 'buildingName', label: 'Building  name', isCustom: true, category: 'main', isRequired: false, isVisible: true, pipelineIds: [], options: [] });
    expect((await list()).at(-1)).toEqual(field);
    const { body } = await owner.patch(`/lead-fields/${field.id}`, { label: 'Estate' }, { headers: { 'if-match': '"1"' } });
    expect(body).toMatchObject({ name: 'buildingName', label: 'Estate', version: 2 });
    expect(await owner.patch(`/lead-fields/${field.id}`, { label: 'House' }, { headers: { 'if-match': '"1"' } })).toBeProblem(412, 'stale');
    expect((await make({ label: 'Building name', type: 'text' })).name).toBe('buildingName2');
  });

  test('takes a standard field of the catalogue, to be named and required, and gives it back', async () => {
    const { body: field } = await owner.post('/lead-fields', { name: 'companyName', label: 'Business', isRequired: true });
    expect(field).toMatchObject({ name: 'companyName', label: 'Business', type: 'text', isCustom: false, isRequired: true });
    expect(await owner.post('/lead-fields', { name: 'companyName', label: 'Again' })).toBeProblem(409, 'already_listed');
    const refused = await owner.post('/leads', { name: 'Mary' });
    expect(refused.body.errors).toEqual([{ pointer: '/companyName', detail: 'Business is required.' }]);
    const { body: made } = await owner.post('/leads', { companyName: 'Sons' });
    expect((await owner.get(`/lead-fields/${field.id}/usage`)).body).toMatchObject({ leads: 1, usedIn: [] });
    expect((await owner.delete(`/lead-fields/${field.id}`)).status).toBe(204);
    expect((await owner.get(`/leads/${made.id}`)).body.companyName).toBe('Sons');
    expect((await owner.post('/leads', { name: 'Mary' })).status).toBe(201);
  });

  test('is put in order in one call, which names every field once', async () => {
    const ids = (await list()).map(({ id }) => id);
    const turned = ids.toReversed();
    expect((await owner.put('/lead-fields', { fieldIds: turned })).body.data.map(({ id }: LeadField) => id)).toEqual(turned);
    expect((await list()).map(({ id }) => id)).toEqual(turned);
    const refused = [ids.slice(1), [...ids.slice(1), ids[1]!.toUpperCase()], [...ids.slice(1), '0198c0de-0000-7000-8000-000000000001']];
    for (const fieldIds of refused) expect(await owner.put('/lead-fields', { fieldIds })).toBeProblem(422, 'invalid_fields');
    expect((await owner.put('/lead-fields', { fieldIds: ids })).status).toBe(200);
    expect(await organization.eventsOf('lead_field.ordered')).toHaveLength(2);
  });

  test('is for admins to change, and every organization has its own', async () => {
    const field = await make({ type: 'text' });
    const other = await server.makeOrganization();
    for (const client of [people.manager, people.sales]) {
      expect((await client.get('/lead-fields')).status).toBe(200);
      expect(await client.post('/lead-fields', { label: 'Mine', type: 'text' })).toBeProblem(403, 'not_allowed');
      expect(await client.delete(`/lead-fields/${field.id}`)).toBeProblem(403, 'not_allowed');
    }
    expect(await other.owner.patch(`/lead-fields/${field.id}`, { label: 'Theirs' })).toBeProblem(404, 'not_found');
    expect(await other.owner.get(`/lead-fields/${field.id}/usage`)).toBeProblem(404, 'not_found');
    expect((await other.owner.get('/lead-fields')).body.data).toHaveLength(13);
    const { body: pipeline } = await other.owner.post('/pipelines', { name: 'Theirs' });
    expect(pointers(await owner.patch(`/lead-fields/${field.id}`, { pipelineIds: [pipeline.id] }))).toEqual(['/pipelineIds/0']);
  });

  test.each<[body: object, status: number, pointer: string]>([
    [{ type: 'text' }, 422, '/label'],
    [{ label: 'New' }, 422, '/type'],
    [{ label: 'New', type: 'select' }, 422, '/options'],
    [{ label: 'New', type: 'text', options: ['One'] }, 422, '/options'],
    [{ label: 'New', type: 'select', options: ['One', 'one'] }, 422, '/options/1'],
    [{ label: 'New', type: 'colour' }, 400, '/type'],
    [{ label: 'full NAME', type: 'text' }, 409, '/label'],
    [{ name: 'name' }, 409, '/name'],
    [{ name: 'favouriteColour' }, 400, '/name'],
    [{ name: 'jobTitle', type: 'number' }, 422, '/type'],
    [{ name: 'priority', options: ['Some'] }, 422, '/options'],
  ])('does not take %j', async (body, status, pointer) => {
    const refused = await owner.post('/lead-fields', body);
    expect([refused.status, pointers(refused)]).toEqual([status, [pointer]]);
  });

  test('a standard field keeps its type and choices, and nobody can be asked for the date added', async () => {
    const { id } = await named('city');
    expect(pointers(await owner.patch(`/lead-fields/${id}`, { type: 'number' }))).toEqual(['/type']);
    expect(pointers(await owner.patch(`/lead-fields/${id}`, { options: ['Nairobi'] }))).toEqual(['/options']);
    const added = await named('createdAt');
    expect(pointers(await owner.patch(`/lead-fields/${added.id}`, { isRequired: true }))).toEqual(['/isRequired']);
  });

  test('a field of a pipeline that goes away is hidden where it was for that one only', async () => {
    const [gone, stays] = await Promise.all(['Gone', 'Stays'].map(async (name) => (await owner.post('/pipelines', { name })).body.id as string));
    const only = await make({ type: 'text', pipelineIds: [gone] });
    const both = await make({ type: 'text', pipelineIds: [gone, stays] });
    expect((await owner.delete(`/pipelines/${gone}`)).status).toBe(204);
    expect(await named(only.name)).toMatchObject({ isVisible: false, pipelineIds: [] });
    expect(await named(both.name)).toMatchObject({ isVisible: true, pipelineIds: [stays] });
  });
});

describe('deleting a custom field', () => {
  test('says first how many leads hold something in it, the deleted ones too, and then takes it off them and tells each', async () => {
    const { id, name, label } = await make({ type: 'text' });
    const [kept, deleted] = [await lead({ [name]: 'Rose Court' }), await lead({ [name]: 'Lily Court' })];
    await owner.delete(`/leads/${deleted.id}`);
    const refused = await owner.delete(`/lead-fields/${id}`);
    expect(refused).toBeProblem(409, 'field_has_values');
    expect(refused.body).toMatchObject({ leads: 1, deletedLeads: 1 });
    expect((await owner.get(`/lead-fields/${id}/usage`)).body).toMatchObject({ leads: 1, deletedLeads: 1 });
    expect(await valuesOf(kept.id)).toEqual({ [name]: 'Rose Court' });

    expect((await owner.delete(`/lead-fields/${id}?deleteValues=true`)).status).toBe(204);
    expect(await valuesOf(kept.id)).toEqual({});
    expect(await lastNews(kept.id)).toMatchObject({ type: 'lead.updated', changes: { customFields: { [name]: { label, from: 'Rose Court', to: null } } } });
    expect((await owner.get('/leads?q=Rose%20Court')).body.data).toEqual([]);
    await owner.post(`/leads/${deleted.id}/restore`);
    expect(await valuesOf(deleted.id)).toEqual({});
    expect((await make({ label, type: 'number' })).name).toBe(name);
    expect(await valuesOf(kept.id)).toEqual({});
  });

  test('needs no more words where it holds nothing, and the version that was seen where one is named', async () => {
    const { id } = await make({ type: 'date' });
    expect(await owner.delete(`/lead-fields/${id}`, { headers: { 'if-match': '"2"' } })).toBeProblem(412, 'stale');
    expect((await owner.delete(`/lead-fields/${id}`, { headers: { 'if-match': '"1"' } })).status).toBe(204);
    expect(await owner.delete(`/lead-fields/${id}`)).toBeProblem(404, 'not_found');
  });
});

describe('changing a type', () => {
  test('converts what fits; what does not is counted first, and leaves the field for the timeline once that is agreed', async () => {
    const { id, name, label } = await make({ type: 'text' });
    const [fits, unfit] = [await lead({ [name]: '24' }), await lead({ [name]: 'many' })];
    const refused = await owner.patch(`/lead-fields/${id}`, { type: 'number' });
    expect(refused).toBeProblem(409, 'values_do_not_fit');
    expect(refused.body).toMatchObject({ leads: 1, deletedLeads: 0, examples: ['many'] });
    expect(await valuesOf(fits.id)).toEqual({ [name]: '24' });

    const { body } = await owner.patch(`/lead-fields/${id}`, { type: 'number', convert: 'keep_in_timeline' });
    expect(body).toMatchObject({ type: 'number', version: 2 });
    expect([await valuesOf(fits.id), await valuesOf(unfit.id)]).toEqual([{ [name]: 24 }, {}]);
    expect(await lastNews(unfit.id)).toMatchObject({ changes: { customFields: { [name]: { label, from: 'many', to: null } } } });
    expect((await lastNews(fits.id)).type).toBe('lead.created');
    expect((await owner.get('/leads?q=many')).body.data).toEqual([]);
  });

  test('to a select brings the options, and from one keeps what they are called', async () => {
    const { id, name } = await make({ type: 'text' });
    const { id: leadId } = await lead({ [name]: 'flat' });
    expect(pointers(await owner.patch(`/lead-fields/${id}`, { type: 'select' }))).toEqual(['/options']);
    await owner.patch(`/lead-fields/${id}`, { type: 'select', options: ['Flat', 'House'] });
    expect(await valuesOf(leadId)).toEqual({ [name]: 'Flat' });
    await owner.patch(`/lead-fields/${id}`, { options: [{ value: 'Flat', label: 'Apartment' }, 'House'] });
    const { body } = await owner.patch(`/lead-fields/${id}`, { type: 'text' });
    expect(body).toMatchObject({ type: 'text', options: [] });
    expect(await valuesOf(leadId)).toEqual({ [name]: 'Apartment' });
  });
});

describe('the options of a select', () => {
  test('are renamed without touching a lead, added and put in order', async () => {
    const { id, name, options } = await make({ type: 'select', options: ['Flat', 'House, large'] });
    expect(options).toEqual([{ value: 'Flat', label: 'Flat' }, { value: 'House large', label: 'House, large' }]);
    const { id: leadId, version } = await lead({ [name]: 'flat' });
    const { body } = await owner.patch(`/lead-fields/${id}`, { options: ['Villa', { value: 'House large', label: 'House' }, { value: 'Flat', label: 'Apartment' }] });
    expect(body.options).toEqual([{ value: 'Villa', label: 'Villa' }, { value: 'House large', label: 'House' }, { value: 'Flat', label: 'Apartment' }]);
    expect((await owner.get(`/leads/${leadId}`)).body).toMatchObject({ version, customFields: { [name]: 'Flat' } });
    expect((await lead({ [name]: 'apartment' })).customFields).toEqual({ [name]: 'Flat' });
    expect((await owner.get(`/lead-fields/${id}/usage`)).body.options).toEqual([
      { value: 'Villa', label: 'Villa', leads: 0 }, { value: 'House large', label: 'House', leads: 0 }, { value: 'Flat', label: 'Apartment', leads: 2 },
    ]);
  });

  test('are not removed from under a lead: it is said what takes their place', async () => {
    const { id, name } = await make({ type: 'select', options: ['Flat', 'House', 'Castle'] });
    const [flat, castle] = [await lead({ [name]: 'Flat' }), await lead({ [name]: 'Castle' })];
    const refused = await owner.patch(`/lead-fields/${id}`, { options: ['House'] });
    expect(refused).toBeProblem(409, 'option_in_use');
    expect(refused.body.options).toEqual([{ value: 'Flat', label: 'Flat', leads: 1 }, { value: 'Castle', label: 'Castle', leads: 1 }]);
    for (const replaceOptions of [{ Flat: 'Castle', Castle: null }, { House: 'Flat' }, { Moon: null }]) {
      expect(await owner.patch(`/lead-fields/${id}`, { options: ['House'], replaceOptions })).toBeProblem(422, 'invalid_fields');
    }
    expect((await owner.patch(`/lead-fields/${id}`, { options: ['House'], replaceOptions: { Flat: 'House', Castle: null } })).status).toBe(200);
    expect([await valuesOf(flat.id), await valuesOf(castle.id)]).toEqual([{ [name]: 'House' }, {}]);
    expect(await lastNews(castle.id)).toMatchObject({ changes: { customFields: { [name]: { from: 'Castle', to: null } } } });
  });

  test('that is removed while a lead is being given it is on no lead afterwards', async () => {
    const { id, name } = await make({ type: 'select', options: ['Flat', 'House'] });
    const older = await Promise.all(Array.from({ length: 4 }, () => lead({ [name]: 'House' })));
    const writers = [
      ...Array.from({ length: 4 }, () => owner.post('/leads', { name: 'Mary', customFields: { [name]: 'Flat' } })),
      ...older.map(({ id: leadId }) => owner.patch(`/leads/${leadId}`, { customFields: { [name]: 'Flat' } })),
    ];
    const removal = owner.patch(`/lead-fields/${id}`, { options: ['House'], replaceOptions: { Flat: 'House' } });
    const replies = await Promise.all([removal, ...writers]);
    expect(replies[0].status).toBe(200);
    const { body } = await owner.get(`/lead-fields/${id}/usage`);
    expect(body.options).toEqual([{ value: 'House', label: 'House', leads: older.length + replies.filter(({ status }) => status === 201).length }]);
    expect(replies.every(({ status }) => [200, 201, 422].includes(status))).toBe(true);
    expect(body.leads).toBe(body.options[0].leads);
  });
});

test('how many fields the table shows to begin with is a setting', async () => {
  expect((await owner.get('/organization')).body.defaultFieldsShown).toBe(10);
  expect((await owner.patch('/organization', { defaultFieldsShown: 6 })).body.defaultFieldsShown).toBe(6);
  expect(pointers(await owner.patch('/organization', { defaultFieldsShown: 0 }))).toEqual(['/defaultFieldsShown']);
});

test('two people who add the same field at once have it once', async () => {
  const replies = await Promise.all(Array.from({ length: 5 }, () => owner.post('/lead-fields', { label: 'At once', type: 'text' })));
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
});
