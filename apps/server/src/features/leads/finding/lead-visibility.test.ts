import type { Board, Lead } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { freshPhone, openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

/** Whose leads there are; every one has a phone of its own and the same word in its name. */
const kinds = ['mine', 'teamMate’s', 'outsider’s', 'unclaimed'] as const;
type Kind = (typeof kinds)[number];

let server: TestServer;
let desk: LeadDesk;
let people: { [name: string]: SignedInClient };
const leads = {} as { [kind in Kind]: Lead };
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  const { owner, organization } = desk;
  const { body: team } = await owner.post('/teams', { name: 'North' });
  people = {
    sales: await organization.signIn('sales', { name: 'Sam', teamId: team.id }),
    manager: await organization.signIn('manager', { name: 'Mona', teamId: team.id }),
    teamMate: await organization.signIn('sales', { name: 'Tom', teamId: team.id }),
    outsider: await organization.signIn('sales', { name: 'Otto' }),
    viewer: await organization.signIn('viewer'),
    admin: await organization.signIn('admin'),
    warehouse: await organization.signIn('warehouse'),
  };
  const ownerIds = { mine: people.sales!.user.id, 'teamMate’s': people.teamMate!.user.id, 'outsider’s': people.outsider!.user.id, unclaimed: null };
  for (const kind of kinds) {
    leads[kind] = await desk.add(owner, { name: `Visible ${kind}`, phone: freshPhone(), ownerId: ownerIds[kind], agreedMonthlySubscription: '100' });
  }
});
afterAll(() => server.stop());

const kindsIn = (found: { id: string }[]): Kind[] => kinds.filter((kind) => found.some(({ id }) => id === leads[kind].id));

/** What each sees: a salesperson their own and the unclaimed, a manager those of the team as well, whoever reads all every one. */
const reach: [who: string, sees: readonly Kind[]][] = [
  ['sales', ['mine', 'unclaimed']],
  ['manager', ['mine', 'teamMate’s', 'unclaimed']],
  ['viewer', kinds],
  ['admin', kinds],
];

describe.each(reach)('a %s sees', (who, sees) => {
  const visible = (kind: Kind) => sees.includes(kind);

  test('in the list, its count and what is filtered of it', async () => {
    const { body } = await people[who]!.get('/leads?count=true');
    expect([kindsIn(body.data), body.count]).toEqual([sees, sees.length]);
    for (const kind of kinds) {
      const { body: filtered } = await people[who]!.get(`/leads?ownerId=${leads[kind].ownerId ?? 'none'}&count=true`);
      expect([kindsIn(filtered.data), filtered.count]).toEqual(visible(kind) ? [[kind], 1] : [[], 0]);
    }
  });

  test('on the board, in its counts and its sums', async () => {
    for (const query of ['', '?q=visible']) {
      const { stages: [stage] } = (await people[who]!.get(`/leads/board${query}`)).body as Board;
      expect([kindsIn(stage!.leads), stage!.count, stage!.value]).toEqual([sees, sees.length, `${sees.length}00.00`]);
    }
    const { stages: [stage] } = (await people[who]!.get(`/leads/board?ownerId=${leads['outsider’s'].ownerId}`)).body as Board;
    expect(stage!.count).toBe(visible('outsider’s') ? 1 : 0);
  });

  test('as itself and as its timeline, and the others are not there', async () => {
    for (const kind of kinds) {
      for (const path of [`/leads/${leads[kind].id}`, `/leads/${leads[kind].id}/timeline`]) {
        expect([kind, (await people[who]!.get(path)).status]).toEqual([kind, visible(kind) ? 200 : 404]);
      }
    }
  });

  test('in the search, by name and by phone', async () => {
    expect(kindsIn((await people[who]!.get('/search?q=visible')).body.data)).toEqual(sees);
    expect(kindsIn((await people[who]!.get('/leads?q=visible')).body.data)).toEqual(sees);
    for (const kind of kinds) {
      const { body } = await people[who]!.get(`/search?q=${leads[kind].phone!.slice(4)}`);
      expect(kindsIn(body.data)).toEqual(visible(kind) ? [kind] : []);
    }
  });

  test('by name among duplicates, the others by number alone', async () => {
    for (const kind of kinds) {
      const { body: { data: [found] } } = await people[who]!.get(`/leads/duplicates?phone=${encodeURIComponent(leads[kind].phone!)}`);
      expect(found).toMatchObject(visible(kind)
        ? { visible: true, title: `Visible ${kind}` }
        : { visible: false, title: leads[kind].number, ownerName: null });
    }
  });
});

test('who has nothing to do with leads is refused, and finds none', async () => {
  for (const path of ['/leads', '/leads/board', `/leads/${leads.unclaimed.id}`, `/leads/${leads.unclaimed.id}/timeline`, '/leads/duplicates']) {
    expect(await people.warehouse!.get(path)).toBeProblem(403, 'not_allowed');
  }
  expect((await people.warehouse!.get('/search?q=visible')).body.data).toEqual([]);
});

test('who may see a lead of somebody else but not work on it is told so', async () => {
  const { id, version } = leads.mine;
  const { body: seen } = await people.viewer!.get(`/leads/${id}`);
  expect(seen.can).toEqual({ edit: false, move: false, claim: false, assign: false, convert: false, delete: false, reopen: false, erase: false, stopContact: false, allowContact: false });
  expect(await people.viewer!.patch(`/leads/${id}`, { city: 'X' })).toBeProblem(403, 'not_allowed');
  expect(await people.sales!.delete(`/leads/${id}`)).toBeProblem(403, 'not_allowed');
  expect((await people.admin!.get(`/leads/${id}`)).body.version).toBe(version);
});

test('who may not see a lead cannot work on it, not even after it is deleted', async () => {
  const { id } = await desk.add(people.outsider!, { name: 'Out of sight' });
  const { manager } = people;
  const attempts = async () => [
    await manager!.patch(`/leads/${id}`, { city: 'X' }), await manager!.post(`/leads/${id}/move`, { stageId: desk.stage('Contacted').id }),
    await manager!.post('/activities', { leadId: id, type: 'note', body: 'x' }), await manager!.delete(`/leads/${id}`),
    await manager!.post(`/leads/${id}/restore`),
  ];
  for (const attempt of await attempts()) expect(attempt).toBeProblem(404, 'not_found');
  await desk.owner.delete(`/leads/${id}`);
  for (const attempt of await attempts()) expect(attempt).toBeProblem(404, 'not_found');
});

test('a program sees no more than the person it belongs to, and does no more than its scopes', async () => {
  const { body: { token } } = await people.sales!.post('/api-tokens', { name: 'Reader', scopes: ['leads:read'] });
  const withToken = { headers: { authorization: `Bearer ${token}` } };
  expect(kindsIn((await server.stranger.get('/leads', withToken)).body.data)).toEqual(['mine', 'unclaimed']);
  expect(await server.stranger.patch(`/leads/${leads.mine.id}`, { city: 'X' }, withToken)).toBeProblem(403, 'not_allowed');
});
