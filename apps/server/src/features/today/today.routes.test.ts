import fc from 'fast-check';
import type { Due, Lead, Today } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
});
afterAll(() => server.stop());

const hour = 3_600_000;
const day = 24 * hour;

/** Someone who sells and lives in this time zone; their session outlives every jump of the clock. */
async function personIn(timezone: string): Promise<SignedInClient> {
  const person = await organization.signIn('sales', { name: timezone });
  await organization.inOrg(async ({ rows, organizationId }) => {
    await rows('update users set timezone = $3 where organization_id = $1 and id = $2', [organizationId, person.user.id, timezone]);
    await rows("update sessions set expires_at = '2060-01-01' where organization_id = $1 and user_id = $2", [organizationId, person.user.id]);
  });
  return person;
}

const add = async (by: SignedInClient, lead: object) => {
  const { status, body } = await by.post('/leads', lead);
  expect(status).toBe(201);
  return body as Lead;
};
const todayOf = async (by: SignedInClient, query = '') => (await by.get(`/today${query}`)).body as Today;
const titles = ({ leads }: { leads: { title: string }[] }) => leads.map(({ title }) => title);

describe('a follow-up against the clock', () => {
  /** Clocks that change in spring and autumn, at midnight and by half an hour, clocks that never do, and one that is a quarter of an hour aside. */
  const timezones = ['Africa/Nairobi', 'America/Lima', 'Asia/Kathmandu', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago'];
  const calendars = new Map(timezones.map((timezone) => [timezone, new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' })]));
  const dateThere = (timezone: string, time: number) => calendars.get(timezone)!.format(time);
  const daysAfter = (date: string, days: number) => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

  /** What is due, worked out from what the calendar on the wall shows and nothing else. */
  function expected(timezone: string, now: number, followUpAt: string): { state: Due['state']; section: 'overdue' | 'due' | 'later' | null } {
    const today = dateThere(timezone, now);
    const isDate = followUpAt.length === 10;
    const date = isDate ? followUpAt : dateThere(timezone, Date.parse(followUpAt));
    const late = isDate ? date < today : Date.parse(followUpAt) < now;
    const state = late ? 'late' : date === today ? 'today' : 'later';
    const soon = date <= daysAfter(today, 7);
    return { state, section: { late: 'overdue', today: 'due', later: soon ? 'later' : null }[state] as 'overdue' | 'due' | 'later' | null };
  }

  /** Hours of clock changes between 2030 and 2033 in those zones: where mistakes live. */
  const changes = ['2030-03-31T01:00Z', '2030-10-27T01:00Z', '2031-03-09T07:00Z', '2031-11-02T06:00Z', '2032-04-03T15:00Z', '2032-10-02T15:30Z', '2032-04-29T22:00Z',
    '2032-10-28T21:00Z', '2033-04-03T03:00Z', '2033-09-04T04:00Z'].map((text) => Date.parse(text));
  const moment = fc.oneof(
    fc.integer({ min: Date.parse('2030-01-01'), max: Date.parse('2033-12-01') }),
    fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -30 * hour, max: 30 * hour })).map(([at, by]) => at + by),
  );
  const followUp = fc.oneof(
    fc.record({ days: fc.integer({ min: -3, max: 9 }) }),
    fc.record({ milliseconds: fc.oneof(fc.integer({ min: -2 * day, max: 9 * day }), fc.integer({ min: -2 * hour, max: 26 * hour })) }),
  );

  const sections = ['overdue', 'due', 'later'] as const;

  test('is late, today’s or later where its owner is, for them and for who leads the team: 1,000 of them in six time zones', async () => {
    const { owner } = organization;
    const people = await Promise.all(timezones.map(personIn));
    const leads = await Promise.all(people.map((person) => Promise.all([1, 2, 3, 4].map(() => add(person, { name: person.user.name })))));
    await organization.inOrg(({ rows, organizationId }) =>
      rows("update sessions set expires_at = '2060-01-01' where organization_id = $1 and user_id = $2", [organizationId, owner.user.id]));
    // The clock of a test only goes forward.
    const many = fc.array(followUp, { minLength: 24, maxLength: 24 });
    const cases = fc.sample(fc.tuple(moment, many), { numRuns: 42, seed: 20_300_101 }).toSorted((a, b) => a[0] - b[0]);
    const seen = new Map<string, number>();
    let checked = 0;
    for (const [at, wanted] of cases) {
      server.clock.advance(Math.max(0, at - server.clock.now().getTime()));
      const before = server.clock.now().getTime();
      const told = await Promise.all(wanted.map(async (one, place) => {
        const index = place % timezones.length;
        const timezone = timezones[index]!;
        const followUpAt = 'days' in one ? daysAfter(dateThere(timezone, before), one.days) : new Date(before + one.milliseconds).toISOString();
        const { body } = await people[index]!.patch(`/leads/${leads[index]![Math.floor(place / timezones.length)]!.id}`, { followUpAt });
        expect(body.followUpAt).toBe(followUpAt);
        return { timezone, followUpAt, index, lead: body as Lead };
      }));
      const team = await todayOf(owner, '?view=team&limit=100');
      const own = await Promise.all(people.map((person) => todayOf(person)));
      const after = server.clock.now().getTime();
      for (const { timezone, followUpAt, index, lead: { id, followUp: { state } } } of told) {
        const sectionOn = (today: Today) => sections.find((name) => today[name].leads.some((one) => one.id === id)) ?? null;
        const stateOn = (today: Today) => sections.flatMap((name) => today[name].leads).find((one) => one.id === id)?.followUp.state ?? state;
        // Real time passes between asking and answering: a moment that lies in between may be told either way.
        const allowed = [expected(timezone, before, followUpAt), expected(timezone, after, followUpAt)];
        const all = { timezone, followUpAt, now: new Date(before).toISOString(), states: allowed.map((one) => one.state), sections: allowed.map((one) => one.section) };
        const among = (...answers: unknown[]) => expect.arrayContaining(answers) as unknown;
        expect(all).toMatchObject({ states: among(state, stateOn(team)), sections: among(sectionOn(own[index]!), sectionOn(team)) });
        seen.set(state, (seen.get(state) ?? 0) + 1);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(1000);
    for (const state of ['late', 'today', 'later']) expect(seen.get(state)).toBeGreaterThan(100);
  }, 120_000);

  test('on a date ends where its owner is, also after it was given away or somebody moved', async () => {
    const { owner } = organization;
    const [lima, kathmandu] = await Promise.all([personIn('America/Lima'), personIn('Asia/Kathmandu')]);
    const endOf = async (id: string) => {
      const [lead] = await organization.inOrg(({ rows, organizationId }) => rows<{ at: string }>(
        `select l.follow_up_at at time zone 'UTC' as at from leads l join activities a on a.organization_id = $1 and a.id = l.next_activity_id and a.due_at = l.follow_up_at
          where l.organization_id = $1 and l.id = $2`, [organizationId, id]));
      return new Date(lead!.at).toISOString().slice(0, 16);
    };
    const { id } = await add(owner, { name: 'Somebody', ownerId: lima.user.id, followUpAt: '2036-07-10' });
    expect(await endOf(id)).toBe('2036-07-11T04:59');
    await owner.post(`/leads/${id}/assign`, { ownerId: kathmandu.user.id });
    expect(await endOf(id)).toBe('2036-07-10T18:14');
    expect((await owner.patch(`/users/${kathmandu.user.id}`, { timezone: 'Asia/Tokyo' })).status).toBe(200);
    expect(await endOf(id)).toBe('2036-07-10T14:59');
    await owner.post(`/leads/${id}/assign`, { ownerId: null });
    expect(await endOf(id)).toBe('2036-07-10T20:59');
    expect((await owner.patch('/organization', { timezone: 'Africa/Lagos' })).status).toBe(200);
    expect(await endOf(id)).toBe('2036-07-10T22:59');
  });
});

describe('Today', () => {
  let sales: SignedInClient;
  let colleague: SignedInClient;
  let manager: SignedInClient;
  beforeAll(async () => {
    organization = await server.makeOrganization();
    const { body: team } = await organization.owner.post('/teams', { name: 'North' });
    sales = await organization.signIn('sales', { name: 'Sam', teamId: team.id });
    colleague = await organization.signIn('sales', { name: 'Tom', teamId: team.id });
    manager = await organization.signIn('manager', { name: 'Mona', teamId: team.id });
  });

  const inHours = (hours: number) => new Date(server.clock.now().getTime() + hours * hour).toISOString();
  const move = (by: SignedInClient, { id, pipelineId }: Lead, type: string) => by.get(`/pipelines/${pipelineId}`).then(({ body }) =>
    by.post(`/leads/${id}/move`, { stageId: body.stages.find((stage: { type: string }) => stage.type === type).id, lostReason: 'No' }));

  test('shows the oldest first, of open leads that are one’s own, and where each stands', async () => {
    await add(sales, { name: 'Second', followUpAt: inHours(-2), followUpNote: 'Call back' });
    await add(sales, { name: 'First', followUpAt: inHours(-50) });
    await add(colleague, { name: 'Not mine', followUpAt: inHours(-5) });
    await add(sales, { name: 'No next step' });
    await move(sales, await add(sales, { name: 'Won', followUpAt: inHours(-5) }), 'won');
    await move(sales, await add(sales, { name: 'Lost', followUpAt: inHours(-5) }), 'lost');
    const today = await todayOf(sales);
    expect([titles(today.overdue), today.overdue.count]).toEqual([['First', 'Second'], 2]);
    expect(today.overdue.leads[1]).toMatchObject({ stageName: 'New enquiry', stagePosition: 0, openStages: 4, followUp: { state: 'late', note: 'Call back' } });
    expect(today.oldestOverdueAt).toBe(today.overdue.leads[0]!.followUp.at);
    expect(titles((await todayOf(sales, '?limit=1')).overdue)).toEqual(['First']);
    expect((await todayOf(sales, '?limit=1')).overdue.count).toBe(2);
  });

  test('of the team is everybody’s one may see', async () => {
    expect(titles((await todayOf(manager, '?view=team')).overdue).toSorted()).toEqual(['First', 'Not mine', 'Second']);
    expect(titles((await todayOf(manager)).overdue)).toEqual([]);
    expect(titles((await todayOf(sales, '?view=team')).overdue)).toEqual(['First', 'Second']);
    expect((await todayOf(organization.owner, '?view=team')).overdue.count).toBe(3);
  });

  test('offers the unclaimed to those who may claim, newest first', async () => {
    for (const name of ['Older', 'Newer']) await add(organization.owner, { name, ownerId: null });
    expect(titles((await todayOf(sales)).unclaimed)).toEqual(['Newer', 'Older']);
    expect((await todayOf(await organization.signIn('viewer'))).unclaimed).toEqual({ count: 0, leads: [] });
    expect(await (await organization.signIn('warehouse')).get('/today')).toBeProblem(403, 'not_allowed');
  });

  test('counts what was done today, and what one’s open leads would bring', async () => {
    const worker = await organization.signIn('sales');
    const lead = await add(worker, { name: 'Valuable', agreedMonthlySubscription: '2500' });
    const won = await add(worker, { name: 'Won already', agreedMonthlySubscription: '900' });
    await move(worker, won, 'won');
    for (const type of ['call', 'meeting', 'note']) await worker.post('/activities', { leadId: lead.id, type, body: 'x' });
    expect(await todayOf(worker)).toMatchObject({ doneToday: 2, openCount: 1, openValue: '2500.00' });
    server.clock.advance(day);
    await organization.inOrg(({ rows, organizationId }) => rows("update sessions set expires_at = '2060-01-01' where organization_id = $1", [organizationId]));
    expect(await todayOf(worker)).toMatchObject({ doneToday: 0, openCount: 1 });
  });

  test('pages through a section in its order, each lead once', async () => {
    const worker = await organization.signIn('sales');
    const hours = [-3, -9, -1, -7, -5];
    for (const at of hours) await add(worker, { name: `${at} h`, followUpAt: inHours(at) });
    const seen: string[] = [];
    let cursor = '';
    do {
      const { status, body } = await worker.get(`/today/leads?section=overdue&limit=2${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      seen.push(...titles({ leads: body.data }));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(seen).toEqual(['-9 h', '-7 h', '-5 h', '-3 h', '-1 h']);
    expect((await worker.get('/today/leads?section=unclaimed&limit=1')).body.nextCursor).toEqual(expect.any(String));
    expect(await worker.get('/today/leads?section=someday')).toBeProblem(400, 'malformed');
  });

  test('shows what is planned besides the follow-up: a second thing, and what is to be done on somebody else’s lead', async () => {
    const [one, other] = [await organization.signIn('sales'), await organization.signIn('manager')];
    const { id } = await add(one, { name: 'Twice', followUpAt: inHours(-1) });
    const plan = (more: object) => organization.owner.post('/activities', { leadId: id, type: 'task', status: 'planned', ...more });
    expect((await plan({ subject: 'Second', dueAt: inHours(-0.5) })).status).toBe(201);
    expect((await plan({ subject: 'Another day', dueAt: inHours(60) })).status).toBe(201);
    const { planned, overdue } = await todayOf(one);
    expect([titles(overdue), planned.count, planned.activities.map(({ subject, due }) => [subject, due])]).toEqual([['Twice'], 1, [['Second', 'late']]]);
    expect((await todayOf(other)).planned.count).toBe(0);
    expect(await plan({ subject: 'Visit', dueAt: inHours(-0.2), assigneeId: (await organization.signIn('sales')).user.id })).toBeProblem(422, 'invalid_fields');
    expect((await plan({ subject: 'Survey', dueAt: inHours(-0.2), assigneeId: organization.owner.user.id })).status).toBe(201);
    const theirs = (await todayOf(organization.owner)).planned.activities;
    expect(theirs.map(({ subject, leadTitle, isNextStep }) => [subject, leadTitle, isNextStep])).toEqual([['Survey', 'Twice', false]]);
  });
});
