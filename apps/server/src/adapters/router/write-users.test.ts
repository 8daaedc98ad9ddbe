import type { RouterService } from '../../ports/router.ts';
import { routerOsAdapter } from './index.ts';
import { connectionTo } from './testing/fault-matrix.ts';
import { oursOn, putOurs, specOf } from './testing/scenarios.ts';
import { closeAll, on, problemOf, start, writesOn } from './testing/simulated-routers.ts';

const spec = specOf('pppoe');
const SERVICES: readonly RouterService[] = ['pppoe', 'hotspot', 'user_manager'];

afterEach(closeAll);

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
