import type { Activity, Lead, LeadTimelineEntry, MergePlan, Pipeline } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { recountFigures } from '../leads/index.ts';
import { freshPhone, mergeActs } from './testing/merge-acts.ts';

let server: TestServer;
let organization: TestOrganization;
let contactedStageId: string;
let owner: SignedInClient;
let sales: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  const { body } = await owner.get('/pipelines?kind=lead');
  contactedStageId = (body.data as Pipeline[])[0]!.stages.find(({ name }) => name === 'Contacted')!.id;
  sales = await organization.signIn('sales', { name: 'Sam' });
});
afterAll(() => server.stop());

const { add, pair, merge, merged, undo, look } = mergeActs(() => owner);
const timelineOf = async ({ id }: Lead) => (await owner.get(`/leads/${id}/timeline?limit=100`)).body.data as LeadTimelineEntry[];
const convert = async ({ id }: Lead) => {
  const request = { type: 'active_without_invoice' };
  const { body: { planHash } } = await owner.post(`/leads/${id}/conversion-plan`, request);
  return (await owner.post(`/leads/${id}/conversion`, { planHash, ...request })).body as { subscriberId: string };
};
const wrongFigures = () => organization.inOrg(recountFigures);

test('the kept lead has its own values, those of the others where it had none, and those that were chosen', async () => {
  const { body: field } = await owner.post('/lead-fields', { label: 'Building', type: 'text' });
  const building = (name: string) => ({ customFields: { [String(field.name)]: name } });
  const phone = freshPhone();
  const kept = await add({ name: 'Wanjiku', city: 'Nairobi', companyName: 'Old Ltd', source: 'referral', ...building('Rose Court') });
  const one = await add({ name: 'W. Kamau', phone, city: 'Nakuru', companyName: 'New Ltd', latitude: -1.3, longitude: 36.8, ...building('Baraka') });
  const two = await add({ name: 'Kamau', email: 'kamau@merge.test', street: 'Lane 1', externalRef: { source: 'crm', reference: 'K-1' } });
  const ids = [kept, one, two].map(({ id }) => id).join(',');
  const plan = (await owner.get(`/leads/merge-plan?ids=${ids}&keepId=${kept.id}`)).body as MergePlan;
  expect(plan.fields.find(({ name }) => name === 'city')).toMatchObject({ label: 'City', chosenId: kept.id, values: [{ text: 'Nairobi' }, { text: 'Nakuru' }, { text: null }] });
  expect(plan.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['phone', 'source', 'geo', 'externalRef', field.name]));
  expect(plan.blockers).toEqual([]);
  const { lead } = await merged(kept, [one, two], { fields: { companyName: one.id, [String(field.name)]: one.id, source: two.id } });
  expect(lead).toMatchObject({
    name: 'Wanjiku', title: 'Wanjiku', city: 'Nairobi', companyName: 'New Ltd', phone, email: 'kamau@merge.test', street: 'Lane 1', latitude: -1.3, source: 'manual',
    externalRef: { source: 'crm', reference: 'K-1' }, ...building('Baraka'), createdAt: kept.createdAt,
  });
  const [told] = await timelineOf(lead);
  expect(told).toMatchObject({ type: 'lead.merged', changes: { changed: { companyName: { from: 'Old Ltd', to: 'New Ltd' } } } });
  expect(told!.changes.left).toEqual(expect.arrayContaining([expect.objectContaining({ number: one.number, label: 'City', value: 'Nakuru' })]));
});

test('activities, files, captures, tags, stays and history come along, each once, and the counts and figures agree', async () => {
  const [vip, estate] = [(await owner.post('/tags', { name: 'VIP', color: 'red' })).body.id as string, (await owner.post('/tags', { name: 'Estate', color: 'blue' })).body.id as string];
  const phone = freshPhone();
  const [kept, other] = await pair({ tagIds: [vip] }, { tagIds: [vip, estate], phone });
  await owner.post('/lead-captures', { source: 'website', phone, data: { page: '/fibre' } });
  await owner.post('/activities', { leadId: kept.id, type: 'call', outcome: 'answered', followUpAt: '2031-02-01', followUpNote: 'Kept' });
  await owner.post('/activities', { leadId: other.id, type: 'note', body: 'Gate code' });
  await owner.post('/activities', { leadId: other.id, type: 'call', outcome: 'answered', followUpAt: '2031-01-01', followUpNote: 'Earlier' });
  await owner.post(`/leads/${other.id}/move`, { stageId: contactedStageId });
  const form = new FormData();
  form.set('leadId', other.id);
  form.set('file', new File(['plan'], 'plan.txt'));
  await owner.post('/files', form);
  const { moved } = (await owner.get(`/leads/merge-plan?ids=${kept.id},${other.id}&keepId=${kept.id}`)).body as MergePlan;
  expect(moved).toEqual({ activities: 3, quotes: 0, files: 1, captures: 1, tags: 1 });
  const { lead } = await merged(kept, [other]);
  expect(lead.tags.map(({ name }) => name)).toEqual(['VIP', 'Estate']);
  expect(lead.followUp).toMatchObject({ at: '2031-01-01', note: 'Earlier' });
  const { data: activities } = (await owner.get(`/activities?leadId=${kept.id}&limit=50`)).body as { data: Activity[] };
  expect(activities).toHaveLength(5);
  expect((await owner.get(`/files?leadId=${kept.id}`)).body.data).toHaveLength(1);
  expect((await owner.get(`/leads/${kept.id}/captures`)).body.data).toHaveLength(1);
  const timeline = await timelineOf(kept);
  expect(timeline.filter(({ mergedFrom }) => mergedFrom === other.number).map(({ type }) => type)).toEqual(expect.arrayContaining(['lead.created', 'lead.stage_changed', 'file.added']));
  expect(timeline.map(({ type }) => type)).not.toContain('lead.merged_into');
  expect(await wrongFigures()).toBe(0);
});

describe('a lead that was merged', () => {
  test('answers with the lead that it is now, also after that one was merged on, and is neither listed nor brought back', async () => {
    const [kept, other] = await pair();
    const last = await add({ name: 'Last' });
    await merged(kept, [other]);
    await merged(last, [kept]);
    for (const path of ['', '/timeline', '/duplicates', '/captures']) {
      const answer = await owner.get(`/leads/${other.id}${path}`);
      expect(answer).toBeProblem(404, 'lead_merged');
      expect(answer.body.mergedInto).toEqual({ id: last.id, number: last.number, title: 'Last', href: `/leads/${last.id}` });
    }
    for (const path of ['claim', 'restore', 'purge']) expect(await owner.post(`/leads/${other.id}/${path}`)).toBeProblem(404, 'lead_merged');
    expect(await owner.patch(`/leads/${other.id}`, { city: 'X' })).toBeProblem(404, 'lead_merged');
    expect(JSON.stringify((await owner.get('/leads/deleted')).body)).not.toContain(other.id);
    await owner.post(`/leads/${last.id}/assign`, { ownerId: owner.user.id });
    expect(await sales.get(`/leads/${other.id}`)).toBeProblem(404, 'not_found');
  });

  test('is met by its external reference as the lead that it is now', async () => {
    const [kept, other] = await pair({ externalRef: { source: 'crm', reference: 'A' } }, { externalRef: { source: 'crm', reference: 'B' } });
    await merged(kept, [other]);
    const refused = await owner.post('/leads', { name: 'Again', externalRef: { source: 'crm', reference: 'B' } });
    expect(refused).toBeProblem(409, 'duplicate_lead');
    expect(refused.body.lead).toMatchObject({ id: kept.id });
  });

  test('goes for good with the one it went into, and is erased with it', async () => {
    const [kept, other] = await pair({}, { phone: freshPhone() });
    await merged(kept, [other]);
    await owner.delete(`/leads/${kept.id}`);
    expect((await owner.post(`/leads/${kept.id}/purge`)).status).toBe(204);
    const [lost, found] = await pair({}, { name: 'Secret Person' });
    await owner.post('/activities', { leadId: found.id, type: 'meeting', status: 'planned', subject: 'Secret meeting', dueAt: '2031-01-06' });
    const { mergeId } = await merged(lost, [found], { fields: { name: found.id } });
    expect((await owner.post(`/leads/${lost.id}/erase`)).status).toBe(200);
    expect(await undo(mergeId)).toBeProblem(409, 'merge_is_final');
    const [third, fourth] = await pair({}, { name: 'Secret Other' });
    const undone = await merged(third, [fourth], { fields: { name: fourth.id } });
    await undo(undone.mergeId);
    await owner.post(`/leads/${fourth.id}/erase`);
    expect(JSON.stringify(await timelineOf(third))).not.toContain('Secret');
    const rows = await organization.inOrg(({ rows: query, organizationId }) => query<{ row: string }>(
      `select to_jsonb(l)::text as row from leads l where l.organization_id = $1 and l.id = any ($2::uuid[])
       union all select to_jsonb(m)::text from lead_merges m where m.organization_id = $1 and m.id = $3
       union all select to_jsonb(r)::text from lead_merge_rows r where r.organization_id = $1 and r.merge_id = $3
       union all select to_jsonb(s)::text from lead_merge_sources s where s.organization_id = $1 and s.merge_id = $3
       union all select to_jsonb(e)::text from events e where e.organization_id = $1 and e.subject_id = any ($2::uuid[])
       union all select to_jsonb(l)::text from leads l where l.organization_id = $1 and l.id = any ($4::uuid[])`,
      [organizationId, [lost.id, found.id], mergeId, [kept.id, other.id]]));
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toMatch(/Secret|Kept/);
  });
});

describe('is refused', () => {
  test('what was changed since it was looked at, with the lead as it is', async () => {
    const [kept, other] = await pair();
    await owner.patch(`/leads/${other.id}`, { city: 'Thika' });
    const answer = await merge(kept, [other], { versions: { [other.id]: 1, [kept.id]: 1 } });
    expect(answer).toBeProblem(412, 'stale');
    expect(answer.body.current).toMatchObject({ id: other.id, city: 'Thika' });
  });

  test('merging a converted lead away; one that is kept keeps its fields (D27)', async () => {
    const [converted, other] = await pair({ city: 'Nairobi' }, { city: 'Nakuru', email: 'd27@merge.test' });
    await convert(converted);
    expect(await merge(other, [converted])).toBeProblem(409, 'converted_must_be_kept');
    const plan = (await owner.get(`/leads/merge-plan?ids=${other.id},${converted.id}`)).body as MergePlan;
    expect([plan.keepId, plan.blockers]).toEqual([converted.id, []]);
    expect(await merge(converted, [other], { fields: { city: other.id } })).toBeProblem(409, 'lead_locked');
    await owner.post('/activities', { leadId: other.id, type: 'note', body: 'Comes along' });
    const { lead } = await merged(converted, [other]);
    expect(lead).toMatchObject({ city: 'Nairobi', email: null, convertedAt: expect.any(String) });
    expect((await owner.get(`/activities?leadId=${converted.id}`)).body.data).toMatchObject([{ body: 'Comes along' }]);
    const [second, third] = await pair();
    await convert(second);
    await convert(third);
    expect(await merge(second, [third])).toBeProblem(409, 'converted_must_be_kept');
  });

  test('what is no choice, and what is not theirs who asks', async () => {
    const [kept, other] = await pair();
    const stranger = newId();
    expect((await merge(kept, [other], { fields: { nonsense: kept.id, city: stranger } })).body).toMatchObject({
      status: 422, errors: [{ pointer: '/fields/nonsense' }, { pointer: '/fields/city' }],
    });
    expect(await merge(kept, [kept])).toBeProblem(422, 'invalid_fields');
    expect(await owner.get(`/leads/merge-plan?ids=${kept.id}`)).toBeProblem(422, 'invalid_fields');
    expect(await owner.post('/leads/merge', { keepId: kept.id, mergeIds: [stranger] })).toBeProblem(404, 'not_found');
    const [mine, unclaimed] = [await add({ name: 'Mine', ownerId: sales.user.id }), await add({ name: 'Unclaimed', ownerId: null })];
    const theirs = await add({ name: 'Theirs', ownerId: owner.user.id });
    expect(await merge(mine, [theirs], {}, sales)).toBeProblem(404, 'not_found');
    expect(await merge(mine, [unclaimed], {}, sales)).toBeProblem(409, 'claim_first');
    expect(await merge(mine, [unclaimed], {}, await organization.signIn('viewer'))).toBeProblem(403, 'not_allowed');
    expect((await look(unclaimed)).version).toBe(1);
  });
});

test('of two people who merge the same pair at once one does it, and the other is told into which lead', async () => {
  for (const [first, second] of [[0, 0], [0, 1]] as const) {
    const leads = await pair();
    const answers = await Promise.all([first, second].map((kept) => merge(leads[kept], [leads[1 - kept]!])));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost).toBeProblem(409, 'merged_already');
    expect(lost.body.mergedInto.id).toBe(answers.find(({ status }) => status === 200)!.body.lead.id);
  }
});
