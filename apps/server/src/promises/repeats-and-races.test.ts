import { newId } from '../core/ids.ts';
import type { InOrg } from '../core/in-org.ts';
import {
  startTestServer,
  type Reply,
  type SignedInClient,
  type TestOrganization,
  type TestServer,
} from '../testing/index.ts';
import { changedScope, mutantApp } from './testing/mutants.ts';
import { repeat } from './testing/repeats.ts';

const long = process.env.LASTMILE_LONG === '1';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
}, 60_000);
afterAll(() => server.stop());

/** P15: a request that is repeated does its work once, and every repetition is answered as the first. */
describe('a repeated request', () => {
  const keys = long ? 1000 : 50;

  test(
    'does its work once, whatever comes at the same moment, and is always answered the same',
    async () => {
      const { requests, faults } = await repeat({ app: server.app, credentials: owner, keys, parallel: 10 });
      console.log(`P15: ${requests} requests under ${keys} keys`);
      expect(faults).toEqual([]);
    },
    long ? 1_200_000 : 60_000,
  );

  test('with another body, or to another address, is refused and does nothing', async () => {
    const key = { headers: { 'idempotency-key': newId() } };
    const { body: lead } = await owner.post('/leads', { name: 'The only one' }, key);
    expect(await owner.post('/leads', { name: 'The only one, really' }, key)).toBeProblem(
      422,
      'idempotency_key_reused',
    );
    expect(await owner.post('/activities', { name: 'The only one' }, { headers: { ...key.headers } })).toBeProblem(
      400,
      'malformed',
    );
    expect(await owner.post('/activities', { leadId: lead.id, type: 'call' }, key)).toBeProblem(
      422,
      'idempotency_key_reused',
    );
    expect((await owner.get('/leads?q=the only one')).body.data.map(({ id }: { id: string }) => id)).toEqual([lead.id]);
    expect((await owner.get(`/leads/${lead.id as string}`)).body.lastActivityAt).toBeNull();
  });

  test('that failed may be sent again under its key', async () => {
    const key = { headers: { 'idempotency-key': newId() } };
    const { body: inTheWay } = await owner.post('/leads', { name: 'In the way', phone: '0712 555 900' });
    expect(await owner.post('/leads', { name: 'Later', phone: '0712 555 900' }, key)).toBeProblem(
      409,
      'duplicate_lead',
    );
    await owner.delete(`/leads/${inTheWay.id as string}`);
    expect((await owner.post('/leads', { name: 'Later', phone: '0712 555 900' }, key)).status).toBe(201);
  });

  test('is one’s own: the same key of another person, and of another organization, is another request', async () => {
    const key = { headers: { 'idempotency-key': newId() } };
    const colleague = await organization.signIn('admin');
    const stranger = (await server.makeOrganization()).owner;
    const made = [owner, colleague, stranger].map((client) => client.post('/leads', { name: 'Whose?' }, key));
    const ids = (await Promise.all(made)).map(({ status, body, headers }) => {
      expect([status, headers['idempotent-replayed']]).toEqual([201, undefined]);
      return body.id as string;
    });
    expect(new Set(ids).size).toBe(3);
  });

  test('is forgotten after a day', async () => {
    const key = { headers: { 'idempotency-key': newId() } };
    const { body: first } = await owner.post('/leads', { name: 'Yesterday' }, key);
    await organization.inOrg(({ rows, organizationId }) =>
      rows(`update idempotency_keys set created_at = created_at - interval '25 hours' where organization_id = $1`, [
        organizationId,
      ]),
    );
    const { body: second } = await owner.post('/leads', { name: 'Yesterday' }, key);
    expect(second.id).not.toBe(first.id);
  });

  test('would be done twice if its answer were kept after the work and not with it: the check finds that', async () => {
    const keeping: Promise<unknown>[] = [];
    const keepsLater: InOrg = async (actor, work, options) => {
      let later: (() => Promise<unknown>) | undefined;
      const { inOrg } = server.services;
      const result = await changedScope(inOrg, ({ rows }) => ({
        rows: (sql, values) => {
          if (!sql.startsWith('insert into idempotency_keys')) return rows(sql, values);
          later = () => inOrg(actor, (scope) => scope.rows(sql, values));
          return Promise.resolve([]);
        },
      }))(actor, work, options);
      if (later) keeping.push(later());
      return result;
    };
    const app = await mutantApp(server.services, keepsLater);
    const { faults } = await repeat({ app, credentials: owner, keys: 20, parallel: 10 });
    await Promise.all(keeping);
    await app.close();
    expect(faults.filter((fault) => fault.endsWith('leads made under one key')).length).toBeGreaterThan(0);
  }, 60_000);
});

/** P14: who writes over something has seen it. */
describe('two who change the same record', () => {
  const rounds = long ? 1000 : 60;

  test.each([
    ['a lead', '/leads', { name: 'Raced' }, (text: string) => ({ jobTitle: text }), 'jobTitle'],
    [
      'a package',
      '/offers',
      { name: 'Raced', monthlyPrice: '1', downloadMbps: 1, uploadMbps: 1 },
      (text: string) => ({ description: text }),
      'description',
    ],
    [
      'a router',
      '/routers',
      { name: 'Raced', host: 'router.test', port: 8728, tls: 'off', username: 'x', password: 'x' },
      (text: string) => ({ username: text }),
      'username',
    ],
  ] as const)(
    'never lose what one of them wrote: %s',
    async (_, list, body, change, field) => {
      const { body: record } = await owner.post(list, body);
      const path = `${list}/${record.id as string}`;
      for (let round = 0; round < rounds / 3; round += 1) {
        const {
          headers: { etag },
        }: Reply = await owner.get(path);
        const headers = { 'if-match': String(etag) };
        const [one, other]: Reply[] = await Promise.all(
          ['one', 'other'].map((who) => owner.patch(path, change(`${who} ${round}`), { headers })),
        );
        const [won, lost]: [Reply, Reply] = one!.status === 200 ? [one!, other!] : [other!, one!];
        expect(won.status).toBe(200);
        expect(lost).toBeProblem(412, 'stale');
        expect(lost.body.current).toMatchObject({ [field]: won.body[field], version: won.body.version });
        expect((await owner.get(path)).body[field]).toBe(won.body[field]);
      }
    },
    long ? 600_000 : 60_000,
  );

  /** Several count a lead's score up, each reading it, adding one and writing it, as often as it takes. */
  async function counted({ ifMatch }: { ifMatch: boolean }): Promise<number> {
    const {
      body: { id },
    } = await owner.post('/leads', { name: 'Counted', score: 0 });
    const countUp = async () => {
      for (let turn = 0; turn < 10; turn += 1) {
        for (;;) {
          const {
            body: { score },
            headers: { etag },
          }: Reply = await owner.get(`/leads/${id as string}`);
          const { status }: Reply = await owner.patch(
            `/leads/${id as string}`,
            { score: score + 1 },
            ifMatch ? { headers: { 'if-match': String(etag) } } : {},
          );
          if (status === 200) break;
          expect(status).toBe(412);
        }
      }
    };
    await Promise.all([countUp(), countUp(), countUp(), countUp()]);
    return (await owner.get(`/leads/${id as string}`)).body.score as number;
  }

  test('count to forty, four at a time', async () => {
    expect(await counted({ ifMatch: true })).toBe(40);
  }, 60_000);

  test('count to less where they do not say what they saw: the check finds lost updates', async () => {
    expect(await counted({ ifMatch: false })).toBeLessThan(40);
  }, 60_000);
});
