import type pg from 'pg';
import { startTestServer, type TestOrganization, type TestServer } from '../testing/index.ts';
import { systemActor } from './actor.ts';
import { newId } from './ids.ts';
import { inSavepoint } from './savepoint.ts';
import type { Scope } from './in-org.ts';
import { formatNumber, nextNumber, takeNumbers } from './numbers.ts';

let server: TestServer;
let organization: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  // One connection, so that whoever comes next gets the one that was used before.
  server = await startTestServer({ databasePoolSize: 1 });
  organization = await server.makeOrganization();
  other = await server.makeOrganization();
});
afterAll(() => server.stop());

const actor = () => systemActor(organization.organizationId);
const addTeam = (scope: Scope, name: string) => scope.rows(
  'insert into teams (organization_id, id, name, created_at) values ($1, $2, $3, $4)', [scope.organizationId, newId(), name, scope.now]);
const teams = () => organization.inOrg(async ({ rows, organizationId }) =>
  (await rows<{ name: string }>('select name from teams where organization_id = $1 order by name', [organizationId])).map(({ name }) => name));
const events = () => organization.inOrg(async ({ rows, organizationId }) =>
  (await rows<{ count: number }>('select count(*)::int as count from events where organization_id = $1', [organizationId]))[0]!.count);
const fails = (code: string) => `do $$ begin raise exception using errcode = '${code}'; end $$`;

/** The connection as it lies in the pool, as whoever takes it next finds it. */
async function fromThePool<Row extends object>(sql: string): Promise<Row> {
  const runner = server.services.dataSource.createQueryRunner();
  try {
    const client = (await runner.connect()) as pg.PoolClient;
    return (await client.query<Row & pg.QueryResultRow>(sql)).rows[0]!;
  } finally {
    await runner.release();
  }
}

describe('a transaction', () => {
  test('is kept whole, with its event, and told of once it is committed', async () => {
    const before = await events();
    let told = 0;
    await server.services.inOrg(actor(), async (scope) => {
      await addTeam(scope, 'Kept');
      await scope.record('team.created', { type: 'team', id: newId() });
      scope.afterCommit(() => { told += 1; });
      expect(told).toBe(0);
    });
    expect([await teams(), await events(), told]).toEqual([['Kept'], before + 1, 1]);
  });

  test('leaves nothing behind where its work throws, and nobody is told', async () => {
    const [before, there] = [await events(), await teams()];
    let told = 0;
    await expect(server.services.inOrg(actor(), async (scope) => {
      await addTeam(scope, 'Thrown away');
      await scope.record('team.created', { type: 'team', id: newId() });
      scope.afterCommit(() => { told += 1; });
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect([await teams(), await events(), told]).toEqual([there, before, 0]);
  });

  test.each([['a serialization failure', '40001'], ['a deadlock', '40P01']])('is run again after %s, as if it had not been run', async (_, code) => {
    const there = await teams();
    let runs = 0;
    let told = 0;
    const result = await server.services.inOrg(actor(), async (scope) => {
      runs += 1;
      scope.afterCommit(() => { told += 1; });
      await addTeam(scope, `After ${code}`);
      if (runs === 1) await scope.rows(fails(code), []);
      if (runs === 2) await scope.tx.query(fails(code));
      return `run ${runs}`;
    });
    expect([result, told, await teams()]).toEqual(['run 3', 1, [`After ${code}`, ...there].toSorted()]);
  });

  test('is given up after four such failures, and at once after any other', async () => {
    const runsUntilGivenUp = async (code: string) => {
      let runs = 0;
      await expect(server.services.inOrg(actor(), async (scope) => {
        runs += 1;
        await scope.rows(fails(code), []);
      })).rejects.toMatchObject({ code });
      return runs;
    };
    expect(await runsUntilGivenUp('40001')).toBe(4);
    expect(await runsUntilGivenUp('23505')).toBe(1);
  });

  test('tells once, before it is committed, what was gathered for its end, and nothing where its work throws', async () => {
    const there = await teams();
    const told: (readonly string[])[] = [];
    const tell = (all: readonly string[]) => { told.push(all); return Promise.resolve(); };
    await server.services.inOrg(actor(), async (scope) => {
      scope.beforeCommit(tell, 'one');
      await addTeam(scope, 'Gathered');
      await inSavepoint(scope, (inner) => { inner.beforeCommit(tell, 'two'); throw new Error('taken back'); });
      expect(told).toEqual([]);
    });
    await expect(server.services.inOrg(actor(), async (scope) => {
      scope.beforeCommit(tell, 'three');
      await addTeam(scope, 'Thrown away');
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(told).toEqual([['one', 'two']]);
    await expect(server.services.inOrg(actor(), async (scope) => {
      await addTeam(scope, 'Not told');
      scope.beforeCommit(() => Promise.reject(new Error('cannot be told')), null);
    })).rejects.toThrow('cannot be told');
    expect(await teams()).toEqual(['Gathered', ...there].toSorted());
  });

  test('is not kept where a write that nobody waited for failed, and says which failure it was', async () => {
    const there = await teams();
    let told = 0;
    const add = (scope: Scope, name: string) => scope.write(
      'insert into teams (organization_id, id, name, created_at) values ($1, $2, $3, $4)', [scope.organizationId, newId(), name, scope.now]);
    const twice = (last: (scope: Scope) => unknown) => server.services.inOrg(actor(), async (scope) => {
      scope.afterCommit(() => { told += 1; });
      add(scope, 'Twin');
      add(scope, 'Twin');
      await last(scope);
    });
    // Whether it comes to light at the commit or at the next statement, which is only told that the transaction is over.
    await expect(twice(() => {})).rejects.toMatchObject({ code: '23505' });
    await expect(twice(({ rows }) => rows('select 1', []))).rejects.toMatchObject({ code: '23505' });
    await expect(twice(({ tx }) => tx.query('select 1'))).rejects.toMatchObject({ code: '23505' });
    expect([await teams(), told]).toEqual([there, 0]);
  });

  test('is run again where the deadlock met a write that nobody waited for', async () => {
    let runs = 0;
    await server.services.inOrg(actor(), async (scope) => {
      runs += 1;
      if (runs === 1) scope.write(fails('40P01'), []);
      await scope.rows('select 1', []);
    });
    expect(runs).toBe(2);
  });

  test('that only reads cannot write, not even through the entities', async () => {
    const readOnly = { readOnly: true };
    await expect(server.services.inOrg(actor(), (scope) => addTeam(scope, 'Sneaked in'), readOnly)).rejects.toMatchObject({ code: '25006' });
    await expect(server.services.inOrg(actor(), ({ tx }) => tx.query('delete from teams'), readOnly)).rejects.toMatchObject({ code: '25006' });
    await server.services.inOrg(actor(), (scope) => addTeam(scope, 'Written after reading'));
    expect(await teams()).toContain('Written after reading');
  });

  test('on a connection that dies does not harm the next one', async () => {
    await expect(server.services.inOrg(actor(), ({ rows }) => rows('select pg_terminate_backend(pg_backend_pid())', []))).rejects.toThrow();
    expect(await teams()).toContain('Kept');
  });
});

describe('the organization of a connection', () => {
  const seen = "select current_setting('app.organization_id', true) as setting, (select count(*)::int from organization_settings) as organizations";

  test('is that of the transaction, and only its rows are there', async () => {
    for (const { organizationId, inOrg } of [organization, other]) {
      expect(await inOrg(({ rows }) => rows(seen, []))).toEqual([{ setting: organizationId, organizations: 1 }]);
    }
  });

  test('is gone for the next user of it, after a commit, a failure and a refused id', async () => {
    const nobodys = { setting: '', organizations: 0 };
    await teams();
    expect(await fromThePool(seen)).toEqual(nobodys);
    await expect(server.services.inOrg(actor(), ({ rows }) => rows('select 1 / 0', []))).rejects.toMatchObject({ code: '22012' });
    expect(await fromThePool(seen)).toEqual(nobodys);
    await expect(server.services.inOrg(systemActor("x'; select 1; --"), teams)).rejects.toThrow('has to be a UUID');
    expect(await fromThePool(seen)).toEqual(nobodys);
  });

  test('decides what is written, whatever a statement says', async () => {
    await expect(organization.inOrg((scope) => addTeam({ ...scope, organizationId: other.organizationId }, 'Smuggled'))).rejects.toMatchObject({ code: '42501' });
    const [changed] = await organization.inOrg(({ rows }) => rows<{ count: number }>(
      'with changed as (update organization_settings set city = $2 where organization_id = $1 returning 1) select count(*)::int as count from changed',
      [other.organizationId, 'Elsewhere']));
    expect(changed).toEqual({ count: 0 });
  });
});

describe('numbers', () => {
  test('are read as people say them, past a million too', () => {
    expect([formatNumber('lead', 412), formatNumber('subscriber', 1_234_567)]).toEqual(['L-000412', 'S-1234567']);
  });

  test('no two are alike, however many are taken at once and whatever is rolled back', async () => {
    const taken = await Promise.allSettled(Array.from({ length: 120 }, (_, index) => organization.inOrg(async (scope) => {
      const number = await nextNumber(scope, 'subscriber');
      if (index % 7 === 0) throw new Error('rolled back');
      return number;
    })));
    const numbers = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(numbers).toHaveLength(102);
    expect(new Set(numbers).size).toBe(102);
    expect(Math.min(...numbers)).toBeGreaterThan(0);
  });

  test('each kind and each organization counts for itself', async () => {
    const next = (where: TestOrganization, kind: 'lead' | 'subscriber') => where.inOrg((scope) => takeNumbers(scope, kind, 3));
    expect([await next(other, 'lead'), await next(other, 'lead'), await next(other, 'subscriber')]).toEqual([1, 4, 1]);
  });
});
