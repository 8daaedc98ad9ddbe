import { sessionCookie } from '../../core/auth/index.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

/** One installation, empty at first: the tests follow its first minutes in order. */
let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

const firstRun = {
  organizationName: 'Tausi Fibre', country: 'KE', currency: 'KES', timezone: 'Africa/Nairobi',
  ownerName: 'Naomi Cherono', email: 'naomi@tausi.test', password: 'correct horse battery',
};
const status = async () => (await server.stranger.get('/auth/status')).body as { setupNeeded: boolean };

test.each([
  ['country', 'ZZ'], ['currency', 'ZZZ'], ['timezone', 'Africa/Atlantis'], ['timezone', '+03'],
])('a %s that does not exist (%s) is named and nothing is made', async (field, value) => {
  const reply = await server.stranger.post('/auth/setup', { ...firstRun, [field]: value });
  expect(reply).toBeProblem(422, 'invalid_fields');
  expect(reply.body.errors).toEqual([{ pointer: `/${field}`, detail: expect.stringContaining(value) as string }]);
  expect(await status()).toEqual({ setupNeeded: true, demo: null });
});

test('of many setups at the same moment one makes the organization and signs its owner in, and the others are told', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, (_, index) =>
    server.stranger.post('/auth/setup', { ...firstRun, email: `Owner${index}@tausi.test` })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  expect(await server.services.dataSource.query('select id from organizations')).toHaveLength(1);
  const winner = answers.find((answer) => answer.status === 201)!;
  expect(winner.body).toMatchObject({ user: { role: 'owner', name: 'Naomi Cherono' }, organization: { name: 'Tausi Fibre' } });
  expect(winner.body.user.email).toMatch(/^owner\d@tausi\.test$/);
  const cookies = { [sessionCookie]: winner.cookies.find(({ name }) => name === sessionCookie)!.value };
  expect((await server.stranger.get('/auth/me', { cookies })).body.user.id).toBe(winner.body.user.id);
});

test('an installation in use is not set up again', async () => {
  expect((await status()).setupNeeded).toBe(false);
  expect(await server.stranger.post('/auth/setup', firstRun)).toBeProblem(409, 'already_set_up');
});
