import type { DuplicateLead, DuplicatePair, Lead, LeadDuplicate, NewLead, Pipeline } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { candidatesSql } from './evidence.ts';
import { findAllPairs } from './pair-search.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let sales: SignedInClient;
let lostStageId: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  const { body } = await owner.get('/pipelines?kind=lead');
  lostStageId = (body.data as Pipeline[])[0]!.stages.find(({ type }) => type === 'lost')!.id;
  sales = await organization.signIn('sales', { name: 'Sam' });
});
afterAll(() => server.stop());

/** As if nobody had looked yet: events are not read while any other suite's transaction is under way. */
async function findPairs(): Promise<void> {
  await organization.inOrg(({ rows, organizationId }) =>
    rows('update duplicate_searches set scanned_to = null, scanned_at = null where organization_id = $1', [organizationId]));
  await findAllPairs(server.services);
}
const pairsOf = async (by = owner, query = '') => (await by.get(`/duplicate-pairs?${query}`)).body.data as DuplicatePair[];
let digits = 720_000_000;
const freshPhone = () => `+254${(digits += 1)}`;
const add = async (lead: NewLead) => {
  const made = await owner.post('/leads', lead);
  expect(made.status).toBe(201);
  return made.body as Lead;
};
const lose = (lead: Lead) => owner.post(`/leads/${lead.id}/move`, { stageId: lostStageId, lostReason: 'Asked twice' });
const hints = async (by: SignedInClient, query: object) =>
  (await by.get(`/leads/duplicates?${new URLSearchParams({ ...query }).toString()}`)).body.data as DuplicateLead[];
const duplicatesOf = async ({ id }: Lead, by = owner) => (await by.get(`/leads/${id}/duplicates`)).body.data as LeadDuplicate[];

describe('a similar name', () => {
  let kamau: Lead;
  beforeAll(async () => { kamau = await add({ name: 'Wanjiku Kamau', city: 'Nairobi', street: 'Rose Avenue', unitNumber: 'A4' }); });

  test.each([
    ['the words the other way round, in the same city', { name: 'KAMAU, Wanjíku', city: 'nairobi' }, ['name', 'place']],
    ['a letter off, in the same street', { name: 'Wanjiko Kamau', street: 'Rose avenue' }, ['name', 'address']],
  ])('is a hint with %s', async (_what, typed, reasons) => {
    expect(await hints(owner, typed)).toMatchObject([{ id: kamau.id, number: kamau.number, title: 'Wanjiku Kamau', reasons, visible: true }]);
  });

  test.each([
    ['alone', { name: 'Wanjiku Kamau' }],
    ['in another city', { name: 'Wanjiku Kamau', city: 'Mombasa' }],
    ['that is another one', { name: 'Otieno Ouma', city: 'Nairobi', street: 'Rose Avenue' }],
  ])('is none %s', async (_what, typed) => {
    expect(await hints(owner, typed)).toEqual([]);
  });

  test('in the same city says nothing where both have a phone and these differ, at the same address it does', async () => {
    const neighbour = { name: 'Amina Yusuf', city: 'Kisumu', phone: freshPhone() };
    await add({ ...neighbour, street: 'Lake road' });
    expect(await hints(owner, { ...neighbour, phone: freshPhone() })).toEqual([]);
    expect(await hints(owner, { ...neighbour, phone: freshPhone(), street: 'Lake Road' })).toMatchObject([{ reasons: ['name', 'address', 'place'] }]);
  });

  test('at an address that more than two hundred leads have says as little as in the same city', async () => {
    const neighbour = () => ({ name: 'Halima Noor', city: 'Garissa', street: 'Long Road', phone: freshPhone() });
    await add(neighbour());
    for (let index = 1; index < 200; index += 1) await add({ ...neighbour(), name: `Neighbour ${index}` });
    expect(await hints(owner, neighbour())).toMatchObject([{ reasons: ['name', 'address', 'place'] }]);
    await add({ ...neighbour(), name: 'Neighbour 200' });
    expect(await hints(owner, neighbour())).toEqual([]);
  });
});

test('of an address that very many leads have the open one is found first, then the newest, and nothing is sorted for it', async () => {
  const [email, phone] = ['estate@duplicates.test', freshPhone()];
  const estate = await server.makeOrganization();
  const open = (await estate.owner.post('/leads', { name: 'Open one', email, phone })).body as Lead;
  await estate.inOrg(({ rows, organizationId }) => rows(
    `insert into leads (organization_id, id, number, title, name, phone, email, source, pipeline_id, stage_id, status, rank, stage_entered_at, search_text, created_at, updated_at)
     select $1, gen_random_uuid(), 100000 + n, 'Lost ' || n, 'Lost ' || n, l.phone, l.email, l.source, l.pipeline_id, s.id, s.type, l.rank, l.created_at, l.search_text,
            l.created_at + n * interval '1 second', l.created_at
       from leads l join stages s on s.organization_id = $1 and s.pipeline_id = l.pipeline_id and s.type = 'lost' cross join generate_series(1, 2000) n
      where l.organization_id = $1 and l.id = $2`, [organizationId, open.id]));
  expect(await hints(estate.owner, { email })).toMatchObject([{ id: open.id }]);
  expect(await hints(estate.owner, { phone })).toMatchObject([{ id: open.id }]);
  expect((await duplicatesOf(open, estate.owner)).map(({ title }) => title)).toEqual(Array.from({ length: 19 }, (_, index) => `Lost ${2000 - index}`));
  const plan = await estate.inOrg(({ rowsPlannedAnew, organizationId }) => rowsPlannedAnew<{ 'QUERY PLAN': string }>(
    `explain with subject as (select $2::uuid as id, $3::text as phone, $4::text as email, null::text as called, null::text as street, null::text as property_address,
       null::text as location, null::text as city) ${candidatesSql('subject')}`, [organizationId, open.id, phone, email]));
  const text = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(text).toMatch(/leads_of_phone[^]*leads_of_email/);
  expect(text).not.toContain('Sort Key: (((l.status');
}, 30_000);

test('a lead’s duplicates are the open and the closed ones, the likeliest first; of another’s only number, stage and reasons', async () => {
  const phone = freshPhone();
  const email = 'mary@duplicates.test';
  const closed = await add({ name: 'Mary Njeri', phone, ownerId: owner.user.id });
  await lose(closed);
  const other = await add({ name: 'M. N.', email, ownerId: sales.user.id });
  const mary = await add({ name: 'Mary Njeri', phone, email, city: 'Nakuru', ownerId: sales.user.id });
  expect((await duplicatesOf(mary)).map(({ id, reasons, score }) => [id, reasons, score])).toEqual([
    [closed.id, ['phone', 'name'], 95], [other.id, ['email'], 80],
  ]);
  expect((await duplicatesOf(mary, sales))[0]).toMatchObject({ number: closed.number, title: closed.number, ownerName: null, stageName: 'Lost', visible: false });
  expect(await sales.get(`/leads/${closed.id}/duplicates`)).toBeProblem(404, 'not_found');
});

test('a lead’s duplicates say whether whoever asks may merge them, and whether claiming is what is missing', async () => {
  const email = 'whose@duplicates.test';
  const mine = await add({ name: 'Mine', email, ownerId: sales.user.id });
  const unclaimed = await add({ name: 'Unclaimed', email, ownerId: null });
  await lose(await add({ name: 'Closed', email, ownerId: null }));
  await add({ name: 'Theirs', email, ownerId: owner.user.id });
  await add({ name: 'Mine too', email, ownerId: sales.user.id });
  const said = async (lead: Lead, by = sales) => Object.fromEntries((await duplicatesOf(lead, by)).map(({ title, visible, canMerge, canClaim }) =>
    [visible ? title : 'Theirs', canMerge ? 'merge' : canClaim ? 'claim' : 'neither']));
  expect(await said(mine)).toEqual({ Unclaimed: 'claim', Closed: 'neither', Theirs: 'neither', 'Mine too': 'merge' });
  expect(await said(mine, owner)).toEqual({ Unclaimed: 'merge', Closed: 'merge', Theirs: 'merge', 'Mine too': 'merge' });
  expect(await said(mine, await organization.signIn('viewer'))).toEqual({ Unclaimed: 'neither', Closed: 'neither', Theirs: 'neither', 'Mine too': 'neither' });
  expect((await sales.post(`/leads/${unclaimed.id}/claim`)).status).toBe(200);
  expect(await said(mine)).toMatchObject({ Unclaimed: 'merge' });
});

describe('the queue', () => {
  test('has each pair once, the likeliest first, in pages and counted, and only where one may see both', async () => {
    const before = new Set((await pairsOf()).map(({ leads }) => leads.map(({ id }) => id).join()));
    const email = 'queue@duplicates.test';
    const [mine, alsoMine, colleagues] = await Promise.all([sales.user.id, sales.user.id, owner.user.id].map(
      (ownerId, index) => add({ name: `Queue ${index}`, email, ownerId, ...(index < 2 ? { name: 'Joseph Mutua', city: 'Thika' } : {}) })));
    await findPairs();
    await findPairs();
    const all = await pairsOf();
    const found = all.filter(({ leads }) => leads.every(({ email: one }) => one === email));
    expect(found.map(({ score, canMerge }) => [score, canMerge])).toEqual([[91, true], [80, true], [80, true]]);
    expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).toSorted((a, b) => b - a));
    expect((await owner.get('/duplicate-pairs?count=true')).body.count).toBe(all.length);
    expect(all.length).toBeGreaterThan(before.size);
    const first = (await owner.get('/duplicate-pairs?limit=2')).body;
    const second = (await owner.get(`/duplicate-pairs?limit=2&cursor=${first.nextCursor as string}`)).body;
    expect([...first.data, ...second.data]).toEqual(all.slice(0, 4));
    const theirs = await pairsOf(sales);
    expect(theirs.some(({ leads }) => leads.map(({ id }) => id).toSorted().join() === [mine!.id, alsoMine!.id].toSorted().join())).toBe(true);
    expect(JSON.stringify(theirs)).not.toContain(colleagues!.id);
    expect(await owner.get('/duplicate-pairs?cursor=nonsense')).toBeProblem(400, 'bad_cursor');
  });

  test('forgets a pair that is none any more, and never brings back one that somebody said is different', async () => {
    const email = 'judged@duplicates.test';
    const [one, two, three] = [await add({ name: 'One', email }), await add({ name: 'Two', email }), await add({ name: 'Three', email })];
    await findPairs();
    const judged = async () => (await pairsOf()).filter(({ leads }) => leads.some(({ id }) => [one.id, two.id, three.id].includes(id)))
      .map(({ leads }) => leads.map(({ title }) => title).toSorted().join());
    expect((await judged()).toSorted()).toEqual(['One,Three', 'One,Two', 'Three,Two']);
    expect((await owner.put('/duplicate-pairs', { leadIds: [two.id, one.id], different: true })).status).toBe(204);
    await owner.patch(`/leads/${three.id}`, { email: null });
    await owner.patch(`/leads/${two.id}`, { city: 'Nyeri' });
    await findPairs();
    expect(await judged()).toEqual([]);
    expect(await duplicatesOf(one)).toEqual([]);
    await owner.put('/duplicate-pairs', { leadIds: [one.id, two.id], different: false });
    expect(await judged()).toEqual(['One,Two']);
    await owner.delete(`/leads/${one.id}`);
    expect(await judged()).toEqual([]);
    expect(await owner.put('/duplicate-pairs', { leadIds: [one.id, two.id], different: true })).toBeProblem(404, 'not_found');
  });

  test('two that nobody suspected can be said to be different, and a colleague’s lead cannot be judged', async () => {
    const [one, two] = [await add({ name: 'A', ownerId: sales.user.id }), await add({ name: 'B', ownerId: owner.user.id })];
    expect(await sales.put('/duplicate-pairs', { leadIds: [one.id, two.id], different: true })).toBeProblem(404, 'not_found');
    await owner.put('/duplicate-pairs', { leadIds: [one.id, two.id], different: true });
    for (const lead of [one, two]) await owner.patch(`/leads/${lead.id}`, { email: 'late@duplicates.test' });
    await findPairs();
    expect(await duplicatesOf(one)).toEqual([]);
    expect((await pairsOf()).flatMap(({ leads }) => leads.map(({ id }) => id))).not.toContain(one.id);
  });
});
