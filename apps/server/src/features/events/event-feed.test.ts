import { systemActor } from '../../core/actor.ts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { readFeed } from './event-feed.ts';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => { organization = await server.makeOrganization(); });

/** A way of reading the feed: what comes after a cursor, and the cursor to go on with. */
type Read = (scope: Scope, after: string | undefined) => Promise<{ ids: string[]; nextCursor: string }>;

const ours: Read = async (scope, after) => {
  const { data, nextCursor } = await readFeed(scope, { after, types: 'test.happened', limit: 7 });
  return { ids: data.map(({ id }) => id), nextCursor };
};

/** What suggests itself, and loses events: ids are in the order of time, but become visible in the order of commits. */
const byId: Read = async ({ rows, organizationId }, after = '00000000-0000-0000-0000-000000000000') => {
  const found = await rows<{ id: string }>(
    `select id from events where organization_id = $1 and type = 'test.happened' and id > $2 order by id limit 7`, [organizationId, after]);
  return { ids: found.map(({ id }) => id), nextCursor: found.at(-1)?.id ?? after };
};

const happen = (scope: Scope) => scope.record('test.happened', { type: 'test', id: newId() });

/** Reads until nothing was written any more and a reading finds nothing new; returns every id in the order it came. */
async function follow(read: Read, written: () => Promise<string[]> | null): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  const deadline = Date.now() + 15_000;
  for (;;) {
    const expected = await written();
    const { ids, nextCursor } = await organization.inOrg((scope) => read(scope, cursor));
    seen.push(...ids);
    cursor = nextCursor;
    const missing = expected && expected.some((id) => !seen.includes(id));
    // A transaction that has just ended may hold the horizon back for a moment: what is missing may still be coming.
    if (expected && ids.length === 0 && (!missing || read === byId || Date.now() > deadline)) return seen;
  }
}

/** The feed once it tells something: a transaction of somebody else that has just ended may hold it back for a moment. */
async function told(by: SignedInClient, path: string) {
  for (;;) {
    const reply = await by.get(path);
    if (reply.status !== 200 || reply.body.data.length > 0) return reply;
  }
}

/** Two writers, of which the first to begin is the last to commit, with a reading between the two commits. */
async function overtaking(read: Read): Promise<{ written: string[]; seen: string[] }> {
  const gate = Promise.withResolvers<void>();
  const recorded = Promise.withResolvers<string>();
  const slow = organization.inOrg(async (scope) => {
    recorded.resolve(await happen(scope));
    await gate.promise;
  });
  const first = await recorded.promise;
  const second = await organization.inOrg(happen);
  const early = await organization.inOrg((scope) => read(scope, undefined));
  gate.resolve();
  await slow;
  const written = [first, second];
  let cursor = early.nextCursor;
  const late = await follow(async (scope) => {
    const page = await read(scope, cursor);
    cursor = page.nextCursor;
    return page;
  }, async () => (read === byId ? [] : written.filter((id) => !early.ids.includes(id))));
  return { written, seen: [...early.ids, ...late] };
}

test('an event that commits after a later one is not missed', async () => {
  const { written, seen } = await overtaking(ours);
  expect(seen).toEqual(written);
});

test('a reader who goes by ids would miss it, so the check above can fail', async () => {
  const { written, seen } = await overtaking(byId);
  expect(seen).toEqual(written.slice(1));
});

test('a long transaction of another database of the same server holds nothing back', async () => {
  const neighbour = await startTestServer();
  try {
    const gate = Promise.withResolvers<void>();
    const recorded = Promise.withResolvers<void>();
    const long = (await neighbour.makeOrganization()).inOrg(async (scope) => {
      await happen(scope);
      recorded.resolve();
      await gate.promise;
    });
    await recorded.promise;
    const id = await organization.inOrg(happen);
    const seen = await follow(ours, async () => [id]);
    gate.resolve();
    await long;
    expect(seen).toEqual([id]);
  } finally {
    await neighbour.stop();
  }
});

test('a reader beside ten writers sees every committed event exactly once and none that was rolled back', async () => {
  const committed: string[] = [];
  const actor = systemActor(organization.organizationId);
  let working = true;
  const writers = Array.from({ length: 10 }, async (_, writer) => {
    for (let round = 0; round < 12; round += 1) {
      const made: string[] = [];
      await server.services.inOrg(actor, async (scope) => {
        for (let count = 0; count <= (writer + round) % 3; count += 1) made.push(await happen(scope));
        if ((writer * 7 + round) % 5 === 0) throw new Error('rolled back on purpose');
      }).then(() => committed.push(...made), () => {});
    }
  });
  const done = Promise.all(writers).then(() => { working = false; });
  const seen = await follow(ours, async () => (working ? null : committed) as string[]);
  await done;
  expect(committed.length).toBeGreaterThan(100);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.toSorted()).toEqual(committed.toSorted());
});

test('the feed tells who did what to which record, filters by type, and keeps its place at the end', async () => {
  const { owner } = organization;
  await owner.patch('/organization', { name: 'Renamed' });
  const renamed = await organization.inOrg(({ rows, organizationId }) => rows<{ id: string }>(
    "select id from events where organization_id = $1 and type = 'organization.updated'", [organizationId]));
  await follow(async (scope, after) => {
    const { data, nextCursor } = await readFeed(scope, { after, types: 'organization.updated' });
    return { ids: data.map(({ id }) => id), nextCursor };
  }, async () => renamed.map(({ id }) => id));
  const { body } = await told(owner, '/events?types=organization.updated');
  expect(body.data).toMatchObject([{
    type: 'organization.updated', subject: { type: 'organization', id: organization.organizationId },
    actor: { kind: 'user', id: owner.user.id, name: 'Olive Owner' }, changes: { name: { to: 'Renamed' } },
  }]);
  const end = await owner.get(`/events?after=${body.nextCursor}`);
  expect(end.body.data).toEqual([]);
  expect(typeof end.body.nextCursor).toBe('string');
});

test('a cursor that is not one of the feed is refused', async () => {
  const { owner } = organization;
  for (const key of [['x', newId()], ['1', 'x'], ['1'], ['99999999999999999999', newId()]]) {
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
    expect(await owner.get(`/events?after=${cursor}`)).toBeProblem(400, 'bad_cursor');
  }
});

test('nobody sees the events of another organization, or any without the permission', async () => {
  const other = await server.makeOrganization();
  await organization.inOrg(happen);
  expect(JSON.stringify((await other.owner.get('/events')).body)).not.toContain('test.happened');
  expect(await (await organization.signIn('sales')).get('/events')).toBeProblem(403, 'not_allowed');
});
