import type { FollowUpReport, StageReport } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestServer } from '../testing/index.ts';
import { openLeadDesk, type LeadDesk } from '../features/leads/testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let sam: SignedInClient;
const hour = 3_600_000;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  sam = await desk.organization.signIn('sales', { name: 'Sam' });
});
afterAll(() => server.stop());

const get = async <Answer>(path: string, by = desk.owner): Promise<Answer> => {
  const { status, body } = await by.get(path);
  expect([path, status]).toEqual([path, 200]);
  return body as Answer;
};
const listed = async (link: { [filter: string]: string } | null, by = desk.owner) => {
  expect(link).not.toBeNull();
  const { data } = await get<{ data: { title: string }[] }>(`/leads?${new URLSearchParams(link!).toString()}`, by);
  return data.map(({ title }) => title).toSorted();
};
const move = async (id: string, name: string, by = desk.owner) =>
  expect((await by.post(`/leads/${id}/move`, { stageId: desk.stage(name).id, exitCriteriaSkipReason: 'Known' })).status).toBe(200);

test('how long leads stood in a stage leads to those that left it in the period, of whoever had them then', async () => {
  const [first, second] = ['Contacted', 'Qualification'];
  const ours = await desk.add(desk.owner, { name: 'Ours', ownerId: desk.owner.user.id });
  const theirs = await desk.add(desk.owner, { name: 'Theirs', ownerId: sam.user.id });
  await desk.add(desk.owner, { name: 'Stays' });
  for (const { id } of [ours, theirs]) await move(id, first);
  server.clock.advance(2 * hour);
  await move(ours.id, second);
  await move(theirs.id, second, sam);
  // It is another's by now; that Sam had it when it went on stays so.
  await desk.owner.patch(`/leads/${theirs.id}`, { ownerId: desk.owner.user.id });
  const stay = async (query: string, by = desk.owner) => {
    const { stages } = await get<StageReport>(`/reports/stages?period=last_30_days${query}`, by);
    return stages.find(({ name }) => name === first)!.timeInStage;
  };
  const all = await stay('');
  // The clock goes on meanwhile.
  expect(Math.floor(all.value! / 60)).toBe(120);
  expect(await listed(all.leads)).toEqual(['Ours', 'Theirs']);
  expect(await listed((await stay(`&ownerId=${sam.user.id}`)).leads)).toEqual(['Theirs']);
  const before = await get<StageReport>(`/reports/stages?period=2020-01-01..2020-12-31`);
  expect(await listed(before.stages[1]!.timeInStage.leads)).toEqual([]);
});

test('what was followed up leads to its leads, in time and in all, of everybody and of each', async () => {
  const plan = async (name: string, by: SignedInClient, hoursLate: number) => {
    const lead = await desk.add(desk.owner, { name, ownerId: by.user.id });
    const { status, body } = await by.post('/activities', { leadId: lead.id, type: 'call', status: 'planned', subject: 'Call', dueAt: new Date(server.clock.now().getTime() + hour).toISOString() });
    expect(status).toBe(201);
    return async () => {
      server.clock.advance(hoursLate * hour);
      expect((await by.post(`/activities/${body.id}/complete`, { body: 'Talked' })).status).toBe(200);
    };
  };
  const done = [await plan('In time', desk.owner, 0), await plan('Sam in time', sam, 0), await plan('Sam late', sam, 3)];
  await plan('Not done', sam, 0);
  for (const finish of done) await finish();
  const { total, people } = await get<FollowUpReport>('/reports/follow-ups?period=last_30_days');
  expect([total.done, total.onTime.part]).toEqual([3, 2]);
  expect(await listed(total.leads)).toEqual(['In time', 'Sam in time', 'Sam late']);
  expect(await listed(total.onTime.leads)).toEqual(['In time', 'Sam in time']);
  const his = people.find(({ userId }) => userId === sam.user.id)!;
  expect([await listed(his.leads), await listed(his.onTime.leads)]).toEqual([['Sam in time', 'Sam late'], ['Sam in time']]);
  expect(await listed((await get<FollowUpReport>('/reports/follow-ups?period=last_30_days', sam)).total.leads, sam)).toEqual(['Sam in time', 'Sam late']);
});

test('leads lost without a reason, and for one as long as a reason may be, are listed', async () => {
  const reason = `${'Too dear. '.repeat(49)}Moved.`;
  await desk.add(desk.owner, { name: 'Long', stageId: desk.stage('Lost').id, lostReason: reason });
  const { reasons } = await get<{ reasons: { reason: string; lost: { leads: { [filter: string]: string } } }[] }>('/reports/lost-reasons?period=last_30_days');
  expect(await listed(reasons.find((one) => one.reason === reason)!.lost.leads)).toEqual(['Long']);
});

test('the file of the team is ranked as the page is, and that of the months has the year that was asked for', async () => {
  const csv = async (path: string) => (await desk.owner.get(path)).bytes.toString('utf8').trimEnd().split('\r\n');
  expect((await csv('/reports/performance/rows.csv?rankBy=wonValue&period=last_30_days'))[0]).toContain('Rank');
  const year = server.clock.now().getUTCFullYear();
  const months = await csv(`/reports/over-time/rows.csv?year=${year}`);
  expect([months.length, months[0]]).toEqual([13, '\uFEFFMonth,New leads,New leads a year before,Won,Won a year before']);
  expect((await csv('/reports/over-time/rows.csv'))).toHaveLength(13);
});

test('what is no such filter is refused, naming it', async () => {
  for (const wrong of ['leftStage=now', `leftStage=${desk.stage('Lost').id};2026-02-30`, 'followedUp=sometime;today', 'followedUp=any;today;nobody']) {
    const { status, body } = await desk.owner.get(`/leads?${wrong}`);
    expect([wrong, status, body.errors[0].pointer]).toEqual([wrong, 400, `/query/${wrong.split('=')[0]}`]);
  }
});
