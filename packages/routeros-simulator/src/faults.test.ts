import { RawClient } from '../test/raw-client.ts';
import { FAULTS, startRouterSimulator } from './index.ts';
import type { Fault, FaultKind, RouterSimulator } from './index.ts';

let router: RouterSimulator;

beforeEach(async () => {
  router = await startRouterSimulator({ users: [{ name: 'admin', password: 'lastmile' }] });
});

afterEach(() => router.close());

const ADD = ['/ppp/secret/add', '=name=anna', '.tag=5'];

async function addUnder(kind: FaultKind, more: Partial<Fault> = {}): Promise<RawClient> {
  const client = await RawClient.login(router.port);
  await router.faults.set({ kind, command: '/ppp/secret/add', ...more });
  client.forget();
  return client;
}

describe('faults of a connection', () => {
  test('refuse: nothing connects until it is cleared, then on the same port', async () => {
    await router.faults.set({ kind: 'refuse' });
    await expect(RawClient.connect(router.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await router.faults.clear();
    (await RawClient.login(router.port)).close();
  });

  test('hang: the connection is accepted and stays silent', async () => {
    await router.faults.set({ kind: 'hang', times: 1 });
    const deaf = await RawClient.connect(router.port);
    deaf.send('/login', '=name=admin', '=password=lastmile');
    await RawClient.login(router.port);
    expect(deaf.received).toHaveLength(0);
    expect(router.openConnections).toBe(2);
    expect(router.commands).toHaveLength(1);
  });

  test('reset: the connection is reset, not closed', async () => {
    await router.faults.set({ kind: 'reset', times: 1 });
    // The reset may come before the client hears that it is connected.
    const end = RawClient.connect(router.port).then((client) => client.ended, ({ code }) => code);
    expect(await end).toBe('ECONNRESET');
  });

  test('wrong-password: the right one is refused too', async () => {
    await router.faults.set({ kind: 'wrong-password', times: 1 });
    const client = await RawClient.connect(router.port);
    const [trap] = await client.talk('/login', '=name=admin', '=password=lastmile');
    expect(trap).toContain('=message=invalid user name or password (6)');
    await RawClient.login(router.port);
  });
});

describe('faults of a command that does not run', () => {
  test.each([['dropped', 'closed'], ['reset', 'ECONNRESET']] as const)('%s: the connection ends', async (kind, end) => {
    const client = await addUnder(kind);
    expect(await client.talk(...ADD)).toEqual([]);
    expect(await client.ended).toBe(end);
    expect(router.secrets).toEqual([]);
  });

  test('permission: it is refused', async () => {
    const client = await addUnder('permission');
    expect((await client.talk(...ADD))[0]).toEqual(['!trap', '.tag=5', '=message=not enough permissions (9)']);
    expect(router.secrets).toEqual([]);
  });

  test('fatal: the router says so and hangs up', async () => {
    const client = await addUnder('fatal');
    expect((await client.talk(...ADD))[0]?.[0]).toBe('!fatal');
    expect(await client.ended).toBe('closed');
    expect(router.secrets).toEqual([]);
  });

  test('hang: it is swallowed, and so is what follows', async () => {
    const client = await addUnder('hang');
    client.send(...ADD);
    client.send('/system/identity/print');
    await RawClient.login(router.port);
    expect(client.received).toHaveLength(0);
    expect(router.secrets).toEqual([]);
  });
});

describe('faults of a command that runs', () => {
  afterEach(() => {
    expect(router.secrets.map(({ name }) => name)).toEqual(['anna']);
  });

  test('reply-lost: the connection closes instead of a reply', async () => {
    const client = await addUnder('reply-lost');
    expect(await client.talk(...ADD)).toEqual([]);
    expect(await client.ended).toBe('closed');
  });

  test('silent: only this command is not answered', async () => {
    const client = await addUnder('silent');
    client.send(...ADD);
    expect(await client.talk('/system/identity/print', '.tag=6')).toHaveLength(2);
  });

  test('half-reply: the reply breaks off in the middle', async () => {
    const client = await addUnder('half-reply');
    client.send(...ADD);
    await client.waitForBytes(1);
    expect(client.received.toString()).toMatch(/^.!done/s);
    expect(client.received.at(-1)).not.toBe(0);
  });

  test('garbage: what comes is no reply', async () => {
    const client = await addUnder('garbage');
    client.send(...ADD);
    await client.waitForBytes(16);
    expect(client.received[0]).toBe(0xff);
  });

  test('last-byte-late: the final zero comes alone', async () => {
    const client = await addUnder('last-byte-late', { delayMs: 300 });
    expect((await client.talk(...ADD)).at(-1)?.[0]).toBe('!done');
    expect(client.segments.at(-1)).toEqual(Buffer.from([0]));
  });

  test('tag-missing: the reply has none', async () => {
    const client = await addUnder('tag-missing');
    expect(await client.talk(...ADD)).toEqual([['!done', expect.stringMatching(/^=ret=/)]]);
  });

  test('slow: the reply comes after what was asked for', async () => {
    const client = await addUnder('slow', { delayMs: 60 });
    const before = performance.now();
    expect((await client.talk(...ADD)).at(-1)?.[0]).toBe('!done');
    expect(performance.now() - before).toBeGreaterThan(50);
  });
});

describe('setting faults', () => {
  test('one happens as often as it was asked to, on its command only', async () => {
    const client = await addUnder('permission', { times: 2 });
    const replies = [];
    for (const name of ['anna', 'ben', 'cleo']) {
      const [reply] = await client.talk('/ppp/secret/add', `=name=${name}`);
      replies.push(reply?.[0]);
    }
    expect(replies).toEqual(['!trap', '!trap', '!done']);
  });

  test('without a command it happens to every command but the login', async () => {
    await router.faults.set({ kind: 'permission' });
    const client = await RawClient.login(router.port);
    expect((await client.talk('/system/identity/print'))[0]?.[0]).toBe('!trap');
    await router.faults.clear();
    expect((await client.talk('/system/identity/print'))[0]?.[0]).toBe('!re');
  });

  test.each([
    [{ kind: 'flood' as FaultKind }, 'flood'],
    [{ kind: 'refuse' as const, times: 1 }, 'refuse'],
    [{ kind: 'wrong-password' as const, command: '/ppp/secret/add' }, '/login'],
    [{ kind: 'slow' as const, command: 'add' }, '"add"'],
    [{ kind: 'slow' as const, times: 0 }, 'times is 0'],
    [{ kind: 'slow' as const, delayMs: -1 }, 'delay is -1'],
  ])('%j is refused by name', async (fault, named) => {
    await expect(router.faults.set(fault)).rejects.toThrow(named);
  });

  test('every fault has a line of explanation', () => {
    for (const meaning of Object.values(FAULTS)) expect(meaning.length).toBeGreaterThan(20);
  });
});
