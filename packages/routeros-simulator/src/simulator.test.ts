import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RawClient } from '../test/raw-client.ts';
import { startRouterSimulator } from './index.ts';
import type { RouterSimulator, RouterSimulatorOptions } from './index.ts';

const users = [
  { name: 'admin', password: 'lastmile' },
  { name: 'viewer', password: 'v', group: 'read' },
  { name: 'lobby', password: 'l', group: 'nothing' },
];
const started: RouterSimulator[] = [];

async function start(options: RouterSimulatorOptions = {}): Promise<RouterSimulator> {
  const router = await startRouterSimulator({
    users, groups: { nothing: [] }, profiles: ['Gold 10M', 'Gold 20M', 'Silver'], ...options,
  });
  started.push(router);
  return router;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((router) => router.close()));
});

describe('login', () => {
  test('takes the password plainly from 6.43', async () => {
    const { port } = await start();
    const client = await RawClient.connect(port);
    expect(await client.talk('/login', '=name=admin', '=password=lastmile')).toEqual([['!done']]);
  });

  test('gives a challenge before 6.43', async () => {
    const { port } = await start({ version: '6.42.12' });
    const client = await RawClient.connect(port);
    const [[, challenge = ''] = []] = await client.talk('/login', '=name=admin', '=password=lastmile');
    expect(challenge).toMatch(/^=ret=[0-9a-f]{32}$/);
    const bytes = Buffer.concat([Buffer.from('\0lastmile'), Buffer.from(challenge.slice(5), 'hex')]);
    const response = `=response=00${createHash('md5').update(bytes).digest('hex')}`;
    expect(await client.talk('/login', '=name=admin', response)).toEqual([['!done']]);
  });

  test.each([
    ['7.18.2', 'invalid user name or password (6)'],
    ['6.48.6', 'cannot log in'],
  ])('refuses a wrong password, an unknown user and a group without api on %s', async (version, message) => {
    const { port } = await start({ version });
    for (const [name, password] of [['admin', 'wrong'], ['nobody', 'lastmile'], ['lobby', 'l']]) {
      const client = await RawClient.connect(port);
      const reply = await client.talk('/login', `=name=${name}`, `=password=${password}`);
      expect(reply).toEqual([['!trap', `=message=${message}`], ['!done']]);
    }
  });

  test('comes before everything else', async () => {
    const { port } = await start();
    const client = await RawClient.connect(port);
    expect(await client.talk('/system/identity/print')).toEqual([['!fatal', 'not logged in']]);
    expect(await client.ended).toBe('closed');
  });
});

describe('menus', () => {
  test('an added secret is printed with its defaults, its tag and what was asked for only', async () => {
    const router = await start();
    const client = await RawClient.login(router.port);
    const add = ['/ppp/secret/add', '=name=ọmọ', '=profile=Silver', '=disabled=yes'];
    const [[, id = ''] = []] = await client.talk(...add);
    expect(id).toMatch(/^=ret=\*[0-9A-F]+$/);
    expect(await client.talk('/ppp/secret/print', '=.proplist=name,disabled', '?name=ọmọ', '.tag=7')).toEqual([
      ['!re', '.tag=7', '=disabled=true', '=name=ọmọ'], ['!done', '.tag=7'],
    ]);
    expect(router.secrets).toEqual([
      { '.id': id.slice(5), name: 'ọmọ', password: '', disabled: 'true', service: 'any', profile: 'Silver' },
    ]);
  });

  test.each([
    ['/ppp/secret', 'failure: secret with the same name already exists'],
    ['/ip/hotspot/user', 'failure: already have user with this name for this server'],
  ])('%s refuses a second item of the same name', async (menu, message) => {
    const { port } = await start();
    const client = await RawClient.login(port);
    await client.talk(`${menu}/add`, '=name=anna');
    const [trap] = await client.talk(`${menu}/add`, '=name=anna');
    expect(trap).toEqual(['!trap', '=category=4', `=message=${message}`]);
  });

  test('a profile is completed like on a console: exact, else the only one with that beginning', async () => {
    const router = await start({ profiles: ['Gold', 'Gold 10M', 'Gold 20M', 'Silver'] });
    const client = await RawClient.login(router.port);
    await client.talk('/ppp/secret/add', '=name=a', '=profile=Gold');
    await client.talk('/ppp/secret/add', '=name=b', '=profile=Silv');
    expect(router.secrets.map(({ profile }) => profile)).toEqual(['Gold', 'Silver']);
    const [ambiguous] = await client.talk('/ppp/secret/add', '=name=c', '=profile=Gol');
    expect(ambiguous).toContain('=message=ambiguous value of profile, more than one possible value matches input');
    const [none] = await client.talk('/ppp/secret/add', '=name=c', '=profile=Bronze');
    expect(none).toContain('=message=input does not match any value of profile');
    expect(router.secrets).toHaveLength(2);
  });

  test('set, unset, disable, enable and remove change the item with the id', async () => {
    const router = await start();
    const id = router.insert('/ppp/secret', { name: 'anna', 'remote-address': '10.0.0.2' });
    const client = await RawClient.login(router.port);
    await client.talk('/ppp/secret/set', `=.id=${id}`, '=password=0012', '=comment=hello');
    await client.talk('/ppp/secret/unset', `=.id=${id}`, '=value-name=remote-address');
    await client.talk('/ppp/secret/disable', `=.id=${id}`);
    expect(router.secrets[0]).toMatchObject({ password: '0012', comment: 'hello', disabled: 'true' });
    expect(router.secrets[0]).not.toHaveProperty('remote-address');
    await client.talk('/ppp/secret/enable', `=.id=${id}`);
    expect(router.secrets[0]?.disabled).toBe('false');
    await client.talk('/ppp/secret/remove', `=.id=${id}`);
    expect(router.secrets).toEqual([]);
  });

  test.each([
    [['/ppp/secret/remove', '=.id=*99'], 'no such item'],
    [['/ppp/secret/remove'], 'no such item'],
    [['/nothing/print'], 'no such command prefix'],
    [['/ppp/secret/explode'], 'no such command'],
    [['/ppp/secret/add', '=name=a', '=colour=red'], 'unknown parameter colour'],
    [['/ppp/secret/add'], 'missing value(s) of argument(s) name'],
    [['/ppp/secret/add', '=name=a', '=disabled=perhaps'], 'input does not match any value of disabled'],
    [['/ppp/secret/add', '=name=a', '=service=tv'], 'input does not match any value of service'],
    [['/ppp/secret/add', '=name=a', '=remote-address=nowhere'], 'invalid value for argument remote-address'],
  ])('%j is refused and changes nothing', async (words, message) => {
    const router = await start();
    const client = await RawClient.login(router.port);
    const [trap, done] = await client.talk(...words);
    expect(trap).toContain(`=message=${message}`);
    expect(done).toEqual(['!done']);
    expect(router.secrets).toEqual([]);
  });

  test('an address may be a pool', async () => {
    const router = await start({ pools: { subscribers: '10.0.0.2-10.0.0.254' } });
    router.insert('/ppp/secret', { name: 'anna', 'remote-address': 'subscribers' });
    expect(router.secrets[0]?.['remote-address']).toBe('subscribers');
  });

  test('identity and resource say who the router is', async () => {
    const { port } = await start({ identity: 'Tower 7', version: '6.48.6' });
    const client = await RawClient.login(port);
    expect(await client.talk('/system/identity/print')).toEqual([['!re', '=name=Tower 7'], ['!done']]);
    const [resource] = await client.talk('/system/resource/print');
    expect(resource).toContain('=version=6.48.6 (stable)');
  });

  test.each([['7.18', [['!empty'], ['!done']]], ['7.17.2', [['!done']]], ['6.48.6', [['!done']]]])(
    'an empty print on %s is answered %j',
    async (version, reply) => {
      const { port } = await start({ version });
      const client = await RawClient.login(port);
      expect(await client.talk('/ppp/secret/print')).toEqual(reply);
    },
  );

  test('User Manager has its menus from version 7 only', async () => {
    const seven = await RawClient.login((await start()).port);
    expect((await seven.talk('/user-manager/user/add', '=name=anna'))[0]?.[0]).toBe('!done');
    expect((await seven.talk('/user-manager/user-profile/add', '=user=anna', '=profile=Silver'))[0]?.[0]).toBe('!done');
    const six = await RawClient.login((await start({ version: '6.48.6' })).port);
    expect((await six.talk('/user-manager/user/print'))[0]).toContain('=message=no such command prefix');
  });

  test('a group that may read neither changes anything nor sees passwords', async () => {
    const router = await start();
    router.insert('/ppp/secret', { name: 'anna', password: 'hidden' });
    const client = await RawClient.login(router.port, 'viewer', 'v');
    const [refused] = await client.talk('/ppp/secret/add', '=name=ben');
    expect(refused).toEqual(['!trap', '=message=not enough permissions (9)']);
    expect((await client.talk('/ppp/secret/print', '=.proplist=password'))[0]).toEqual(['!re', '=password=*****']);
    expect(router.secrets).toHaveLength(1);
  });
});

describe('what a test can see and keep', () => {
  test('commands are kept with passwords masked', async () => {
    const router = await start();
    const client = await RawClient.login(router.port);
    await client.talk('/ppp/secret/add', '=name=anna', '=password=topsecret');
    expect(router.commands.map(({ command }) => command)).toEqual(['/login', '/ppp/secret/add']);
    expect(JSON.stringify(router.commands)).not.toMatch(/topsecret|lastmile/);
  });

  test('tags stand last when asked to', async () => {
    const { port } = await start({ tagPosition: 'last' });
    const client = await RawClient.login(port);
    expect((await client.talk('/system/identity/print', '.tag=3'))[0]).toEqual(['!re', '=name=MikroTik', '.tag=3']);
  });

  test('closing ends every connection', async () => {
    const router = await start();
    const client = await RawClient.login(router.port);
    expect(router.openConnections).toBe(1);
    await router.close();
    expect(await client.ended).toBe('closed');
    expect(router.openConnections).toBe(0);
    await expect(RawClient.connect(router.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('a port in use is named', async () => {
    const { port } = await start();
    await expect(startRouterSimulator({ port })).rejects.toThrow(`cannot listen on 127.0.0.1:${port}`);
  });

  test('a version or group that does not exist is named', async () => {
    await expect(startRouterSimulator({ version: '8' })).rejects.toThrow('"8"');
    await expect(startRouterSimulator({ users: [{ name: 'a', password: '', group: 'x' }] })).rejects.toThrow('group x');
  });
});

describe('state file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'router-state-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('keeps the items and goes on counting ids; identity and version are those of the start', async () => {
    const stateFile = join(folder, 'router.json');
    const first = await start({ stateFile });
    const id = first.insert('/ppp/secret', { name: 'anna', profile: 'Silver' });
    await first.close();
    const second = await start({ stateFile, identity: 'Renamed' });
    expect(second.secrets).toEqual(first.secrets);
    expect(second.rows('/system/identity')).toEqual([{ name: 'Renamed' }]);
    expect(second.insert('/ppp/secret', { name: 'ben' })).not.toBe(id);
    expect(JSON.parse(readFileSync(stateFile, 'utf8')).menus['/ppp/secret']).toHaveLength(2);
    expect(readdirSync(folder)).toEqual(['router.json']);
  });

  test.each(['not json', '{"nextId":1}', '[]', '{"nextId":1,"menus":{"/ppp/secret":{}}}'])(
    'a file that holds %s is named and left alone',
    async (content) => {
      const stateFile = join(folder, 'other.json');
      writeFileSync(stateFile, content);
      await expect(startRouterSimulator({ stateFile })).rejects.toThrow(stateFile);
      expect(readFileSync(stateFile, 'utf8')).toBe(content);
    },
  );
});

describe('TLS', () => {
  test('with a certificate made at start, which names the host and can be pinned', async () => {
    const router = await start({ tls: 'certificate' });
    const client = await RawClient.connect(router.port, { ca: router.certificate?.pem });
    expect((await client.talk('/login', '=name=admin', '=password=lastmile'))).toEqual([['!done']]);
    expect(router.certificate?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  test('without a certificate, by anonymous Diffie-Hellman', async () => {
    const router = await start({ tls: 'anonymous' });
    const anonymous = { ciphers: 'ADH:@SECLEVEL=0', maxVersion: 'TLSv1.2', rejectUnauthorized: false } as const;
    const client = await RawClient.connect(router.port, anonymous);
    expect((await client.talk('/login', '=name=admin', '=password=lastmile'))).toEqual([['!done']]);
    await expect(RawClient.connect(router.port, { rejectUnauthorized: false })).rejects.toThrow(/handshake failure/);
    expect(router.certificate).toBeNull();
  });
});
