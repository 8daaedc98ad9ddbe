import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startRouterSimulator } from '@lastmile/routeros-simulator';
import type { RouterSimulator, RouterSimulatorOptions } from '@lastmile/routeros-simulator';
import { RouterProblem } from '../../ports/router.ts';
import type { RouterConnection, RouterService, RouterSession } from '../../ports/router.ts';
import { routerOsAdapter } from './index.ts';
import type { TraceEntry } from './index.ts';
import { connectionTo } from './testing/fault-matrix.ts';
import { oursOn, PROFILES, putOurs, specOf } from './testing/scenarios.ts';

const started: RouterSimulator[] = [];
const spec = specOf('pppoe');
const SERVICES: readonly RouterService[] = ['pppoe', 'hotspot', 'user_manager'];

async function start(options: RouterSimulatorOptions = {}): Promise<RouterSimulator> {
  const users = [{ name: 'lastmile', password: 'geheim-ß' }, { name: 'dim', password: '', group: 'blind' }];
  const groups = { blind: ['api', 'read', 'write'] as const };
  const router = await startRouterSimulator({ users, groups, profiles: PROFILES, ...options });
  started.push(router);
  return router;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((router) => router.close()));
});

function on<Result>(
  router: RouterSimulator, work: (session: RouterSession) => Promise<Result>, given?: Partial<RouterConnection>,
): Promise<Result> {
  const authorities = router.certificate ? [router.certificate.pem] : undefined;
  return routerOsAdapter({ authorities }).withSession(connectionTo(router, given), work);
}

async function problemOf(work: Promise<unknown>): Promise<RouterProblem> {
  const problem = await work.then(() => 'no problem', (thrown: unknown) => thrown);
  expect(problem).toBeInstanceOf(RouterProblem);
  return problem as RouterProblem;
}

function writesOn(router: RouterSimulator): string[] {
  return router.commands.map(({ command }) => command).filter((command) => !/(print|login)$/.test(command));
}

describe('a new user', () => {
  test.each([
    ['6.42.12', 'first'], ['6.48.6', 'last'], ['7.17.2', 'first'], ['7.18.2', 'first'], ['7.20', 'last'],
  ] as const)('is made disabled, read back and enabled on RouterOS %s, tags %s', async (version, tagPosition) => {
    const router = await start({ version, tagPosition });
    const added = await on(router, async (session) => {
      const result = await session.add(spec);
      expect(router.secrets[0]?.disabled).toBe('true');
      await session.readBack(spec);
      await session.enable(spec);
      return result;
    });
    expect(added).toEqual({ id: router.secrets[0]?.['.id'], adopted: false });
    expect(router.secrets).toEqual([{
      '.id': added.id, name: '00123', password: 'pä$$=1', service: 'pppoe', profile: 'Ọ̀pọ̀ 20M',
      'remote-address': '10.1.2.3', comment: 'lm:0193-a', disabled: 'false',
    }]);
  });

  test('keeps digits as text, however long', async () => {
    const router = await start();
    for (const username of ['00123', '12345678901234567890', '1e5', '0x10', 'true']) {
      const user = { ...spec, username, password: username, ipAddress: null, marker: `lm:${username}` };
      await on(router, async (session) => {
        await session.add(user);
        await session.readBack(user);
      });
    }
    expect(router.secrets.map(({ name, password }) => [name, password])).toEqual([
      ['00123', '00123'], ['12345678901234567890', '12345678901234567890'], ['1e5', '1e5'], ['0x10', '0x10'],
      ['true', 'true'],
    ]);
  });

  test('goes to the menus of its service', async () => {
    const router = await start();
    for (const service of SERVICES) {
      await on(router, (session) => session.add(specOf(service)));
      await on(router, (session) => session.readBack(specOf(service)));
    }
    const made = [router.secrets, router.hotspotUsers, router.userManagerUsers];
    expect(made.map((rows) => rows.length)).toEqual([1, 1, 1]);
    expect(router.userManagerUsers[0]).toMatchObject({ attributes: 'Framed-IP-Address:10.1.2.3', disabled: 'true' });
    expect(router.userManagerUserProfiles[0]).toMatchObject({ user: '00123', profile: 'Ọ̀pọ̀ 20M' });
  });

  test('is taken back when User Manager refuses its profile', async () => {
    const router = await start();
    await router.faults.set({ kind: 'permission', command: '/user-manager/user-profile/add' });
    const problem = await problemOf(on(router, (session) => session.add(specOf('user_manager'))));
    expect(problem).toMatchObject({ kind: 'permission', outcome: 'not_done', permanent: true });
    expect(router.userManagerUsers).toEqual([]);
  });

  test('is not made on a router without User Manager', async () => {
    const router = await start({ version: '6.48.6' });
    const problem = await problemOf(on(router, (session) => session.add(specOf('user_manager'))));
    expect(problem).toMatchObject({ kind: 'trap', outcome: 'not_done', permanent: true, category: '0' });
    expect(problem.message).toContain('"no such command prefix"');
  });
});

describe('a user that is there already', () => {
  test.each(SERVICES)(
    'of somebody else on %s is a conflict and stays as it is',
    async (service) => {
      const router = await start();
      putOurs(router, service, { comment: 'ημών — Büro' });
      const before = JSON.stringify(oursOn(router, service));
      for (const operation of ['add', 'lookUp', 'suspend', 'enable'] as const) {
        const problem = await problemOf(on<unknown>(router, (session) => session[operation](specOf(service))));
        expect(problem).toMatchObject({ kind: 'conflict', outcome: 'not_done', permanent: true });
        expect(problem.message).toContain('"ημών — Büro"');
      }
      expect(await on(router, (session) => session.remove(specOf(service)))).toBe('absent');
      expect(JSON.stringify(oursOn(router, service))).toBe(before);
      expect(writesOn(router)).toEqual([]);
    },
  );

  test('of another conversion is a conflict, also when its marker only begins like ours', async () => {
    const router = await start();
    putOurs(router, 'pppoe', { comment: 'lm:0193-ab' });
    expect((await problemOf(on(router, (session) => session.add(spec)))).kind).toBe('conflict');
  });

  test.each(SERVICES)('of ours on %s is adopted and put right', async (service) => {
    const router = await start();
    const wanted = { ...specOf(service), profile: 'Gold', password: 'new', ipAddress: null };
    putOurs(router, service, { comment: 'lm:0193-a moved house', password: 'old' });
    const id = oursOn(router, service)[0]?.['.id'];
    expect(await on(router, (session) => session.add(wanted))).toEqual({ id, adopted: true });
    await on(router, (session) => session.readBack(wanted));
    const put = { '.id': id, password: 'new', disabled: 'false' };
    expect(oursOn(router, service)).toEqual([expect.objectContaining(put)]);
    expect([...router.activeSessions, ...router.activeHotspotSessions]).toEqual([]);
  });

  test('of ours that is right is not written to, and its session goes on', async () => {
    const router = await start();
    putOurs(router, 'pppoe');
    await on(router, (session) => session.add(spec));
    expect(writesOn(router)).toEqual([]);
    expect(router.activeSessions).toHaveLength(1);
  });

  test('keeps the RADIUS attributes that its administrator gave it', async () => {
    const router = await start();
    putOurs(router, 'user_manager', { attributes: 'Mikrotik-Rate-Limit:5M,Framed-IP-Address:10.9.9.9' });
    await on(router, (session) => session.add(specOf('user_manager')));
    expect(router.userManagerUsers[0]?.attributes).toBe('Mikrotik-Rate-Limit:5M,Framed-IP-Address:10.1.2.3');
  });

  test('made by somebody between our look and our add is found by looking again', async () => {
    const router = await start();
    const adapter = routerOsAdapter({
      trace: ({ direction, words: [command] }) => {
        if (direction === 'sent' && command === '/ppp/secret/add') router.insert('/ppp/secret', { name: '00123' });
      },
    });
    const problem = await problemOf(adapter.withSession(connectionTo(router), (session) => session.add(spec)));
    expect(problem.kind).toBe('conflict');
    expect(router.secrets).toHaveLength(1);
  });

  test('twice with our marker is a conflict, not a guess', async () => {
    const router = await start();
    putOurs(router, 'hotspot', { server: 'lobby' });
    putOurs(router, 'hotspot', { server: 'garden' });
    expect((await problemOf(on(router, (session) => session.remove(specOf('hotspot'))))).kind).toBe('conflict');
    expect(router.hotspotUsers).toHaveLength(2);
  });
});

describe('a profile', () => {
  const inexact = ['Gol', 'Ọ̀pọ̀', 'Platinum', 'gold', ''];

  test.each(inexact)('named "%s" is not there exactly, so nothing is made', async (profile) => {
    const router = await start();
    for (const service of SERVICES) {
      const problem = await problemOf(on(router, (session) => session.add({ ...specOf(service), profile })));
      expect(problem).toMatchObject({ kind: 'ambiguous_profile', outcome: 'not_done', permanent: true });
      expect(problem.message).toContain(`"${profile}"; it has `);
    }
    expect(writesOn(router)).toEqual([]);
  });

  test('that is a prefix of another is itself', async () => {
    const router = await start();
    await on(router, (session) => session.add({ ...spec, profile: 'Gold' }));
    expect(router.secrets[0]?.profile).toBe('Gold');
  });
});

describe('reading back', () => {
  test('names everything that differs, and never a password', async () => {
    const router = await start();
    const other = { password: 'other-secret', profile: 'Gold', 'remote-address': '10.9.9.9', service: 'any' };
    putOurs(router, 'pppoe', other);
    const problem = await problemOf(on(router, (session) => session.readBack(spec)));
    expect(problem.kind).toBe('verify');
    for (const named of ['password', '"Gold"', '"10.9.9.9" instead of "10.1.2.3"', '"any"']) {
      expect(problem.message).toContain(named);
    }
    expect(problem.message).not.toMatch(/other-secret|pä\$\$/);
  });

  test('names the profiles that User Manager has instead', async () => {
    const router = await start();
    putOurs(router, 'user_manager');
    const wanted = { ...specOf('user_manager'), profile: 'Gold' };
    const problem = await problemOf(on(router, (session) => session.readBack(wanted)));
    expect(problem.message).toContain('"Ọ̀pọ̀ 20M" instead of "Gold"');
  });

  test('misses a user that is not there', async () => {
    const router = await start();
    const problem = await problemOf(on(router, (session) => session.readBack(spec)));
    expect(problem).toMatchObject({ kind: 'verify', message: expect.stringContaining('has no PPPoE user "00123"') });
  });

  test('does without the password where the router hides it', async () => {
    const router = await start();
    putOurs(router, 'pppoe', { password: 'old' });
    const dim = { username: 'dim', password: '' };
    await on(router, (session) => session.readBack(spec), dim);
    await on(router, (session) => session.add(spec), dim);
    expect(router.secrets[0]?.password).toBe(spec.password);
  });
});

describe('suspending, resuming and removing', () => {
  test.each(SERVICES)('%s: ends this session and no other', async (service) => {
    const router = await start();
    putOurs(router, service);
    router.insert('/ppp/active', { name: '00123x' });
    await on(router, (session) => session.suspend(specOf(service)));
    expect(oursOn(router, service)[0]?.disabled).toBe('true');
    expect([...router.activeSessions, ...router.activeHotspotSessions].map(({ name }) => name)).toEqual(['00123x']);
    await on(router, (session) => session.resume(specOf(service)));
    expect(oursOn(router, service)[0]?.disabled).toBe('false');
    expect(await on(router, (session) => session.remove(specOf(service)))).toBe('removed');
    expect(await on(router, (session) => session.remove(specOf(service)))).toBe('absent');
    expect(oursOn(router, service)).toEqual([]);
    expect(router.userManagerUserProfiles).toEqual([]);
  });

  test('a user of the same name on another hotspot server stays, and so does its session', async () => {
    const router = await start();
    putOurs(router, 'hotspot', { server: 'lobby' });
    router.insert('/ip/hotspot/user', { name: '00123', server: 'garden', comment: 'gardener' });
    expect(await on(router, (session) => session.remove(specOf('hotspot')))).toBe('removed');
    expect(router.hotspotUsers).toEqual([expect.objectContaining({ comment: 'gardener' })]);
    expect(router.activeHotspotSessions).toHaveLength(1);
  });
});

describe('a router', () => {
  test('is identified by name, version and the profiles of all services', async () => {
    const router = await start({ identity: 'Tower Ọ̀ṣun', profiles: { pppoe: ['b', 'a'], hotspot: ['a', 'h'] } });
    expect(await on(router, (session) => session.identify())).toEqual({
      identity: 'Tower Ọ̀ṣun', version: '7.18.2', profiles: ['a', 'b', 'default', 'default-encryption', 'h'],
    });
    const old = await start({ version: '6.48.6' });
    expect(await on(old, (session) => session.identify())).toMatchObject({ version: '6.48.6' });
  });

  test.each(['7.18.2', '6.48.6', '6.42.12'])('that refuses the login says so (RouterOS %s)', async (version) => {
    const router = await start({ version });
    const problem = await problemOf(on(router, (session) => session.identify(), { password: 'wrong' }));
    expect(problem).toMatchObject({ kind: 'auth', outcome: 'not_done', permanent: true });
    expect(problem.message).toContain(`Router 127.0.0.1:${router.port} refused the login as "lastmile".`);
  });

  test('that is off is unreachable', async () => {
    const router = await start();
    await router.close();
    const problem = await problemOf(on(router, (session) => session.identify()));
    expect(problem).toMatchObject({ kind: 'unreachable', outcome: 'not_done', permanent: false });
    expect(problem.message).toMatch(/^Router 127\.0\.0\.1:\d+ refused the connection\./);
  });

  test('that is something else is told by what it says', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.resume();
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const connection = { ...connectionTo(await start()), port };
    const problem = await problemOf(routerOsAdapter().withSession(connection, (session) => session.identify()));
    await new Promise((resolve) => server.close(resolve));
    expect(problem).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('not the RouterOS API') });
  });

  test('that ends the connection is quoted', async () => {
    const router = await start();
    await router.faults.set({ kind: 'fatal', command: '/ppp/secret/print' });
    const problem = await problemOf(on(router, (session) => session.lookUp(spec)));
    expect(problem.message).toContain('It said: "connection closed by the router".');
  });

  test.each([
    [{ host: ' ' }, 'no host'], [{ port: 0 }, 'at port 0'], [{ port: 70_000 }, 'at port 70000'],
    [{ timeoutMs: 0 }, 'timeout of 0 ms'],
  ])('with the address %j is refused before connecting', async (given, named) => {
    const problem = await problemOf(on(await start(), (session) => session.identify(), given));
    expect(problem).toMatchObject({ permanent: true, message: expect.stringContaining(named) });
  });
});

describe('a session', () => {
  test('hangs up when the work is done, and when it throws', async () => {
    const router = await start();
    expect(await on(router, async () => 'done')).toBe('done');
    await router.idle();
    await expect(on(router, async () => { throw new TypeError('ours'); })).rejects.toThrow(new TypeError('ours'));
    await router.idle();
    expect(router.openConnections).toBe(0);
  });

  test('waits for the one before it on the same router, not on another', async () => {
    const [one, other] = [await start(), await start()];
    const adapter = routerOsAdapter();
    const held = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const first = adapter.withSession(connectionTo(one), async () => {
      entered.resolve();
      await held.promise;
    });
    await entered.promise;
    const second = adapter.withSession(connectionTo(one), async () => one.openConnections);
    await adapter.withSession(connectionTo(other), (session) => session.identify());
    expect(one.commands).toHaveLength(1);
    held.resolve();
    await first;
    await second;
    expect(one.commands).toHaveLength(2);
  });

  test('that was lost refuses further commands at once, as not done', async () => {
    const router = await start();
    await router.faults.set({ kind: 'dropped', command: '/ppp/secret/print', times: 1 });
    await on(router, async (session) => {
      await problemOf(session.lookUp(spec));
      const problem = await problemOf(session.add(spec));
      expect(problem).toMatchObject({ kind: 'unreachable', outcome: 'not_done' });
    });
    expect(router.secrets).toEqual([]);
  });

  test.each(['6.42.12', '7.18.2'])('is traced without a secret (RouterOS %s)', async (version) => {
    const router = await start({ version });
    putOurs(router, 'pppoe', { password: 'old-secret' });
    const trace: TraceEntry[] = [];
    const adapter = routerOsAdapter({ trace: (entry) => trace.push(entry) });
    await adapter.withSession(connectionTo(router), (session) => session.add(spec));
    const text = JSON.stringify(trace);
    expect(text).toContain('/ppp/secret/set');
    expect(text).toContain('=password=***');
    expect(text).not.toMatch(/pä\$\$|old-secret|geheim|=ret=[0-9a-f]{32}|=response=00/);
  });
});

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
      await on(router, (session) => session.identify(), { tls: 'pinned', fingerprint: pin });
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
    const given = { tls, fingerprint: router.certificate?.fingerprint ?? null, timeoutMs: 500 };
    const problem = await problemOf(on(router, (session) => session.add(spec), given));
    expect(problem).toMatchObject({ kind: expected, outcome: 'unknown' });
    await router.idle();
    expect(await on(router, (session) => session.add(spec), given)).toMatchObject({ adopted: kind !== 'reset' });
    expect(router.secrets).toHaveLength(1);
  });
});
