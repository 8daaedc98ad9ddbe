import type { Board, LeadCard } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
let tags: { [name: string]: string };
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  ({ owner } = desk);
  tags = {};
  for (const name of ['First', 'Second', 'Third']) tags[name] = (await owner.post('/tags', { name })).body.id as string;
});
afterAll(() => server.stop());

const namesOf = (lead: { tags: { name: string }[] }): string[] => lead.tags.map(({ name }) => name);
const ids = (...names: string[]) => ({ tagIds: names.map((name) => tags[name]!) });

test('a lead is given its tags when it is made or later, and shows them in their order on its page, its card and its row', async () => {
  const lead = await desk.add(owner, { name: 'Tagged', ...ids('Third', 'First') });
  expect(namesOf(lead)).toEqual(['First', 'Third']);
  const { body: changed } = await owner.put(`/leads/${lead.id}/tags`, ids('Second', 'Third'));
  expect(namesOf(changed)).toEqual(['Second', 'Third']);
  expect(changed.version).toBe(lead.version + 1);
  const row = ((await owner.get('/leads?q=Tagged')).body.data as LeadCard[])[0]!;
  const card = ((await owner.get('/leads/board')).body as Board).stages.flatMap(({ leads }) => leads).find(({ id }) => id === lead.id)!;
  expect([namesOf(row), namesOf(card)]).toEqual([['Second', 'Third'], ['Second', 'Third']]);
  const { body: timeline } = await owner.get(`/leads/${lead.id}/timeline`);
  expect(timeline.data[0]).toMatchObject({ type: 'lead.tagged', changes: { added: ['Second'], removed: ['First'] } });
});

test('the same tags again change nothing', async () => {
  const lead = await desk.add(owner, { name: 'Same', ...ids('First') });
  const { body } = await owner.put(`/leads/${lead.id}/tags`, ids('First'));
  expect(body.version).toBe(lead.version);
  expect((await owner.get(`/leads/${lead.id}/timeline`)).body.data).toHaveLength(1);
});

test('a tag that is not there, and one of another organization, are named as the one that cannot be given', async () => {
  const foreign = (await (await server.makeOrganization()).owner.post('/tags', { name: 'Theirs' })).body.id as string;
  const lead = await desk.add(owner, { name: 'Plain' });
  const refused = await owner.put(`/leads/${lead.id}/tags`, { tagIds: [tags.First, foreign] });
  expect(refused).toBeProblem(422, 'invalid_fields');
  expect(refused.body.errors).toEqual([{ pointer: '/tagIds/1', detail: 'There is no such tag.' }]);
  expect(await owner.post('/leads', { name: 'Never', tagIds: [foreign] })).toBeProblem(422, 'invalid_fields');
  expect((await owner.get(`/leads?q=Never`)).body.data).toEqual([]);
});

test('two people who tag from the same page do not undo each other’s', async () => {
  const lead = await desk.add(owner, { name: 'Raced' });
  const ifMatch = { headers: { 'if-match': `"${lead.version}"` } };
  const [one, other] = await Promise.all([
    owner.put(`/leads/${lead.id}/tags`, ids('First'), ifMatch), owner.put(`/leads/${lead.id}/tags`, ids('Second'), ifMatch),
  ]);
  expect([one.status, other.status].sort()).toEqual([200, 412]);
  const stale = one.status === 412 ? one : other;
  expect(stale.body.current.tags).toHaveLength(1);
});

test('only who works on a lead tags it, and a converted one not at all', async () => {
  const [sales, other] = [await desk.organization.signIn('sales'), await desk.organization.signIn('sales')];
  const lead = await desk.add(sales, { name: 'Mine' });
  expect((await sales.put(`/leads/${lead.id}/tags`, ids('First'))).status).toBe(200);
  expect(await other.put(`/leads/${lead.id}/tags`, ids())).toBeProblem(404, 'not_found');
  const request = { type: 'active_without_invoice' };
  const { body: { planHash } } = await sales.post(`/leads/${lead.id}/conversion-plan`, request);
  await sales.post(`/leads/${lead.id}/conversion`, { planHash, ...request });
  expect(await sales.put(`/leads/${lead.id}/tags`, ids())).toBeProblem(409, 'lead_locked');
});

test('a tag that is deleted while it is given leaves the lead without it, never a fault', async () => {
  const lead = await desk.add(owner, { name: 'Unlucky' });
  for (let round = 0; round < 5; round += 1) {
    const { body: tag } = await owner.post('/tags', { name: `Short-lived ${round}` });
    const [given, deleted] = await Promise.all([
      owner.put(`/leads/${lead.id}/tags`, { tagIds: [tag.id] }), owner.delete(`/tags/${tag.id}`),
    ]);
    expect([200, 422]).toContain(given.status);
    expect(deleted.status).toBe(200);
    expect((await owner.get(`/leads/${lead.id}`)).body.tags).toEqual([]);
  }
});
