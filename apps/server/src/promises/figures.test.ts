import type { CompetitorReport, LeadStats, LeadsOverTime, LostReasonReport, PerformanceReport, Pipeline, SourceReport, StageReport } from '@lastmile/contracts';
import { createClient, startTestServer, type Client, type SignedInClient, type TestOrganization, type TestServer } from '../testing/index.ts';
import { recountFigures } from '../features/leads/index.ts';
import { changedStatements, mutantApp } from './testing/mutants.ts';
import { addRandomLeads, type KnownLead } from '../features/leads/testing/random-leads.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let sales: SignedInClient;
let pipeline: Pipeline;
let leads: KnownLead[];
/** Who is in a team, by its name. */
let members: { [team: string]: string[] };

/** Moments at which days, months and clocks change somewhere: the last instants before and the first after, in the zones below. */
const edges = [
  '2025-12-31T10:59:59.999Z', '2025-12-31T11:00:00Z', '2026-01-01T04:59:59Z', '2026-01-01T05:00:00Z', '2026-02-28T20:59:59Z', '2026-02-28T21:00:00Z',
  '2026-03-08T06:59:59Z', '2026-03-08T07:00:00Z', '2026-03-31T12:59:59Z', '2026-04-01T03:59:59Z', '2026-04-01T04:00:00Z', '2026-04-04T14:29:59Z',
  '2026-04-04T15:30:00Z', '2026-04-30T21:00:00Z', '2026-04-30T13:30:00Z', '2026-05-01T03:59:59Z',
].map((text) => Date.parse(text));

beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  const [north, south] = [(await owner.post('/teams', { name: 'North' })).body.id, (await owner.post('/teams', { name: 'South' })).body.id];
  sales = await organization.signIn('sales', { name: 'Sam', teamId: north });
  const other = await organization.signIn('sales', { name: 'Una', teamId: north });
  const third = await organization.signIn('manager', { name: 'Mia', teamId: south });
  members = { North: [sales.user.id, other.user.id], South: [third.user.id] };
  [pipeline] = (await owner.get('/pipelines?kind=lead')).body.data as [Pipeline];
  const { body: second } = await owner.post('/pipelines/from-template', { template: 'partner' }).then((reply) => (reply.status === 201 ? reply : owner.post('/pipelines', {
    name: 'Second', stages: [{ name: 'In', type: 'new' }, { name: 'Won', type: 'won' }, { name: 'Lost', type: 'lost' }] })));
  leads = await addRandomLeads(organization, {
    pipelines: [pipeline, pipeline, second as Pipeline], owners: [owner.user.id, sales.user.id, other.user.id, third.user.id, null], offers: [null as never], seed: 417, count: 180,
    alter: (lead, random) => {
      const near = edges[Math.floor(random() * edges.length)]!;
      const later = (days: number) => new Date(lead.createdAt.getTime() + Math.floor(random() * days * 86_400_000));
      lead.createdAt = new Date(random() < 0.6 ? near : near + Math.floor((random() - 0.5) * 60 * 86_400_000));
      lead.firstActionAt = random() < 0.7 ? later(3) : null;
      // Won and lost on an edge, or some time after they came in.
      const edge = edges.find((at) => at > lead.createdAt.getTime() && random() < 0.5);
      const decided = edge ? new Date(edge) : later(60);
      if (lead.wonAt) lead.wonAt = decided;
      if (lead.lostAt) lead.lostAt = decided;
      if (lead.currentIsp && random() < 0.3) lead.currentIsp = lead.currentIsp.toUpperCase();
    },
  });
}, 60_000);
afterAll(() => server.stop());

/** The day in a zone, by the runtime's own calendar and nothing of the server's. */
const dayIn = (zone: string, at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
const money = (some: readonly KnownLead[]) => (some.reduce((sum, { value }) => sum + Math.round(Number(value) * 100), 0) / 100).toFixed(2);
const percent = (part: number, whole: number) => (whole ? Math.round((part / whole) * 1000) / 10 : null);
const seconds = (from: Date, to: Date) => Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));
const average = (numbers: readonly number[]) => (numbers.length ? Math.round(numbers.reduce((sum, one) => sum + one, 0) / numbers.length) : null);
const isWon = ({ status }: KnownLead) => status === 'won';

/** Everything about some leads and days, worked out in plain JavaScript. */
function workedOut(some: readonly KnownLead[], zone: string, [first, last]: readonly [string, string]) {
  const falls = (at: Date | null) => at !== null && dayIn(zone, at) >= first && dayIn(zone, at) <= last;
  const came = some.filter(({ createdAt }) => falls(createdAt));
  const won = some.filter(({ wonAt }) => falls(wonAt));
  const replied = came.filter(({ firstActionAt }) => firstActionAt);
  return {
    newLeads: came.length, won: won.length, wonValue: money(won), lost: some.filter(({ lostAt }) => falls(lostAt)).length,
    conversionRate: percent(came.filter(isWon).length, came.length),
    firstReply: average(replied.map(({ createdAt, firstActionAt }) => seconds(createdAt, firstActionAt!))),
    timeToConversion: average(won.map(({ createdAt, wonAt }) => seconds(createdAt, wonAt!))),
  };
}
type Named = keyof ReturnType<typeof workedOut>;
const told = (answer: { [name in Named]?: { value: number | string | null } }, names: readonly Named[]) =>
  Object.fromEntries(names.map((name) => [name, answer[name]!.value]));
const all: readonly Named[] = ['newLeads', 'won', 'wonValue', 'lost', 'conversionRate', 'firstReply', 'timeToConversion'];

async function get<Answer>(by: Client, path: string): Promise<Answer> {
  const { status, body } = await by.get(path);
  expect([path, status]).toEqual([path, 200]);
  return body as Answer;
}
const listed = async (by: Client, link: { [filter: string]: string } | null) =>
  (await get<{ count: number }>(by, `/leads?${new URLSearchParams({ ...link, count: 'true', limit: '1' }).toString()}`)).count;

const periods = [['2026-01-01', '2026-01-31'], ['2026-02-01', '2026-04-30'], ['2025-12-31', '2026-04-04'], ['2026-04-04', '2026-04-04']] as const;

test.each([['Africa/Nairobi', 0], ['America/New_York', 1], ['Australia/Lord_Howe', 2]] as const)('every figure is what plain counting comes to, in %s', async (zone, turn) => {
  expect((await owner.patch('/organization', { timezone: zone })).status).toBe(200);
  // The job that the change asked for; in a test nobody works.
  await organization.inOrg(recountFigures);
  await Promise.all(periods.map((days) => expectStats(zone, days)));
  // Each zone has a period of its own for what takes long to ask for; all of them meet the same edges.
  await expectReports(zone, periods[turn]);
  const { months } = await get<LeadsOverTime>(owner, '/leads/over-time?year=2026');
  for (const { month, newLeads, won } of months) {
    const within = (at: Date | null) => at !== null && dayIn(zone, at).startsWith(month);
    expect([month, newLeads.value, won.value]).toEqual([month, leads.filter(({ createdAt }) => within(createdAt)).length, leads.filter(({ wonAt }) => within(wonAt)).length]);
  }
  expect(await listed(owner, months[3]!.newLeads.leads)).toBe(months[3]!.newLeads.value);
}, 60_000);

type Days = (typeof periods)[number];

async function expectStats(zone: string, days: Days) {
  const stats = await get<LeadStats>(owner, `/leads/stats?period=${days.join('..')}`);
  expect(told(stats, all)).toEqual(workedOut(leads, zone, days));
  expect(stats.totalLeads.value).toBe(leads.length);
}

async function expectReports(zone: string, days: Days) {
  const narrowed = await get<LeadStats>(owner, `/leads/stats?period=${days.join('..')}&pipelineId=${pipeline.id}&ownerId=${sales.user.id},none`);
  expect(told(narrowed, all)).toEqual(
    workedOut(leads.filter((lead) => lead.pipelineId === pipeline.id && (!lead.ownerId || lead.ownerId === sales.user.id)), zone, days));

  const period = days.join('..');
  const of = (some: readonly KnownLead[]) => workedOut(some, zone, days);
  const falls = ({ createdAt }: KnownLead) => dayIn(zone, createdAt) >= days[0] && dayIn(zone, createdAt) <= days[1];

  const stats = await get<LeadStats>(owner, `/leads/stats?period=${period}`);
  for (const name of ['newLeads', 'won', 'lost'] as const) expect([name, await listed(owner, stats[name].leads)]).toEqual([name, stats[name].value]);
  expect(await listed(owner, stats.conversionRate.leads)).toBe(stats.conversionRate.part);
  expect(await listed(owner, stats.firstReply.leads)).toBe(leads.filter((lead) => falls(lead) && lead.firstActionAt).length);

  const { sources } = await get<SourceReport>(owner, `/reports/sources?period=${period}`);
  expect(sources.reduce((sum, { newLeads }) => sum + newLeads.value, 0)).toBe(stats.newLeads.value);
  for (const row of sources) {
    const { newLeads, won, wonValue, conversionRate } = of(leads.filter(({ source }) => source === row.source));
    expect(told(row, ['newLeads', 'won', 'wonValue', 'conversionRate'])).toEqual({ newLeads, won, wonValue, conversionRate });
  }
  expect(await listed(owner, sources[0]!.won.leads)).toBe(sources[0]!.won.value);

  const { people, total } = await get<PerformanceReport>(owner, `/reports/performance?period=${period}`);
  for (const row of people) {
    const { lost: _, ...theirs } = of(leads.filter(({ ownerId }) => ownerId === row.userId));
    expect(told(row, all.filter((name) => name !== 'lost'))).toEqual(theirs);
  }
  expect(total.newLeads.value).toBe(stats.newLeads.value);

  await expectTeams(zone, days, owner);

  const { reasons, lost } = await get<LostReasonReport>(owner, `/reports/lost-reasons?period=${period}`);
  expect(reasons.reduce((sum, row) => sum + row.lost.value, 0)).toBe(lost.value);
  for (const row of reasons) expect(row.lost.value).toBe(of(leads.filter(({ lostReason }) => lostReason === row.reason)).lost);
  expect(await listed(owner, reasons[0]!.lost.leads)).toBe(reasons[0]!.lost.value);

  const { competitors } = await get<CompetitorReport>(owner, `/reports/competitors?period=${period}`);
  for (const row of competitors) {
    const theirs = leads.filter((lead) => falls(lead) && lead.currentIsp?.toLowerCase() === row.provider.toLowerCase());
    expect([row.newLeads.value, row.conversionRate.value]).toEqual([theirs.length, percent(theirs.filter(isWon).length, theirs.length)]);
  }
  expect(await listed(owner, competitors[0]!.newLeads.leads)).toBe(competitors[0]!.newLeads.value);

  const { stages } = await get<StageReport>(owner, `/reports/stages?period=${period}`);
  const came = leads.filter((lead) => falls(lead) && lead.pipelineId === pipeline.id);
  const position = (id: string | null) => pipeline.stages.find((stage) => stage.id === id)?.position ?? -1;
  for (const [index, stage] of stages.entries()) {
    expect(stage.reached.value).toBe(came.filter((lead) => index === 0 || position(lead.furthestStageId) >= stage.position).length);
  }
  expect(await listed(owner, stages[1]!.reached.leads)).toBe(stages[1]!.reached.value);
}

/** Each team’s leads are those of its people; the unclaimed and those of who is in none are nobody’s. */
async function expectTeams(zone: string, days: Days, by: Client) {
  const { teams } = await get<PerformanceReport>(by, `/reports/performance?period=${days.join('..')}`);
  expect(teams.map(({ name }) => name).toSorted()).toEqual(['North', 'South']);
  for (const team of teams) {
    const { lost: _, ...theirs } = workedOut(leads.filter(({ ownerId }) => ownerId && members[team.name]!.includes(ownerId)), zone, days);
    expect({ name: team.name, ...told(team, all.filter((name) => name !== 'lost')) }).toEqual({ name: team.name, ...theirs });
    expect([team.name, await listed(by, team.newLeads.leads)]).toEqual([team.name, team.newLeads.value]);
  }
}

test('a figure leads to its rows for whoever is in another time zone too, and shows a salesperson what is theirs and unclaimed', async () => {
  await organization.inOrg(({ rows, organizationId }) => rows(
    "update users set timezone = 'Pacific/Auckland' where organization_id = $1 and id = $2", [organizationId, sales.user.id]));
  const stats = await get<LeadStats>(sales, '/leads/stats?period=2026-01-01..2026-01-31');
  const theirs = leads.filter(({ ownerId }) => ownerId === null || ownerId === sales.user.id);
  expect(told(stats, all)).toEqual(workedOut(theirs, 'Australia/Lord_Howe', ['2026-01-01', '2026-01-31']));
  expect(stats.newLeads.value).toBeGreaterThan(0);
  expect(await listed(sales, stats.newLeads.leads)).toBe(stats.newLeads.value);
  const { people } = await get<PerformanceReport>(sales, '/reports/performance?period=last_year');
  expect(people.map(({ name }) => name).filter((name) => name !== 'Sam')).toEqual([]);
});

test('a figure and the period before it: what was deleted is in neither, what was restored is again', async () => {
  const january = () => get<LeadStats>(owner, '/leads/stats?period=2026-02-01..2026-02-28');
  const before = await january();
  const lead = leads.find(({ createdAt, convertedAt }) => !convertedAt && dayIn('Australia/Lord_Howe', createdAt).startsWith('2026-01'))!;
  await owner.delete(`/leads/${lead.id}`);
  expect((await january()).newLeads.previous).toBe(before.newLeads.previous! - 1);
  await owner.post(`/leads/${lead.id}/restore`);
  expect(await january()).toEqual(before);
});

test('ranks share a place where they are level, and an average of nothing is 0', async () => {
  const { people } = await get<PerformanceReport>(owner, '/reports/performance?rankBy=wonValue&period=2025-01-01..2026-12-31');
  expect(people.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
  expect(people.map(({ wonValue }) => Number(wonValue.value))).toEqual(people.map(({ wonValue }) => Number(wonValue.value)).toSorted((left, right) => right - left));
  const { total } = await get<PerformanceReport>(owner, '/reports/performance?period=2020-01-01..2020-01-31');
  expect(total).toMatchObject({ averageValue: { value: '0.00' }, conversionRate: { value: null }, firstReply: { value: null } });
  expect(await owner.get('/leads/stats?period=2026-02-30..2026-03-01')).toBeProblem(400, 'malformed');
});

test('a report is a file of the same numbers, in which nothing is a formula', async () => {
  const period = 'period=2025-12-31..2026-04-04';
  const lead = leads.find(({ lostAt }) => lostAt && lostAt > new Date('2026-01-02') && lostAt < new Date('2026-04-01'))!;
  await organization.inOrg(({ rows, organizationId }) => rows(
    "update leads set lost_reason = '=HYPERLINK(0)' where organization_id = $1 and id = $2", [organizationId, lead.id]));
  await organization.inOrg(recountFigures);
  const { reasons } = await get<LostReasonReport>(owner, `/reports/lost-reasons?${period}`);
  const lines = (await owner.get(`/reports/lost-reasons/rows.csv?${period}`)).bytes.toString('utf8').trimEnd().split('\r\n');
  expect(lines[0]).toBe('\uFEFFReason,Lost,"Share, %",Value a month');
  expect(lines.slice(1)).toEqual(reasons.map(({ reason, lost, share, value }) => `${reason === '=HYPERLINK(0)' ? `'${reason}` : reason ?? ''},${lost.value},${share},${value}`));
  expect(lines.join()).toContain("'=HYPERLINK(0)");
});

test('a lead that is counted once too often is found', async () => {
  expect((await owner.patch('/organization', { timezone: 'Africa/Nairobi' })).status).toBe(200);
  await organization.inOrg(recountFigures);
  await expectStats('Africa/Nairobi', periods[1]);
  await organization.inOrg(({ rows, organizationId }) => rows(
    `update lead_figures set leads = leads + 1 where organization_id = $1 and (measure, grain, day, key, owner_key, pipeline_id) in (
       select measure, grain, day, key, owner_key, pipeline_id from lead_figures
        where organization_id = $1 and measure = 'created' and grain = 'month' and day between '2026-02-01' and '2026-04-30' limit 1)`, [organizationId]));
  await expect(expectStats('Africa/Nairobi', periods[1])).rejects.toThrow();
  await organization.inOrg(recountFigures);
  await expectStats('Africa/Nairobi', periods[1]);
});

test('a team that is given what nobody owns is found', async () => {
  const generous = await mutantApp(server.services, changedStatements(server.services.inOrg, (sql) =>
    sql.replace('u.id = f.owner_key', "(u.id = f.owner_key or f.owner_key = '00000000-0000-0000-0000-000000000000')")));
  await expectTeams('Africa/Nairobi', periods[1], owner);
  await expect(expectTeams('Africa/Nairobi', periods[1], createClient(generous, { cookies: owner.cookies }))).rejects.toThrow();
  await generous.close();
});
