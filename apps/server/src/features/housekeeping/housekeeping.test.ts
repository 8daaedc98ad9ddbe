import { insertRow } from '../../core/rows.ts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { tidyUp } from './housekeeping.ts';

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

const hour = 3_600_000;

async function leaveTraces({ inOrg, owner }: TestOrganization, hoursAgo: number): Promise<void> {
  await inOrg(async (scope) => {
    const at = new Date(scope.now.getTime() - hoursAgo * hour);
    const common = { organizationId: scope.organizationId, createdAt: at };
    await insertRow(scope, 'sessions', {
      ...common, id: newId(), userId: owner.user.id, tokenHash: Buffer.from(newId()), lastSeenAt: at, expiresAt: new Date(at.getTime() + 12 * hour),
    });
    await insertRow(scope, 'idempotency_keys', {
      ...common, actorId: owner.user.id, key: `${hoursAgo} hours`, requestHash: '', status: 201, response: '',
    });
  });
}

async function left({ inOrg, owner }: TestOrganization) {
  return inOrg(async ({ rows, organizationId }) => ({
    keys: (await rows<{ key: string }>(
      'select key from idempotency_keys where organization_id = $1 order by key', [organizationId])).map(({ key }) => key),
    sessions: (await rows('select id from sessions where organization_id = $1 and user_id = $2', [organizationId, owner.user.id])).length,
  }));
}

test('what has served its time goes in every organization, and nothing else', async () => {
  const organizations = [await server.makeOrganization(), await server.makeOrganization()];
  for (const organization of organizations) for (const hoursAgo of [1, 13, 23, 25]) await leaveTraces(organization, hoursAgo);
  await tidyUp(server.services);
  for (const organization of organizations) {
    // The owner's own session and the one opened an hour ago stay.
    expect(await left(organization)).toEqual({ keys: ['1 hours', '13 hours', '23 hours'], sessions: 2 });
    expect((await organization.owner.get('/auth/me')).status).toBe(200);
  }
});

test('failed sign-ins are forgotten after a quiet day, not before', async () => {
  const remembered = () => server.services.dataSource.query('select 1 from sign_in_attempts');
  await server.stranger.post('/auth/login', { email: 'nobody@nowhere.test', password: 'wrong' });
  await tidyUp(server.services);
  expect(await remembered()).not.toHaveLength(0);
  server.clock.advance(25 * hour);
  await tidyUp(server.services);
  expect(await remembered()).toHaveLength(0);
});

test('trouble in one organization is reported and keeps no other from being tidied', async () => {
  const [first, second] = [await server.makeOrganization(), await server.makeOrganization()];
  for (const organization of [first, second]) await leaveTraces(organization, 25);
  const { inOrg, ...services } = server.services;
  const failing: typeof inOrg = (actor, work, options) =>
    (actor.organizationId === first.organizationId ? Promise.reject(new Error('out of order')) : inOrg(actor, work, options));
  await expect(tidyUp({ ...services, inOrg: failing })).rejects.toThrow(/^1 of \d+ organizations could not be tidied/);
  expect((await left(first)).keys).toEqual(['25 hours']);
  expect((await left(second)).keys).toEqual([]);
});
