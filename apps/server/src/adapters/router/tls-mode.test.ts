import { routerOsAdapter } from './index.ts';
import { connectionTo } from './testing/fault-matrix.ts';
import { specOf } from './testing/scenarios.ts';
import { closeAll, on, problemOf, start } from './testing/simulated-routers.ts';

const spec = specOf('pppoe');

afterEach(closeAll);

describe('TLS', () => {
  test('verify: a certificate of a trusted authority that names the host', async () => {
    const router = await start({ tls: 'certificate' });
    expect(await on(router, (session) => session.add(spec), { tls: 'verify' })).toMatchObject({ adopted: false });
  });

  test('verify: a certificate nobody trusts is refused before the password is sent', async () => {
    const router = await start({ tls: 'certificate' });
    const connection = connectionTo(router, { tls: 'verify' });
    const problem = await problemOf(routerOsAdapter().withSession(connection, (session) => session.identify()));
    expect(problem).toMatchObject({ kind: 'tls', permanent: true });
    expect(problem.message).toContain('signed by itself');
    expect(router.commands).toEqual([]);
  });

  test('verify: a certificate for another host is refused', async () => {
    const router = await start({ tls: 'certificate' });
    const problem = await problemOf(on(router, (session) => session.identify(), { tls: 'verify', host: 'localhost' }));
    expect(problem).toMatchObject({ kind: 'tls', message: expect.stringContaining('another name or address') });
  });

  test('pinned: the fingerprint decides, with colons or without', async () => {
    const router = await start({ tls: 'certificate' });
    const fingerprint = router.certificate?.fingerprint ?? '';
    const withColons = fingerprint.toUpperCase().match(/../g)?.join(':') ?? '';
    for (const pin of [fingerprint, withColons]) {
      const { version } = await on(router, (session) => session.identify(), { tls: 'pinned', fingerprint: pin });
      expect(version).toBe('7.18.2');
    }
  });

  test('pinned: another certificate is refused before the password is sent', async () => {
    const router = await start({ tls: 'certificate' });
    const pin = { tls: 'pinned', fingerprint: 'ab'.repeat(32) } as const;
    const problem = await problemOf(on(router, (session) => session.identify(), pin));
    expect(problem).toMatchObject({ kind: 'tls', permanent: true });
    expect(problem.message).toContain(`its SHA-256 is ${router.certificate?.fingerprint}`);
    await router.idle();
    expect(router.commands).toEqual([]);
  });

  const noFingerprints = [null, '', 'abc', 'zz'.repeat(32), 'ab'.repeat(20)];

  test.each(noFingerprints)('pinned: %j is no fingerprint', async (fingerprint) => {
    const router = await start({ tls: 'certificate' });
    const problem = await problemOf(on(router, (session) => session.identify(), { tls: 'pinned', fingerprint }));
    expect(problem).toMatchObject({ kind: 'tls', message: expect.stringContaining('64 hexadecimal digits') });
  });

  test('anonymous: without a certificate, only when chosen', async () => {
    const router = await start({ tls: 'anonymous' });
    await on(router, (session) => session.add(spec), { tls: 'anonymous' });
    expect(router.secrets).toHaveLength(1);
    const pin = { tls: 'pinned', fingerprint: 'ab'.repeat(32) } as const;
    for (const given of [{ tls: 'verify' } as const, pin]) {
      const problem = await problemOf(on(router, (session) => session.identify(), given));
      expect(problem).toMatchObject({ kind: 'tls', message: expect.stringContaining('no encryption in common') });
    }
  });

  test('anonymous: a router with a certificate does not take it', async () => {
    const router = await start({ tls: 'certificate' });
    const problem = await problemOf(on(router, (session) => session.identify(), { tls: 'anonymous' }));
    expect(problem).toMatchObject({ kind: 'tls', message: expect.stringContaining('no encryption in common') });
  });

  const secureModes = ['verify', 'pinned', 'anonymous'] as const;

  test.each(secureModes)('%s: a plain port is a problem, not a fallback', async (tls) => {
    const router = await start();
    const given = { tls, fingerprint: 'ab'.repeat(32), timeoutMs: 300 };
    const problem = await problemOf(on(router, (session) => session.identify(), given));
    // What a plain port makes of a TLS greeting depends on its random bytes: it waits, or hangs up, or answers.
    expect(['tls', 'timeout', 'unreachable']).toContain(problem.kind);
    expect(router.commands.filter(({ command }) => command === '/login')).toEqual([]);
  });

  test.each([
    ['certificate', 'pinned', 'reply-lost', 'unreachable'], ['certificate', 'pinned', 'reset', 'unreachable'],
    ['certificate', 'verify', 'half-reply', 'timeout'], ['anonymous', 'anonymous', 'garbage', 'unreachable'],
  ] as const)('faults are told as without it (%s, %s, %s)', async (protection, tls, kind, expected) => {
    const router = await start({ tls: protection });
    await router.faults.set({ kind, command: '/ppp/secret/add', times: 1 });
    const given = { tls, fingerprint: router.certificate?.fingerprint ?? null };
    const problem = await problemOf(on(router, (session) => session.add(spec), { ...given, ...(expected === 'timeout' ? { timeoutMs: 500 } : {}) }));
    expect(problem).toMatchObject({ kind: expected, outcome: 'unknown' });
    await router.idle();
    expect(await on(router, (session) => session.add(spec), given)).toMatchObject({ adopted: kind !== 'reset' });
    expect(router.secrets).toHaveLength(1);
  });
});
