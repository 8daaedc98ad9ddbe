import { createOrganizationAt } from './index.ts';
import { startTestServer, testPassword, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

test('settings are changed, and the event says what really changed', async () => {
  const { owner, eventsOf } = await server.makeOrganization({ name: 'Tausi Fibre' });
  const reply = await owner.patch('/organization', { name: 'Tausi Fibre', phone: '0712 555 014', taxRate: '16', city: '  Nakuru ' });
  expect(reply.body).toMatchObject({ phone: '+254712555014', taxRate: '16.00', city: 'Nakuru', version: 2 });
  expect(reply.headers.etag).toBe('"2"');
  const [updated] = await eventsOf('organization.updated');
  expect(Object.keys(updated!.changes).sort()).toEqual(['city', 'phone', 'taxRate']);
  expect((await owner.patch('/organization', { taxRate: '16.0' })).body.version).toBe(2);
});

test('a phone is read as people in the organization’s country write it, also when the country changes with it', async () => {
  const { owner } = await server.makeOrganization();
  expect((await owner.patch('/organization', { country: 'NG', phone: '0803 123 4567' })).body.phone).toBe('+2348031234567');
  const reply = await owner.patch('/organization', { phone: 'no phone' });
  expect(reply).toBeProblem(422, 'invalid_fields');
  expect(reply.body.errors[0].pointer).toBe('/phone');
});

test('every part of the place that does not exist is named', async () => {
  const { owner } = await server.makeOrganization();
  const reply = await owner.patch('/organization', { country: 'ZZ', currency: 'ZZZ', timezone: 'Nowhere/Else' });
  expect(reply).toBeProblem(422, 'invalid_fields');
  expect(reply.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/country', '/currency', '/timezone']);
});

test('business hours are Monday to Friday, eight to five, until somebody says otherwise', async () => {
  const { owner } = await server.makeOrganization();
  expect((await owner.get('/organization')).body).toMatchObject({ businessDays: [1, 2, 3, 4, 5], businessFrom: '08:00', businessTo: '17:00' });
  const { body } = await owner.patch('/organization', { businessDays: [6, 1, 2], businessTo: '24:00' });
  expect(body).toMatchObject({ businessDays: [1, 2, 6], businessFrom: '08:00', businessTo: '24:00', version: 2 });
  expect((await owner.patch('/organization', { businessDays: [1, 2, 6], businessTo: '24:00' })).body.version).toBe(2);
});

test.each([
  [{ businessFrom: '18:00' }, 422, '/businessTo'],
  [{ businessFrom: '09:00', businessTo: '09:30' }, 422, '/businessTo'],
  [{ businessDays: [] }, 400, '/businessDays'],
  [{ businessDays: [0] }, 400, '/businessDays/0'],
  [{ businessDays: [8] }, 400, '/businessDays/0'],
  [{ businessDays: [1, 1] }, 400, '/businessDays'],
  [{ businessFrom: '8:00' }, 400, '/businessFrom'],
  [{ businessFrom: '24:00' }, 400, '/businessFrom'],
])('business hours that are none are refused: %p', async (changes, status, pointer) => {
  const { owner } = await server.makeOrganization();
  const refused = await owner.patch('/organization', changes);
  expect([refused.status, refused.body.errors[0].pointer]).toEqual([status, pointer]);
});

test('only who may changes them, and a stale change is refused with what is current', async () => {
  const { owner, signIn } = await server.makeOrganization();
  expect(await (await signIn('manager')).patch('/organization', { name: 'Mine' })).toBeProblem(403, 'not_allowed');
  await owner.patch('/organization', { name: 'Second' });
  const stale = await owner.patch('/organization', { name: 'Third' }, { headers: { 'if-match': '"1"' } });
  expect(stale).toBeProblem(412, 'stale');
  expect(stale.body.current).toMatchObject({ name: 'Second', version: 2 });
});

test('an organization begins with its sources, fields, categories and a signup form', async () => {
  const { owner, inOrg } = await server.makeOrganization();
  const { body: sources } = await owner.get('/lead-sources');
  expect(sources.data.map(({ code }: { code: string }) => code)).toEqual([
    'caretaker', 'field_sales', 'referral', 'website', 'messaging', 'manual', 'cold_call', 'load_plan', 'quote', 'location_share',
    'order_attempt',
  ]);
  const { body: fields } = await owner.get('/lead-fields');
  expect(fields.data).toHaveLength(13);
  expect(fields.data.every(({ isRequired }: { isRequired: boolean }) => !isRequired)).toBe(true);
  expect(await inOrg(({ rows, organizationId }) =>
    rows('select id from item_categories where organization_id = $1', [organizationId]))).toHaveLength(13);
  expect((await owner.get('/signup-widgets')).body.data).toMatchObject([{ title: 'Get connected', buttonText: 'Request installation' }]);
});

test('another organization is made from the command line, and its owner signs in', async () => {
  const { databaseUrl } = server.services.config;
  const input = {
    name: 'Second Net', country: 'GH', currency: 'GHS', timezone: 'Africa/Accra',
    owner: { name: 'Kofi', email: 'Kofi@second.test', password: testPassword },
  };
  await createOrganizationAt(databaseUrl, input);
  const { body } = await server.stranger.post('/auth/login', { email: 'kofi@second.test', password: testPassword });
  expect(body.organization).toMatchObject({ name: 'Second Net', currency: 'GHS', locale: 'en-GH' });
  await expect(createOrganizationAt(databaseUrl, { ...input, timezone: 'Africa/Nowhere' })).rejects.toThrow('Africa/Nowhere');
  await expect(createOrganizationAt(databaseUrl, { ...input, owner: { ...input.owner, password: 'short' } })).rejects.toThrow('12 characters');
});
