import { sessionCookie } from '../../core/auth/index.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeEach(async () => { server = await startTestServer(); });
afterEach(() => server.stop());

const firstRun = {
  organizationName: 'Tausi Fibre', country: 'KE', currency: 'KES', timezone: 'Africa/Nairobi',
  ownerName: 'Naomi Cherono', email: 'Naomi@Tausi.test', password: 'correct horse battery',
};

test('an empty installation asks to be set up, once', async () => {
  expect((await server.stranger.get('/auth/status')).body).toEqual({ setupNeeded: true, demo: null });
  const made = await server.stranger.post('/auth/setup', firstRun);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ user: { role: 'owner', email: 'naomi@tausi.test' }, organization: { name: 'Tausi Fibre' } });
  const cookies = { [sessionCookie]: made.cookies.find(({ name }) => name === sessionCookie)!.value };
  expect((await server.stranger.get('/auth/me', { cookies })).body.user.name).toBe('Naomi Cherono');
  expect((await server.stranger.get('/auth/status')).body.setupNeeded).toBe(false);
  expect(await server.stranger.post('/auth/setup', firstRun)).toBeProblem(409, 'already_set_up');
});

test('of many setups at the same moment one makes the organization and the others are told', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, (_, index) =>
    server.stranger.post('/auth/setup', { ...firstRun, email: `owner${index}@tausi.test` })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  const organizations: unknown[] = await server.services.dataSource.query('select id from organizations');
  expect(organizations).toHaveLength(1);
});

test.each([
  ['country', 'ZZ'], ['currency', 'ZZZ'], ['timezone', 'Africa/Atlantis'], ['timezone', '+03'],
])('a %s that does not exist (%s) is named and nothing is made', async (field, value) => {
  const reply = await server.stranger.post('/auth/setup', { ...firstRun, [field]: value });
  expect(reply).toBeProblem(422, 'invalid_fields');
  expect(reply.body.errors).toEqual([{ pointer: `/${field}`, detail: expect.stringContaining(value) as string }]);
  expect((await server.stranger.get('/auth/status')).body.setupNeeded).toBe(true);
});
