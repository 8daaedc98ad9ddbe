import { deviceCookie, sessionCookie } from '../../core/auth/index.ts';
import { startTestServer, testPassword, type Reply, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

const cookieOf = (reply: Reply, name: string) => reply.cookies.find((cookie) => cookie.name === name)!;

const login = (email: string, password: string, options: { from?: string; cookies?: { [name: string]: string } } = {}) =>
  server.stranger.post('/auth/login', { email, password }, options);

/** Fails until this source is told to wait; throws where it never is. */
async function failUntilPaused(email: string, from: string, cookies = {}): Promise<Reply> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const reply = await login(email, 'not the password', { from, cookies });
    if (reply.status === 429) return reply;
    expect(reply).toBeProblem(401, 'wrong_credentials');
  }
  throw new Error(`Forty wrong passwords for ${email} from ${from} were let through.`);
}

describe('signing in', () => {
  test('gives the session in a cookie that scripts cannot read, and says who is signed in', async () => {
    const { owner } = await server.makeOrganization({ name: 'Baobab Net' });
    const reply = await login(owner.user.email.toUpperCase(), testPassword);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ user: { email: owner.user.email, role: 'owner' }, organization: { name: 'Baobab Net' } });
    const cookie = cookieOf(reply, sessionCookie);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 30 * 86_400 });
    expect(cookie.secure).toBeUndefined();
    const me = await server.stranger.get('/auth/me', { cookies: { [sessionCookie]: cookie.value } });
    expect(me.body.user.id).toBe(owner.user.id);
  });

  test('without being remembered lasts half a day, and the cookie goes with the browser', async () => {
    const { owner } = await server.makeOrganization();
    const reply = await server.stranger.post('/auth/login', { email: owner.user.email, password: testPassword, remember: false });
    const cookie = cookieOf(reply, sessionCookie);
    expect(cookie.maxAge).toBeUndefined();
    const cookies = { [sessionCookie]: cookie.value };
    server.clock.advance(11.9 * 3_600_000);
    expect((await server.stranger.get('/auth/me', { cookies })).status).toBe(200);
    server.clock.advance(0.2 * 3_600_000);
    expect(await server.stranger.get('/auth/me', { cookies })).toBeProblem(401, 'not_signed_in');
  });

  test('is refused in the same words for an unknown email, a wrong password and a disabled person', async () => {
    const { owner, signIn } = await server.makeOrganization();
    const left = await signIn('sales');
    await owner.patch(`/users/${left.user.id}`, { disabled: true });
    const answers = [
      await login('nobody@nowhere.test', testPassword, { from: '198.51.100.1' }),
      await login(owner.user.email, 'wrong', { from: '198.51.100.2' }),
      await login(left.user.email, testPassword, { from: '198.51.100.3' }),
    ];
    for (const answer of answers) expect(answer).toBeProblem(401, 'wrong_credentials');
    expect(new Set(answers.map(({ body }) => body.detail)).size).toBe(1);
  });

  test('finds the organization by the password where one email works for two', async () => {
    const [first, second] = [await server.makeOrganization({ name: 'First' }), await server.makeOrganization({ name: 'Second' })];
    const email = 'two-jobs@example.test';
    for (const [organization, password] of [[first, 'password of the first'], [second, 'password of the second']] as const) {
      await organization.owner.post('/users', { name: 'Two Jobs', email, role: 'sales', password });
    }
    expect((await login(email, 'password of the first')).body.organization.name).toBe('First');
    expect((await login(email, 'password of the second')).body.organization.name).toBe('Second');
  });
});

describe('guessing passwords', () => {
  test('is slowed down where it comes from, and says for how long', async () => {
    const { owner } = await server.makeOrganization();
    const paused = await failUntilPaused(owner.user.email, '203.0.113.7');
    expect(paused).toBeProblem(429, 'too_many_sign_ins');
    expect(Number(paused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await login(owner.user.email, testPassword, { from: '203.0.113.7' })).status).toBe(429);
    server.clock.advance(1000 * Number(paused.headers['retry-after']));
    expect((await login(owner.user.email, testPassword, { from: '203.0.113.7' })).status).toBe(200);
  });

  test('does not lock the person out who is being guessed at', async () => {
    const { owner } = await server.makeOrganization();
    await failUntilPaused(owner.user.email, '203.0.113.20');
    expect((await login(owner.user.email, testPassword, { from: '203.0.113.21' })).status).toBe(200);
  });

  test('from the same office does not slow down the browser that the person uses', async () => {
    const { owner } = await server.makeOrganization();
    const office = '203.0.113.30';
    const before = await login(owner.user.email, testPassword, { from: office });
    const cookies = { [deviceCookie]: cookieOf(before, deviceCookie).value };
    await failUntilPaused(owner.user.email, office);
    expect((await login(owner.user.email, testPassword, { from: office, cookies })).status).toBe(200);
  });

  test('is not hidden behind the mark of a browser that somebody else signed in with', async () => {
    const { owner, signIn } = await server.makeOrganization();
    const attacker = await signIn('viewer');
    const own = await login(attacker.user.email, testPassword, { from: '203.0.113.40' });
    const cookies = { [deviceCookie]: cookieOf(own, deviceCookie).value };
    await failUntilPaused(owner.user.email, '203.0.113.40', cookies);
    expect((await login(owner.user.email, 'another guess', { from: '203.0.113.40' })).status).toBe(429);
  });

  test('is counted one by one when the guesses come all at once', async () => {
    const { owner } = await server.makeOrganization();
    const guesses = await Promise.all(Array.from({ length: 20 }, (_, index) =>
      login(owner.user.email, `guess number ${index}`, { from: '203.0.113.50' })));
    expect(guesses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6);
    expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(14);
  });
});

describe('signing out', () => {
  test('ends this session and no other', async () => {
    const { owner } = await server.makeOrganization();
    const other = await login(owner.user.email, testPassword);
    expect((await owner.post('/auth/logout')).status).toBe(204);
    expect(await owner.get('/auth/me')).toBeProblem(401, 'not_signed_in');
    const cookies = { [sessionCookie]: cookieOf(other, sessionCookie).value };
    expect((await server.stranger.get('/auth/me', { cookies })).status).toBe(200);
  });

  test('everywhere ends every session of this person and nobody else’s', async () => {
    const { owner, signIn } = await server.makeOrganization();
    const colleague = await signIn('sales');
    const elsewhere = { [sessionCookie]: cookieOf(await login(owner.user.email, testPassword), sessionCookie).value };
    expect((await owner.post('/auth/logout-everywhere')).status).toBe(204);
    expect(await server.stranger.get('/auth/me', { cookies: elsewhere })).toBeProblem(401, 'not_signed_in');
    expect((await colleague.get('/auth/me')).status).toBe(200);
  });

  test('is nothing an API token can do', async () => {
    const { owner } = await server.makeOrganization();
    const { body: { token } } = await owner.post('/api-tokens', { name: 'all', scopes: ['*'] });
    const headers = { authorization: `Bearer ${token}` };
    expect(await server.stranger.post('/auth/logout-everywhere', undefined, { headers })).toBeProblem(403, 'not_allowed');
    expect((await owner.get('/auth/me')).status).toBe(200);
  });
});

test('the open sessions are one’s own, and the one that asks is marked', async () => {
  const { owner, signIn } = await server.makeOrganization();
  await signIn('sales');
  await login(owner.user.email, testPassword);
  const { body } = await owner.get('/auth/sessions');
  expect(body.data).toHaveLength(2);
  expect(body.data.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
});

test('a write with the session cookie is refused from another site', async () => {
  const { owner } = await server.makeOrganization();
  expect(await owner.post('/auth/logout', undefined, { headers: { origin: 'https://evil.test' } })).toBeProblem(403, 'foreign_origin');
  expect((await owner.get('/auth/me')).status).toBe(200);
});
