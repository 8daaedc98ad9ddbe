import { once } from 'node:events';
import http from 'node:http';
import type pg from 'pg';
import { permissions } from '@lastmile/contracts';
import type { InOrg } from '../core/in-org.ts';
import { endpoints } from '../repo-rules/endpoints.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { checkIsolation, leaksIn, type IsolationCheck, type Secrets } from './testing/isolation.ts';
import { changedStatements, mutantApp } from './testing/mutants.ts';
import { connectAsOwner, digestOf, idsOf, stampTexts } from './testing/owner.ts';
import { makeScene, type Scene } from './testing/scene.ts';
import { send, type Credentials } from './testing/send.ts';

/** P1: nobody is told or changes anything of another organization. */
const long = process.env.LASTMILE_LONG === '1';
const word = 'Kanarienvogel';
const phonePrefix = '+25479901';

let server: TestServer;
let owner: pg.Client;
let mine: Scene;
let theirs: Scene;
let secrets: Secrets;
let actors: { [name: string]: Credentials };

beforeAll(async () => {
  server = await startTestServer();
  owner = await connectAsOwner(server);
  mine = await makeScene(server, { word: 'Own', phonePrefix: '+25471210' });
  theirs = await makeScene(server, { word, phonePrefix });
  expect(await stampTexts(owner, theirs.organization.organizationId, word)).toBeGreaterThan(60);
  secrets = {
    words: [word, phonePrefix.slice(1), theirs.owner.user.email.split('@')[1]!],
    ids: await idsOf(owner, theirs.organization.organizationId),
  };
  const token = async (scopes: string[]) => {
    const { body } = await mine.owner.post('/api-tokens', { name: scopes.join(), scopes });
    return { headers: { authorization: `Bearer ${body.token as string}` } };
  };
  const { people } = mine;
  actors = { owner: people.owner, sales: people.sales, token: await token(['*']), stranger: {} };
  if (long) {
    Object.assign(actors, people);
    for (const scope of permissions) actors[`token ${scope}`] = await token([scope]);
  } else {
    actors['token leads:read'] = await token(['leads:read']);
  }
}, 60_000);
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const check = (more: Partial<IsolationCheck> = {}): IsolationCheck => ({
  app: server.app,
  mine,
  theirs,
  secrets,
  actors,
  ...more,
});
/** These end the session that asks; an answer without an end is read below. */
const asked = endpoints.filter(
  ({ operationId }) => !['logout', 'logoutEverywhere', 'streamChanges'].includes(operationId),
);

test(
  'no answer has anything of the other organization in it, a foreign id is as good as none, and none of their rows changes',
  async () => {
    const before = await digestOf(owner, theirs.organization.organizationId);
    const rounds = long ? 3 : 1;
    let requests = 0;
    for (let round = 0; round < rounds; round += 1) {
      const report = await checkIsolation(asked, check());
      requests += report.requests;
      expect(report.faults).toEqual([]);
    }
    console.log(`P1: ${requests} requests to ${asked.length} operations as ${Object.keys(actors).length} actors`);
    expect(await digestOf(owner, theirs.organization.organizationId)).toBe(before);
  },
  long ? 3_600_000 : 300_000,
);

test('what is searched for in the other organization is not found, however it is written', async () => {
  const terms = [
    word,
    word.slice(0, 4).toLowerCase(),
    word.slice(0, 2),
    phonePrefix,
    `0${phonePrefix.slice(4)}`,
    '00001',
    'L-0000',
    'S-0000',
    '%',
    '_',
    'a',
  ];
  const lists = ['/search?', '/leads?count=true&', '/activities?', '/leads/board?', '/subscribers?count=true&', '/items?count=true&', '/stock-units?'];
  for (const credentials of Object.values(actors)) {
    for (const list of lists) {
      for (const term of terms) {
        const url = `/api/v1${list}q=${encodeURIComponent(term)}`;
        expect(leaksIn(await send(server.app, { method: 'GET', url, headers: {} }, credentials), url, secrets)).toEqual(
          [],
        );
      }
    }
  }
  const { body } = await theirs.owner.get(`/search?q=${word}`);
  expect(body.data.length).toBeGreaterThan(1);
});

test('erasing what people wrote reaches no event of the other organization', async () => {
  const before = await digestOf(owner, theirs.organization.organizationId);
  // Deleted, so that only the organization keeps the function from it.
  const touched = await mine.organization.inOrg(({ rows }) =>
    rows<{ touched: number }>('select erase_lead_events($1) as touched', [theirs.ids.deletedLead]),
  );
  expect(touched).toEqual([{ touched: 0 }]);
  expect(await digestOf(owner, theirs.organization.organizationId)).toBe(before);
});

test('a cursor of the other organization leads nowhere of theirs', async () => {
  for (const list of [
    '/leads',
    '/leads?sort=title',
    '/activities',
    '/subscribers',
    '/users',
    '/offers',
    '/items',
    '/stock-units',
    '/stock-movements',
    '/events',
    `/leads/${theirs.ids.lead}/timeline`,
  ]) {
    const separator = list.includes('?') ? '&' : '?';
    const { body } = await theirs.owner.get(`${list}${separator}limit=1`);
    if (!body.nextCursor) continue;
    const own = list.replace(theirs.ids.lead, mine.ids.lead);
    const url = `/api/v1${own}${separator}limit=200&${list === '/events' ? 'after' : 'cursor'}=${body.nextCursor as string}`;
    const answer = await send(server.app, { method: 'GET', url, headers: {} }, mine.owner);
    expect(answer.status).toBe(200);
    expect(leaksIn(answer, url, secrets)).toEqual([]);
  }
});

test('an Idempotency-Key of the other organization answers nothing of theirs', async () => {
  const key = { headers: { 'idempotency-key': 'the-same-key' } };
  const first = await theirs.owner.post('/teams', { name: 'Shared' }, key);
  const second = await mine.owner.post('/teams', { name: 'Shared' }, key);
  expect(second.status).toBe(201);
  expect(second.headers['idempotent-replayed']).toBeUndefined();
  expect(second.body.id).not.toBe(first.body.id);
});

test('live changes are those of one’s own organization', async () => {
  const address = await server.listen();
  const cookie = Object.entries(mine.owner.cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const request = http.get(`${address}/api/v1/live`, { agent: false, headers: { cookie } });
  const [stream] = (await once(request, 'response')) as [http.IncomingMessage];
  let told = '';
  for await (const part of stream) {
    // The stream is open: they change something first, then we do.
    if (told === '') {
      await theirs.owner.patch(`/leads/${theirs.ids.lead}`, { city: 'Elsewhere' });
      await mine.owner.patch(`/leads/${mine.ids.lead}`, { city: 'Here' });
    }
    told += String(part);
    if (told.includes(mine.ids.lead)) break;
  }
  request.destroy();
  expect(leaksIn({ headers: '', text: told }, '', secrets)).toEqual([]);
});

/**
 * Rows of the other organization that a search function gives, called as the running role in one's own organization.
 */
const foreignFinds = (call: string): Promise<unknown[]> =>
  mine.organization.inOrg(async ({ rows }) =>
    (await rows<{ id: string }>(`select ${call} as id`, [])).filter(({ id }) => secrets.ids.has(id)),
  );
const searches = [
  "search_leads('%', null, 1000)",
  "search_activities('%', null, 1000)",
  "search_subscribers('%', 1000)",
  `(similar_leads(array[null::uuid], array['${word} name'], array[null::text], array['${word} street'], array[null::text], array['${word} location'], array['${word} city'], 1000)).id`,
];

test('the functions that search as the owner stay in the organization of the setting', async () => {
  for (const call of searches) expect(await foreignFinds(call)).toEqual([]);
});

describe('the check finds', () => {
  const some = endpoints.filter(({ operationId }) => ['getRouter', 'listRouters'].includes(operationId));
  const forgetful = (): InOrg =>
    changedStatements(server.services.inOrg, (sql) =>
      sql.replace('where r.organization_id = $1', 'where $1::uuid is not null'),
    );

  /** Faults of a server whose statements on routers forget the organization, while the database is changed. */
  async function faultsWith(change: string, back: string): Promise<string[]> {
    await owner.query(change);
    const app = await mutantApp(server.services, forgetful());
    try {
      return (await checkIsolation(some, check({ app, actors: { owner: mine.owner } }))).faults;
    } finally {
      await app.close();
      await owner.query(back);
    }
  }
  const told = expect.arrayContaining([
    expect.stringContaining('owner, listRouters was told'),
    expect.stringContaining('owner, getRouter was told'),
  ]) as string[];

  test('nothing while the database still holds a statement that forgets the organization', async () => {
    expect(await faultsWith('select 1', 'select 1')).toEqual([]);
  });

  test('row-level security switched off under a statement that forgets the organization', async () => {
    expect(
      await faultsWith(
        'alter table routers disable row level security',
        'alter table routers enable row level security',
      ),
    ).toEqual(told);
  });

  test('a policy that lets everything through', async () => {
    expect(
      await faultsWith('create policy everything on routers using (true)', 'drop policy everything on routers'),
    ).toEqual(told);
  });

  test('a policy that is not forced on the owner, where the server runs as the owner', async () => {
    const {
      rows: [before],
    } = await owner.query<{ role: string }>("select tableowner as role from pg_tables where tablename = 'routers'");
    const role = new URL(server.services.databaseUrl).username;
    expect(
      await faultsWith(
        `alter table routers owner to ${role}; alter table routers no force row level security`,
        `alter table routers owner to ${before!.role}; alter table routers force row level security; grant select, insert, update, delete on routers to ${role}`,
      ),
    ).toEqual(told);
  });

  test('a search function that forgets the organization', async () => {
    await owner.query('begin');
    const { rows } = await owner.query<{ definition: string }>(
      "select pg_get_functiondef('search_leads'::regproc) as definition",
    );
    await owner.query(rows[0]!.definition.replaceAll('l.organization_id = organization and', ''));
    await owner.query('commit');
    expect((await foreignFinds(searches[0]!)).length).toBeGreaterThan(0);
    await owner.query(rows[0]!.definition);
    expect(await foreignFinds(searches[0]!)).toEqual([]);
  });
});
