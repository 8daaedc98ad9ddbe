import type { BulkAction, Lead } from '@lastmile/contracts';
import type { Scope } from '../core/in-org.ts';
import { startTestServer, type SignedInClient, type TestServer } from '../testing/index.ts';
import { runJob, type JobKind } from '../features/jobs/index.ts';
import { recountFigures } from '../features/leads/index.ts';
import { openLeadDesk, type LeadDesk } from '../features/leads/testing/lead-desk.ts';
import { bulkKind } from '../features/bulk-changes/bulk-job.ts';

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
let manager: SignedInClient;
let sales: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  ({ owner } = desk);
  manager = await desk.organization.signIn('manager');
  sales = await desk.organization.signIn('sales');
});
afterAll(() => server.stop());
// Whatever was done here, everything is counted as it stands.
afterEach(async () => {
  expect(await desk.organization.inOrg(recountFigures)).toBe(0);
  const wrong = await desk.organization.inOrg(({ rows, organizationId }) => rows(
    `select k.stage_id, sum(k.leads) from (
       select stage_id, leads, value from lead_counts where organization_id = $1 union all select stage_id, leads, value from lead_count_deltas where organization_id = $1
       union all select stage_id, -1, -value from leads where organization_id = $1 and deleted_at is null) k
      group by k.stage_id having sum(k.leads) <> 0 or sum(k.value) <> 0`, [organizationId]));
  expect(wrong).toEqual([]);
});

/** Two leads a batch, so that a few make several. */
const kind = { ...bulkKind, batchSize: 2 };
const work = (jobId: string, { batches = Infinity, kinds = [kind as JobKind] } = {}) =>
  runJob(server.services, kinds, { organizationId: desk.organization.organizationId, jobId }, { batches });
const add = (count: number, word: string, more: object = {}) =>
  Promise.all(Array.from({ length: count }, (_, index) => desk.add(owner, { name: `${word} ${index + 1}`, ownerId: owner.user.id, ...more })));
const idsOf = (leads: readonly Lead[]) => leads.map(({ id }) => id);
const start = async (selection: object, action: BulkAction, by = owner): Promise<string> => {
  const { status, body } = await by.post('/leads/bulk', { ...selection, action });
  if (status !== 202) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body.jobId as string;
};
async function change(leads: readonly Lead[], action: BulkAction, by = owner): Promise<string> {
  const jobId = await start({ ids: idsOf(leads) }, action, by);
  await work(jobId);
  return jobId;
}
async function undo(jobId: string, by = owner): Promise<{ row: number; outcome: string; problem: string | null }[]> {
  const { status, body } = await by.post(`/jobs/${jobId}/undo`);
  expect(status).toBe(202);
  await work(body.jobId);
  return results(body.jobId, by);
}
const results = async (jobId: string, by = owner) =>
  ((await by.get(`/jobs/${jobId}/results`)).body.data as { row: number; outcome: string; problem: string | null }[]).map(({ row, outcome, problem }) => ({ row, outcome, problem }));
const now = async ({ id }: Lead) => (await owner.get(`/leads/${id}`)).body as Lead;
/** All of a lead but what counts how often it was written. */
const asItWas = async (lead: Lead) => {
  const { version: _v, followUp, ...rest } = await now(lead);
  return { ...rest, followUp: { ...followUp, activityId: null } };
};
const told = async ({ id }: Lead) => ((await owner.get(`/leads/${id}/timeline`)).body.data as { type: string; changes: object }[]);
const convert = ({ id }: Lead) => desk.organization.inOrg(({ rows, organizationId }) =>
  rows('update leads set converted_at = now() where organization_id = $1 and id = $2', [organizationId, id]));
const tagged = async (name: string): Promise<string> => (await owner.post('/tags', { name, color: 'blue' })).body.id;

test('a filter means the leads of its preview, counts the locked ones, and changes each with one event', async () => {
  const leads = await add(5, 'Filtered', { city: 'Nakuru' });
  await convert(leads[0]!);
  const action = { type: 'assign' as const, ownerId: sales.user.id };
  const { status, body: preview } = await owner.post('/leads/bulk/preview', { filter: { city: 'nakuru', q: 'filtered' }, action });
  expect(status).toBe(200);
  expect(preview).toMatchObject({ total: 5, changes: 4, unchanged: 0, problems: [{ code: 'locked', count: 1, leads: [{ id: leads[0]!.id, title: 'Filtered 1' }] }] });
  const [late] = await add(1, 'Filtered late', { city: 'Nakuru' });
  await owner.patch(`/leads/${leads[4]!.id}`, { city: 'Kisumu' });
  const jobId = await start({ selectionId: preview.selectionId }, action);
  await work(jobId);
  const job = (await owner.get(`/jobs/${jobId}`)).body;
  expect(job).toMatchObject({ kind: 'lead_bulk', title: 'Give 5 leads to A sales', href: `/jobs/${jobId}`, state: 'done', total: 5, done: 4, failed: 1, canUndo: true });
  expect(job.results.filter(({ ok }: { ok: boolean }) => !ok)).toMatchObject([{
    id: leads[0]!.id, lead: { number: leads[0]!.number, title: 'Filtered 1', href: `/leads/${leads[0]!.id}` }, outcome: 'skipped', problem: expect.stringContaining(leads[0]!.number) }]);
  expect((await now(late!)).ownerId).toBe(owner.user.id);
  for (const lead of leads.slice(1)) {
    expect(await now(lead)).toMatchObject({ ownerId: sales.user.id, version: lead === leads[4] ? 3 : 2 });
    expect((await told(lead)).filter(({ type }) => type === 'lead.assigned')).toMatchObject([{ changes: { fromName: owner.user.name, toName: 'A sales' } }]);
  }
});

describe('a killed worker’s job', () => {
  const once = { version: 2, partner: 'Savanna', events: 1, outcome: 'updated' };

  /** What came of five leads whose worker dies with its second batch written and not committed. */
  async function resumed(word: string, worked: typeof kind): Promise<object[]> {
    const leads = await add(5, word);
    const jobId = await start({ ids: idsOf(leads) }, { type: 'edit', changes: { partner: 'Savanna' } });
    await work(jobId, { batches: 1, kinds: [worked as JobKind] });
    const dying = { ...worked, run: async (...args: Parameters<typeof kind.run>) => { await worked.run(...args); throw new Error('gone'); } };
    await expect(work(jobId, { kinds: [dying as JobKind] })).rejects.toThrow('gone');
    const next = () => work(jobId, { kinds: [worked as JobKind] });
    await Promise.all([next(), next()]);
    await next();
    const outcomes = await results(jobId);
    return Promise.all(leads.map(async (lead, index) => {
      const { version, partner } = await now(lead);
      const events = (await told(lead)).filter(({ type }) => type === 'lead.updated').length;
      return { version, partner, events, outcome: outcomes.find(({ row }) => row === index + 1)?.outcome };
    }));
  }

  test('goes on with no lead twice and none that undoing does not know', async () => {
    expect(await resumed('Resumed', kind)).toEqual([once, once, once, once, once]);
  });

  test('and finds a worker that writes leads in another transaction than its place', async () => {
    const apart = { ...kind, run: ({ actor }: Scope, job: Parameters<typeof kind.run>[1], range: Parameters<typeof kind.run>[2]) =>
      server.services.inOrg(actor, (scope) => kind.run(scope, job, range)) };
    const lost = { ...once, outcome: 'unchanged' };
    expect(await resumed('Apart', apart)).toEqual([once, once, lost, lost, once]);
  });
});

describe('undoing restores exactly what was changed', () => {
  const cases: [string, () => Promise<BulkAction> | BulkAction, (lead: Lead) => object][] = [
    ['fields', () => ({ type: 'edit', changes: { city: 'Thika', priority: 'high', estimatedValue: '900' } }), () => ({ city: 'Thika', priority: 'high', value: '900.00' })],
    ['stages', () => ({ type: 'move', stageId: desk.stage('Qualification').id }), () => ({ stageId: desk.stage('Qualification').id })],
    ['losses', () => ({ type: 'lose', lostReason: 'No coverage' }), () => ({ status: 'lost', lostReason: 'No coverage' })],
    ['owners', () => ({ type: 'assign', ownerId: null }), () => ({ ownerId: null, assignedAt: null })],
    ['next steps', () => ({ type: 'follow_up', followUpAt: '2031-05-04', followUpNote: 'Call' }), () => ({ followUp: { at: '2031-05-04', note: 'Call' } })],
    ['tags', async () => ({ type: 'tag', addTagIds: [await tagged('Bulk new')], removeTagIds: [await tagged('Never there')] }), () => ({ tags: [{ name: 'Bulk new' }] })],
  ];
  test.each(cases)('%s', async (word, make, expected) => {
    const leads = await add(3, `Undone ${word}`, { estimatedValue: '100', followUpAt: '2030-01-02', followUpNote: 'First' });
    const action = await make();
    const before = await Promise.all(leads.map(asItWas));
    const stays = await Promise.all(leads.map(async ({ id }) => (await owner.get(`/leads/${id}/stage-times`)).body.data.length as number));
    server.clock.advance(60_000);
    const jobId = await change(leads, action);
    expect(await results(jobId)).toEqual([1, 2, 3].map((row) => ({ row, outcome: 'updated', problem: null })));
    for (const lead of leads) expect(await now(lead)).toMatchObject({ ...expected(lead), version: 2 });
    // Somebody goes on with the second one.
    await owner.patch(`/leads/${leads[1]!.id}`, { notes: 'Talked to them' });
    const back = await undo(jobId);
    expect(back).toEqual([
      { row: 1, outcome: 'restored', problem: null }, { row: 2, outcome: 'kept', problem: `${leads[1]!.number} was changed since.` }, { row: 3, outcome: 'restored', problem: null }]);
    for (const index of [0, 2]) expect(await asItWas(leads[index]!)).toEqual(before[index]);
    expect(await now(leads[1]!)).toMatchObject({ ...expected(leads[1]!), notes: 'Talked to them' });
    expect((await told(leads[0]!)).length).toBe(3);
    expect(stays).toEqual([1, 1, 1]);
  });

  test('and brings back what was deleted, unless its phone went to another lead', async () => {
    const leads = await add(2, 'Deleted').then(async (made) => [...made, await desk.add(owner, { name: 'Deleted 3', phone: '0711 222 333' })]);
    const jobId = await change(leads, { type: 'delete' });
    for (const { id } of leads) expect((await owner.get(`/leads/${id}`)).status).toBe(404);
    expect((await owner.get(`/jobs/${jobId}`)).body.results[0].lead).toEqual({ number: leads[0]!.number, title: 'Deleted 1', href: null });
    await desk.add(owner, { name: 'Faster', phone: '0711 222 333' });
    expect((await undo(jobId)).map(({ outcome }) => outcome)).toEqual(['restored', 'restored', 'kept']);
    expect((await told(leads[0]!)).map(({ type }) => type)).toEqual(['lead.restored', 'lead.deleted', 'lead.created']);
  });

  test('for an hour, and the last of two changes first or the earlier one keeps what the later did', async () => {
    const leads = await add(2, 'Twice');
    const first = await change(leads, { type: 'edit', changes: { city: 'Thika' } });
    const second = await change(leads, { type: 'assign', ownerId: null });
    expect((await undo(second)).map(({ outcome }) => outcome)).toEqual(['restored', 'restored']);
    expect((await undo(first)).map(({ outcome }) => outcome)).toEqual(['restored', 'restored']);
    expect(await now(leads[0]!)).toMatchObject({ city: null, ownerId: owner.user.id });
    const late = await change(leads, { type: 'edit', changes: { city: 'Thika' } });
    server.clock.advance(3_600_001);
    expect(await owner.post(`/jobs/${late}/undo`)).toBeProblem(409, 'not_undoable');
  });
});

test('a phone that two lost leads share opens again for one of them only', async () => {
  const phone = '0722 333 444';
  const leads = [await desk.add(owner, { name: 'Twin 1', phone })];
  await change(leads, { type: 'lose', lostReason: 'Moved' });
  leads.push(await desk.add(owner, { name: 'Twin 2', phone }));
  await change(leads.slice(1), { type: 'lose', lostReason: 'Moved' });
  const jobId = await change(leads, { type: 'move', stageId: desk.stage('Qualification').id });
  expect((await results(jobId)).map(({ outcome }) => outcome)).toEqual(['updated', 'skipped']);
});

test('each lead is changed only by whoever may change it, as that is when its turn comes', async () => {
  const [own] = await add(1, 'Own', { ownerId: sales.user.id });
  const [others] = await add(1, 'Others', { ownerId: manager.user.id });
  const [free] = await add(1, 'Free', { ownerId: null });
  const ids = idsOf([own!, others!, free!]);
  const changes = { type: 'edit' as const, changes: { city: 'Embu' } };
  // What one may not see is not there; what nobody owns is claimed first.
  const { body } = await sales.post('/leads/bulk/preview', { ids, action: changes });
  expect(body).toMatchObject({ total: 2, changes: 1, problems: [{ code: 'claim_first', count: 1 }] });
  expect(await sales.post('/leads/bulk/preview', { ids: [others!.id], action: changes })).toBeProblem(404, 'not_found');
  for (const action of [{ type: 'assign', ownerId: null }, { type: 'delete' }]) expect(await sales.post('/leads/bulk', { ids, action })).toBeProblem(403, 'not_allowed');
  const jobId = await start({ ids: [own!.id] }, changes, sales);
  await owner.post(`/leads/${own!.id}/assign`, { ownerId: manager.user.id });
  await work(jobId);
  expect(await results(jobId, sales)).toMatchObject([{ outcome: 'skipped' }]);
  expect((await now(own!)).city).toBeNull();
  // What went to somebody else is not named to them any more.
  expect((await sales.get(`/jobs/${jobId}`)).body.results).toMatchObject([{ id: own!.id, lead: null }]);
  // A selection is its maker's own.
  expect(await manager.post('/leads/bulk', { selectionId: body.selectionId, action: changes })).toBeProblem(404, 'not_found');
  const stranger = (await server.makeOrganization()).owner;
  expect(await stranger.post('/leads/bulk', { ids, action: changes })).toBeProblem(404, 'not_found');
  expect(await stranger.post('/leads/bulk', { selectionId: body.selectionId, action: changes })).toBeProblem(404, 'not_found');
});

test('a stage’s exit criteria are asked for, once for all', async () => {
  const leads = await add(2, 'Criteria');
  const [{ stageId }] = leads as [Lead];
  await owner.patch(`/pipelines/${desk.pipeline.id}/stages/${stageId}`, { exitCriteria: ['Reached'] });
  const action = { type: 'move' as const, stageId: desk.stage('Qualification').id };
  expect((await owner.post('/leads/bulk/preview', { ids: idsOf(leads), action })).body).toMatchObject({ changes: 0, problems: [{ code: 'exit_criteria', count: 2 }] });
  expect(await results(await change(leads, action))).toMatchObject([{ outcome: 'skipped' }, { outcome: 'skipped' }]);
  const jobId = await change(leads, { ...action, exitCriteriaSkipReason: 'Known from before' });
  expect((await results(jobId)).map(({ outcome }) => outcome)).toEqual(['updated', 'updated']);
  await owner.patch(`/pipelines/${desk.pipeline.id}/stages/${stageId}`, { exitCriteria: [] });
});

test('says what is wrong with a change, naming the place, and starts no job; a repeated request starts one', async () => {
  const [lead] = await add(1, 'Refused');
  const ids = [lead!.id];
  const refusals: [object, string][] = [
    [{ type: 'edit' }, '/action/changes'],
    [{ type: 'edit', changes: { source: 'nowhere' } }, '/action/changes/source'],
    [{ type: 'edit', changes: { customFields: { missing: 1 } } }, '/action/changes/customFields/missing'],
    [{ type: 'move' }, '/action/stageId'],
    [{ type: 'move', stageId: desk.pipeline.stages.find(({ type }) => type === 'won')!.id }, '/action/stageId'],
    [{ type: 'lose' }, '/action/lostReason'],
    [{ type: 'assign', ownerId: lead!.id }, '/action/ownerId'],
    [{ type: 'tag', addTagIds: [lead!.id] }, '/action/addTagIds/0'],
    [{ type: 'follow_up', followUpAt: '2031-02-30' }, '/action/followUpAt'],
  ];
  for (const [action, pointer] of refusals) {
    const answer = await owner.post('/leads/bulk', { ids, action });
    expect([pointer, answer.status, answer.body.errors?.[0]?.pointer]).toEqual([pointer, 422, pointer]);
  }
  expect((await owner.post('/leads/bulk', { action: { type: 'delete' } })).status).toBe(422);
  const once = () => owner.post('/leads/bulk', { ids, action: { type: 'delete' } }, { headers: { 'idempotency-key': 'bulk-once' } });
  const [first, second] = [await once(), await once()];
  expect(second.body.jobId).toBe(first.body.jobId);
  await work(first.body.jobId);
});
