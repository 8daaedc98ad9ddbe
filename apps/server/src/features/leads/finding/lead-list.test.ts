import type { LeadCard } from '@lastmile/contracts';
import { leadSorts } from '@lastmile/contracts';
import { newId } from '../../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { freshPhone, openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  ({ owner } = desk);
});
afterAll(() => server.stop());

/** Every page from the first to the last; `between` is done before each further one. */
async function everyPage(by: SignedInClient, query: string, between: () => Promise<unknown> = async () => {}): Promise<LeadCard[]> {
  const found: LeadCard[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { status, body }: { status: number; body: { data: LeadCard[]; nextCursor: string | null } } = await by.get(`/leads?${query}${cursor && `&cursor=${cursor}`}`);
    expect([query, status]).toEqual([query, 200]);
    found.push(...body.data);
    cursor = body.nextCursor;
    if (cursor !== null) await between();
  }
  return found;
}

/** Many leads at once, straight into the table: only some values differ, so that sort keys are shared. */
const addMany = (of: LeadDesk, count: number, ownerId: string | null = null) => of.organization.inOrg(async ({ rows, organizationId, now }) => (await rows<{ id: string }>(
  `insert into leads (organization_id, id, number, title, name, source, pipeline_id, stage_id, status, rank, stage_entered_at, search_text, owner_id,
                      follow_up_at, created_at, updated_at)
   select $1, i.id, (select coalesce(max(number), 0) from leads where organization_id = $1) + 1000 + i.place, t.title, t.title, 'manual', $4, $5, 'new', 'a0', $6,
          ' many', $3, $6::timestamptz + (i.place % 5) * interval '1 day' + (i.place % 2) * interval '1 microsecond',
          $6::timestamptz - (i.place % 4) * interval '1 hour' - (i.place % 3) * interval '1 microsecond', $6
     from unnest($2::uuid[]) with ordinality i (id, place)
     cross join lateral (select (array['Zoë', 'zoe', 'Ábel', 'Wanjiru', 'wanjiru "W"', '李小龙'])[1 + i.place % 6] as title) t
   returning id`,
  [organizationId, Array.from({ length: count }, () => newId()), ownerId, of.pipeline.id, of.stage('New enquiry').id, now])).map(({ id }) => id));

describe('paging', () => {
  let paged: LeadDesk;
  let sales: SignedInClient;
  let there: string[];
  beforeAll(async () => {
    paged = await openLeadDesk(server);
    sales = await paged.organization.signIn('sales');
    there = [...await addMany(paged, 25, sales.user.id), ...await addMany(paged, 15)];
  });

  test.each(leadSorts)('sorted by %s covers every lead exactly once while others come in, for all leads and for one’s own', async (sort) => {
    for (const by of [paged.owner, sales]) {
      let more = 2;
      const comingIn = async () => { if (more-- > 0) await addMany(paged, 2, sales.user.id); };
      const found = (await everyPage(by, `sort=${sort}&limit=25`, comingIn)).map(({ id }) => id);
      expect(new Set(found).size).toBe(found.length);
      expect(found.filter((id) => there.includes(id)).toSorted()).toEqual(there.toSorted());
    }
  });

  test.each([
    ['createdAt', ({ createdAt }: LeadCard) => createdAt], ['followUpAt', ({ followUp }: LeadCard) => followUp.at!],
  ] as const)('sorted by %s is in that order, and backwards in the other', async (sort, key) => {
    const keys = (await everyPage(paged.owner, `sort=${sort}&limit=200`)).map(key);
    expect(keys).toEqual(keys.toSorted());
    expect((await everyPage(paged.owner, `sort=-${sort}&limit=200`)).map(key)).toEqual(keys.toReversed());
  });

  test('goes on after the longest title there can be, in any alphabet', async () => {
    const long = await openLeadDesk(server);
    for (const title of ['ሰ'.repeat(200), '🙂'.repeat(200), `a${'\u0001'.repeat(198)}b`, '"\\'.repeat(100)]) await long.add(long.owner, { name: title });
    for (const sort of ['title', '-title']) expect(await everyPage(long.owner, `sort=${sort}&limit=1`)).toHaveLength(4);
  });

  test('refuses a cursor of another list, another sort or another world', async () => {
    const cursorOf = async (query: string) => (await paged.owner.get(`/leads?limit=1&${query}`)).body.nextCursor as string;
    const encoded = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
    const id = newId();
    const hostile: [path: string, cursor: string][] = [
      ['/leads?', await cursorOf('sort=title')], ['/leads?sort=followUpAt', 'AAAA'], ['/leads?', 'x'], ['/leads?', encoded(['2030-02-30 00:00:00+00', id])],
      ['/leads?', encoded(['infinity', id])], ['/leads?sort=title', encoded(['a', 'b'])], ['/leads?sort=title', encoded(['a'])], ['/leads?sort=title', encoded([{}, id])],
      ['/leads?sort=title', encoded(['nul\0', id])], ['/leads/board?', encoded([id, 'a0'])], ['/leads/board?', encoded(null)],
      [`/leads/${there[0]}/timeline?`, encoded(['x'])], [`/leads/${there[0]}/timeline?`, encoded([id, id])],
      ['/subscribers?', encoded(['now', id])], ['/offers?', encoded(['1e3', id])], ['/offers?', encoded([20, id])], ['/events?', encoded(['x', id])],
    ];
    for (const [path, cursor] of hostile) {
      const parameter = path.startsWith('/events') ? 'after' : 'cursor';
      const reply = await paged.owner.get(`${path}&${parameter}=${cursor}`);
      expect([path, cursor, reply.status, reply.body.code]).toEqual([path, cursor, 400, 'bad_cursor']);
    }
    expect(await paged.owner.get('/leads?cursor=%00')).toBeProblem(400, 'malformed');
  });
});

test('a count says how many there are, and stops at a thousand', async () => {
  const busy = await openLeadDesk(server);
  const count = async (query = '') => (await busy.owner.get(`/leads?limit=1&count=true${query}`)).body.count as number;
  await addMany(busy, 1000);
  expect([await count(), await count('&q=many')]).toEqual([1000, 1000]);
  await addMany(busy, 205);
  expect([await count(), await count('&status=new'), await count('&status=won')]).toEqual([1001, 1001, 0]);
  expect((await busy.owner.get('/leads?limit=1')).body).not.toHaveProperty('count');
  expect(await everyPage(busy.owner, 'limit=200')).toHaveLength(1205);
}, 30_000);

describe('filters', () => {
  test('narrow the list, together and by several values', async () => {
    const filtered = await openLeadDesk(server);
    const sales = await filtered.organization.signIn('sales');
    const { body: second } = await filtered.owner.post('/pipelines', { name: 'Business' });
    const contacted = filtered.stage('Contacted').id;
    const a = await filtered.add(filtered.owner, { name: 'A', source: 'referral' });
    const b = await filtered.add(filtered.owner, { name: 'B', source: 'website', stageId: contacted, ownerId: sales.user.id });
    const c = await filtered.add(filtered.owner, { name: 'C', pipelineId: second.id, ownerId: filtered.owner.user.id });
    await filtered.owner.delete(`/leads/${(await filtered.add(filtered.owner, { name: 'Deleted' })).id}`);
    const names = async (query: string) => (await everyPage(filtered.owner, `sort=title&${query}`)).map(({ title }) => title).join('');
    expect(await names('')).toBe('ABC');
    expect(await names(`pipelineId=${second.id}`)).toBe('C');
    expect(await names(`stageId=${contacted},${c.stageId}`)).toBe('BC');
    expect(await names('status=in_progress')).toBe('B');
    expect(await names('source=referral,website')).toBe('AB');
    expect(await names('source=nothing_of_ours')).toBe('');
    expect(await names(`ownerId=${sales.user.id}`)).toBe('B');
    expect(await names(`ownerId=none,${filtered.owner.user.id.toUpperCase()}`)).toBe('AC');
    expect(await names(`ownerId=none&stageId=${contacted}`)).toBe('');
    expect([a.ownerId, b.ownerName]).toEqual([null, 'A sales']);
  });

  test.each([
    ['limit=0', '/query/limit'], ['limit=201', '/query/limit'], ['sort=name', '/query/sort'], ['status=open', '/query/status'], ['ownerId=mine', '/query/ownerId'],
    [`ownerId=${'-'.repeat(36)}`, '/query/ownerId'], ['stageId=', '/query/stageId'], ['colour=blue', '/query/colour'], ['q=', '/query/q'],
  ])('%s is refused by its place', async (query, pointer) => {
    const refused = await owner.get(`/leads?${query}`);
    expect(refused).toBeProblem(400, 'malformed');
    expect(refused.body.errors[0].pointer).toBe(pointer);
  });
});

test('the search of list and board finds a lead by whatever is known of it', async () => {
  const phone = freshPhone();
  const national = phone.slice(4);
  const { id, number, stageId } = await desk.add(owner, {
    name: 'José Ñandú', companyName: '100% Fibre_Café', email: 'jose@lead.test', location: 'Kilimani', city: 'Nairobi', contactName: 'Zipporah', phone,
  });
  await desk.add(owner, { name: 'Somebody else', phone: freshPhone() });
  const spellings = [phone, phone.slice(1), `0${national}`, `(0${national.slice(0, 3)}) ${national.slice(3, 6)}-${national.slice(6)}`, `${national.slice(0, 3)}.${national.slice(3)}`];
  for (const typed of [...spellings, 'jose', 'ÑAN', 'nandu', 'jo', '100%', 'fibre_c', 'cafe', 'jose@lead', 'kilim', 'nairobi', 'zipp', number, number.toLowerCase()]) {
    const { body } = await owner.get(`/leads?q=${encodeURIComponent(typed)}`);
    expect([typed, body.data.map((lead: LeadCard) => lead.id)]).toEqual([typed, [id]]);
    const { body: board } = await owner.get(`/leads/board?q=${encodeURIComponent(typed)}`);
    expect([typed, board.stages.find((stage: { id: string }) => stage.id === stageId).count]).toEqual([typed, 1]);
  }
  for (const typed of ['os', '1000', 'fibre-c', 'xyz', '%%%', '___']) {
    expect([typed, (await owner.get(`/leads?q=${encodeURIComponent(typed)}`)).body.data]).toEqual([typed, []]);
  }
});
