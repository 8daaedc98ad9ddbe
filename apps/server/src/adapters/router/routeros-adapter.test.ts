import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { routerOsAdapter } from './index.ts';
import type { TraceEntry } from './index.ts';
import { connectionTo } from './testing/fault-matrix.ts';
import { putOurs, specOf } from './testing/scenarios.ts';
import { closeAll, on, problemOf, start } from './testing/simulated-routers.ts';

const spec = specOf('pppoe');

afterEach(closeAll);

describe('a router', () => {
  test('is identified by name, version and the profiles of all services', async () => {
    const router = await start({ identity: 'Tower Ọ̀ṣun', profiles: { pppoe: ['b', 'a'], hotspot: ['a', 'h'] } });
    expect(await on(router, (session) => session.identify())).toEqual({
      identity: 'Tower Ọ̀ṣun', version: '7.18.2', profiles: ['a', 'b', 'default', 'default-encryption', 'h'],
    });
    const old = await start({ version: '6.48.6' });
    expect(await on(old, (session) => session.identify())).toMatchObject({ version: '6.48.6' });
  });

  test('says which address pools it has', async () => {
    const router = await start({ pools: { static: '10.2.0.10-10.2.0.19', dynamic: '10.1.0.0/24' } });
    expect(await on(router, (session) => session.pools())).toEqual([{ name: 'dynamic', ranges: '10.1.0.0/24' }, { name: 'static', ranges: '10.2.0.10-10.2.0.19' }]);
    expect(await on(await start(), (session) => session.pools())).toEqual([]);
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
