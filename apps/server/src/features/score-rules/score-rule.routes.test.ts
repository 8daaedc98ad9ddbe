import type { Lead, NewLead, Pipeline, ScoreRule } from '@lastmile/contracts';
import { createClient, startTestServer, type Client, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { runJob } from '../jobs/index.ts';
import { evaluateScore, hasDueScores, planLeads, scoreByTime, scoreDueLeads, scoreFacts, scoreLeads, writeLeads } from '../leads/index.ts';
import { scoreJobKinds } from './score-jobs.ts';

let server: TestServer;
let organization: TestOrganization;
let pipeline: Pipeline;
/** By token, whom no amount of time signs out. */
let owner: Client;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  [pipeline] = (await organization.owner.get('/pipelines?kind=lead')).body.data as [Pipeline];
  const { body } = await organization.owner.post('/api-tokens', { name: 'Admin', scopes: ['*'] });
  owner = createClient(server.app, { headers: { authorization: `Bearer ${body.token as string}` } });
});
afterAll(() => server.stop());

const rules: ScoreRule[] = [
  { id: 'recommended', kind: 'field', field: 'source', test: 'any_of', values: ['referral'], points: 30 },
  { id: 'mail', kind: 'field', field: 'email', test: 'filled', points: 10 },
  { id: 'interested', kind: 'activity', outcomes: ['interested'], atLeast: 1, withinDays: 30, points: 25 },
  { id: 'silent', kind: 'silence', days: 7, points: -15 },
  { id: 'quoted', kind: 'capture', sources: ['quote'], atLeast: 1, points: 12 },
  { id: 'near', kind: 'distance', latitude: -1.29, longitude: 36.78, withinKm: 3, points: 8 },
];

const inside = () => organization.inOrg;
const stage = (name: string) => pipeline.stages.find((one) => one.name === name)!;
async function add(lead: NewLead): Promise<Lead> {
  const made = await owner.post('/leads', lead);
  expect(made.status).toBe(201);
  return made.body as Lead;
}
let digits = 710_000_000;
const freshPhone = (): string => `+254${(digits += 1)}`;

/** The same numbers every time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
  };
}
/** What a second after a commit does; and what the server itself has taken meanwhile is done as well. */
const settle = async () => {
  do while (await inside()((scope) => scoreDueLeads(scope))); while (await inside()(hasDueScores));
};
const scoreOf = async (id: string) => (await owner.get(`/leads/${id}/score`)).body;
const state = async () => (await owner.get('/score-rules')).body;
const save = async (next: ScoreRule[]) => owner.put('/score-rules/draft', { rules: next });
const work = (jobId: string, batches = Infinity) =>
  runJob(server.services, scoreJobKinds, { organizationId: organization.organizationId, jobId }, { batches });
async function switchOn(next: ScoreRule[]): Promise<string> {
  await save(next);
  const { status, body } = await owner.post('/score-rules/activation');
  expect(status).toBe(200);
  return body.jobId as string;
}

/** Leads whose kept score is not what the rules say of them now, asked one by one. */
async function differing(): Promise<string[]> {
  const { active } = await state();
  return inside()(async (scope) => {
    const kept = await scope.rows<{ id: string; score: number | null }>(
      `select id, score from leads where organization_id = $1 and deleted_at is null and not score_overridden and status in ('new', 'in_progress', 'dormant')`, [scope.organizationId]);
    const facts = await scoreFacts(scope, active.rules, kept.map(({ id }) => ({ id, at: scope.now })));
    return kept.filter(({ id, score }) => evaluateScore(active.rules, facts.get(id)!, scope.now).score !== score).map(({ id }) => id);
  });
}

test('rules are kept as a draft and score nothing until they are switched on', async () => {
  const { id } = await add({ name: 'Early', source: 'referral', email: 'early@mail.test' });
  expect((await save(rules)).body).toMatchObject({ active: null, draft: { version: 1, rules } });
  expect(await scoreOf(id)).toMatchObject({ score: null, isOn: false, reasons: [] });
  const { body } = await owner.post('/score-rules/activation');
  expect(body).toMatchObject({ draft: null, active: { rules } });
  await work(body.jobId);
  expect((await state()).jobId).toBeNull();
  expect(await scoreOf(id)).toMatchObject({
    score: 40, computed: 40, isOn: true, reasons: [{ points: 30, rule: { id: 'recommended' } }, { points: 10, rule: { id: 'mail' } }],
  });
  expect((await owner.get('/leads/board')).body.stages[0].leads[0]).toMatchObject({ score: 40, scoreOverridden: false });
  expect((await owner.get('/leads?sort=-score&score=30..50')).body.data.map((lead: { id: string }) => lead.id)).toEqual([id]);
  expect(await owner.post('/score-rules/activation')).toBeProblem(409, 'no_draft');
});

test('of two admins who change the rules the second is told', async () => {
  const { active } = await state();
  const first = await owner.put('/score-rules/draft', { rules: active.rules.slice(1) }, { headers: { 'if-match': '"0"' } });
  expect(first.status).toBe(200);
  expect(await owner.put('/score-rules/draft', { rules }, { headers: { 'if-match': '"0"' } })).toBeProblem(412, 'stale');
  expect((await state()).draft.rules).toHaveLength(5);
  expect(await owner.delete('/score-rules/draft', { headers: { 'if-match': '"9"' } })).toBeProblem(412, 'stale');
  expect((await owner.delete('/score-rules/draft')).body.draft).toBeNull();
});

test('what makes no sense is refused by name', async () => {
  const wrong = (rule: object) => owner.put('/score-rules/draft', { rules: [{ id: 'a', points: 1, ...rule }] });
  const pointer = async (rule: object) => (await wrong(rule)).body.errors[0].pointer;
  expect(await pointer({ kind: 'field', field: 'lostReason', test: 'filled' })).toBe('/rules/0/field');
  expect(await pointer({ kind: 'field', field: 'customFields.nothing', test: 'filled' })).toBe('/rules/0/field');
  expect(await pointer({ kind: 'field', field: 'source', test: 'any_of' })).toBe('/rules/0/values');
  expect(await pointer({ kind: 'age', fromDays: 5, toDays: 5 })).toBe('/rules/0/toDays');
  expect(await pointer({ kind: 'silence', days: 0 })).toBe('/rules/0/days');
  expect((await wrong({ kind: 'nonsense' })).status).toBe(400);
  const manager = await organization.signIn('manager');
  expect(await manager.put('/score-rules/draft', { rules })).toBeProblem(403, 'not_allowed');
});

test('whatever is done to leads, a moment later each has the score that the rules say', async () => {
  const random = randomFrom(20_260_518);
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const { body: tag } = await owner.post('/tags', { name: 'Estate' });
  const tagged: ScoreRule[] = [...rules, { id: 'estate', kind: 'tag', tagIds: [tag.id], points: 5 }];
  await work(await switchOn(tagged));
  const ids: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    const id = one(ids);
    const does = [
      async () => ids.push((await add({ name: `Lead ${step}`, phone: freshPhone(), source: one(['referral', 'website']), latitude: -1.29, longitude: 36.78 })).id),
      () => id && owner.patch(`/leads/${id}`, { email: one(['a@mail.test', null]), source: one(['referral', 'manual']), latitude: one([-1.29, 5]) }),
      () => id && owner.post('/activities', { leadId: id, type: 'call', outcome: one(['interested', 'no_answer']) }),
      () => id && owner.put(`/leads/${id}/tags`, { tagIds: one([[], [tag.id]]) }),
      () => id && owner.post(`/leads/${id}/move`, { stageId: one(pipeline.stages).id, lostReason: 'No' }),
      async () => {
        const phone = id ? (await owner.get(`/leads/${id}`)).body.phone : freshPhone();
        return owner.post('/lead-captures', { source: one(['quote', 'location_share']), phone: phone ?? freshPhone() });
      },
      async () => server.clock.advance(one([86_400_000, 4 * 86_400_000])),
    ];
    await one(does)();
    if (step % 20 !== 19) continue;
    await settle();
    while (await inside()(scoreByTime));
    expect(await differing()).toEqual([]);
  }
  expect(ids.length).toBeGreaterThan(3);
  // The measure itself can tell.
  await inside()(({ rows: run, organizationId }) => run('update leads set score = score + 1 where organization_id = $1 and id = $2', [organizationId, ids[0]]));
  await owner.post(`/leads/${ids[0]}/move`, { stageId: pipeline.stages[0]!.id });
  expect(await differing()).toContain(ids[0]);
  await settle();
  expect(await differing()).toEqual([]);
});

test('many leads that are written at once have the score, the reasons and the moment of the next look that they would get afterwards', async () => {
  const { body: tag } = await owner.post('/tags', { name: 'Written at once', color: 'red' });
  await work(await switchOn([
    ...rules,
    { id: 'worth', kind: 'field', field: 'estimatedValue', test: 'any_of', values: ['1500'], points: 7 },
    { id: 'more', kind: 'field', field: 'estimatedValue', test: 'between', from: 1000.5, points: 5 },
    { id: 'pin', kind: 'field', field: 'geo', test: 'filled', points: 3 },
    { id: 'router', kind: 'field', field: 'hasRouter', test: 'any_of', values: ['false'], points: 2 },
    { id: 'tag', kind: 'tag', tagIds: [tag.id], points: 11 },
    { id: 'old', kind: 'age', fromDays: 3, points: -4 },
    { id: 'reply', kind: 'reply', withinMinutes: 5, points: 9 },
  ]));
  const inputs: NewLead[] = [
    { name: 'Bare' }, { name: 'Tagged', tagIds: [tag.id], followUpAt: '2031-01-01' }, { name: 'Worth', estimatedValue: '1500.00', hasRouter: false },
    { name: 'More', estimatedValue: '1000.51', latitude: -1.29, longitude: 36.78, source: 'referral', email: 'More@mail.test' },
    { name: 'Won', stageId: stage('Won').id, email: 'won@mail.test' },
  ];
  const kept = (ids: readonly string[]) => inside()((scope) => scope.rows(
    `select l.id, l.name, l.score, l.version, s.computed, s.reasons, s.rules_id, s.changes_at from leads l left join lead_scores s on s.organization_id = $1 and s.lead_id = l.id
      where l.organization_id = $1 and l.id = any ($2::uuid[]) order by l.id`, [scope.organizationId, ids]));
  const ids = await inside()(async (scope) => {
    const planned = await planLeads(scope, inputs.map((input, row) => ({ row, input })), { onDuplicate: 'skip', earlier: new Map() });
    return (await writeLeads(scope, planned, {})).map(({ leadId }) => leadId!);
  });
  const written = await kept(ids);
  expect(Object.fromEntries((written as { name: string; score: number | null }[]).map(({ name, score }) => [name, score])))
    .toEqual({ Bare: 0, Tagged: 11, Worth: 14, More: 56, Won: null });
  await inside()((scope) => scoreLeads(scope, ids, { tell: true }));
  expect(await kept(ids)).toEqual(written);
});

test('a lead that changes while all are being scored ends with the right score', async () => {
  const { id } = await add({ name: 'Busy', source: 'website' });
  const jobId = await switchOn(rules);
  await Promise.all([
    work(jobId),
    ...Array.from({ length: 6 }, (_, index) => owner.patch(`/leads/${id}`, { source: index % 2 ? 'referral' : 'website', email: `busy${index}@mail.test` })),
    add({ name: 'Meanwhile', source: 'referral' }),
    settle(),
  ]);
  await settle();
  expect(await differing()).toEqual([]);
  expect((await scoreOf(id)).computed).not.toBeNull();
});

test('who knows better says why; it stays until it is removed, and a written score is refused', async () => {
  const { id, version } = await add({ name: 'Known', source: 'website' });
  await settle();
  expect(await owner.put(`/leads/${id}/score`, { score: 90, reason: ' ' })).toBeProblem(400, 'malformed');
  const { body } = await owner.put(`/leads/${id}/score`, { score: 90, reason: 'The chief called himself' });
  expect(body).toMatchObject({ score: 90, computed: 0, override: { score: 90, reason: 'The chief called himself', byName: 'Olive Owner' } });
  await owner.patch(`/leads/${id}`, { source: 'referral' });
  await settle();
  expect(await scoreOf(id)).toMatchObject({ score: 90, computed: 30 });
  expect((await owner.get(`/leads/${id}`)).body).toMatchObject({ score: 90, scoreOverridden: true, version: version + 2 });
  expect(await owner.patch(`/leads/${id}`, { score: 5 })).toBeProblem(422, 'invalid_fields');
  const types = (await owner.get(`/leads/${id}/timeline`)).body.data.map(({ type }: { type: string }) => type);
  expect(types).toContain('lead.score_overridden');
  expect(types).not.toContain('lead.scored');
  expect((await owner.delete(`/leads/${id}/score`)).body).toMatchObject({ score: 30, override: null });
  await owner.post(`/leads/${id}/assign`, { ownerId: organization.owner.user.id });
  const sales = await organization.signIn('sales');
  expect(await sales.put(`/leads/${id}/score`, { score: 1, reason: 'x' })).toBeProblem(404, 'not_found');
});

test('rules are tried on what was known before leads were decided, and switching off takes the scores away', async () => {
  const won = stage('Won').id;
  const lost = stage('Lost').id;
  const trying: ScoreRule[] = [{ id: 'mail', kind: 'field', field: 'email', test: 'filled', points: 50 }];
  const { body: before } = await owner.post('/score-rules/try', { rules: trying });
  for (const index of [1, 2]) {
    const good = await add({ name: `Good ${index}`, email: `good${index}@mail.test` });
    const late = await add({ name: `Late ${index}` });
    server.clock.advance(5 * 86_400_000);
    // Written as it was lost: nobody knew it before.
    await owner.patch(`/leads/${late.id}`, { email: `late${index}@mail.test` });
    await owner.post(`/leads/${good.id}/move`, { stageId: won });
    await owner.post(`/leads/${late.id}/move`, { stageId: lost, lostReason: 'Too far' });
  }
  const { body: trial } = await owner.post('/score-rules/try', { rules: trying });
  expect([trial.won - before.won, trial.lost - before.lost]).toEqual([2, 2]);
  expect([trial.rules[0].won - before.rules[0].won, trial.rules[0].lost - before.rules[0].lost]).toEqual([2, 0]);

  const { body: off } = await owner.delete('/score-rules/activation');
  expect(off).toMatchObject({ active: null, draft: { rules } });
  await work(off.jobId);
  expect((await owner.get('/leads?score=0..100&status=new,in_progress,dormant')).body.data).toEqual([]);
  expect(await owner.delete('/score-rules/activation')).toBeProblem(409, 'score_is_off');
});
