import type { Activity, Lead, LeadField, LeadScore, LeadTimelineEntry, Merge, MergePlan, NewLead, Pipeline, Quote, Stage } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { recountFigures, scoreLeads } from '../leads/index.ts';

let server: TestServer;
let organization: TestOrganization;
let stages: Stage[];
let contactedStageId: string;
let owner: SignedInClient;
let sales: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  const { body } = await owner.get('/pipelines?kind=lead');
  ({ stages } = (body.data as Pipeline[])[0]!);
  contactedStageId = stages.find(({ name }) => name === 'Contacted')!.id;
  sales = await organization.signIn('sales', { name: 'Sam' });
});
afterAll(() => server.stop());

const day = 86_400_000;
let digits = 730_000_000;
const freshPhone = () => `+254${(digits += 1)}`;
const add = async (lead: NewLead) => {
  const made = await owner.post('/leads', lead);
  expect(made.status).toBe(201);
  return made.body as Lead;
};
const pair = async (kept: NewLead = {}, other: NewLead = {}) => [await add({ name: 'Kept', ...kept }), await add({ name: 'Other', ...other })] as const;
const merge = (kept: Lead, others: Lead[], more: object = {}, by = owner) => by.post('/leads/merge', { keepId: kept.id, mergeIds: others.map(({ id }) => id), ...more });
const merged = async (kept: Lead, others: Lead[], more: object = {}) => {
  const answer = await merge(kept, others, more);
  expect([answer.status, answer.status > 299 ? answer.body : '']).toEqual([200, '']);
  return answer.body as { mergeId: string; lead: Lead };
};
const undo = (mergeId: string, by = owner) => by.post(`/merges/${mergeId}/undo`);
const look = async ({ id }: Lead) => (await owner.get(`/leads/${id}`)).body as Lead;
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

describe('the score', () => {
  const say = async ({ id }: Lead, score: number, reason: string) => expect((await owner.put(`/leads/${id}/score`, { score, reason })).status).toBe(200);
  const scoreOf = async ({ id }: Lead) => {
    const { score, override } = (await owner.get(`/leads/${id}/score`)).body as LeadScore;
    return [score, override && { score: override.score, reason: override.reason }];
  };
  const planned = async (...leads: Lead[]) =>
    ((await owner.get(`/leads/merge-plan?ids=${leads.map(({ id }) => id).join(',')}&keepId=${leads[0]!.id}`)).body as MergePlan).fields.map(({ name }) => name);

  test('is chosen like any other while it is written by hand', async () => {
    const [kept, other] = await pair({ score: 20 }, { score: 80 });
    expect(await planned(kept, other)).toContain('score');
    const { mergeId, lead } = await merged(kept, [other], { fields: { score: other.id } });
    expect(lead.score).toBe(80);
    await undo(mergeId);
    expect([await scoreOf(kept), await scoreOf(other)]).toEqual([[20, null], [80, null]]);
  });

  test('of an override comes along with its reason where the kept lead has none, and goes back with it', async () => {
    const [kept, other] = await pair({ score: 20 }, { score: 30 });
    const [plain, overridden] = [[20, null], [80, { score: 80, reason: 'Knows the owner' }]];
    await say(other, 80, 'Knows the owner');
    expect(await planned(kept, other)).not.toContain('score');
    expect((await merge(kept, [other], { fields: { score: other.id } })).body).toMatchObject({ status: 422, errors: [{ pointer: '/fields/score' }] });
    const first = await merged(kept, [other]);
    expect(await scoreOf(kept)).toEqual(overridden);
    expect((await undo(first.mergeId)).body.kept).toEqual([]);
    expect([await scoreOf(kept), await scoreOf(other)]).toEqual([plain, overridden]);
    // What somebody says of it since stays, and so does its own.
    const second = await merged(kept, [other]);
    await say(kept, 80, 'Heard it twice');
    expect((await undo(second.mergeId)).body.kept).toEqual([`Score of ${kept.number} was changed since and stays.`]);
    const third = await merged(kept, [other]);
    expect(await scoreOf(kept)).toEqual([80, { score: 80, reason: 'Heard it twice' }]);
    expect((await undo(third.mergeId)).body.kept).toEqual([]);
    expect([await scoreOf(kept), await scoreOf(other)]).toEqual([[80, { score: 80, reason: 'Heard it twice' }], overridden]);
  });

  test('that somebody gave a reason for is not written over by hand', async () => {
    const [lead] = await pair();
    await say(lead, 80, 'Knows the owner');
    expect((await owner.patch(`/leads/${lead.id}`, { score: 20 })).body).toMatchObject({ status: 422, errors: [{ pointer: '/score' }] });
    expect((await owner.patch(`/leads/${lead.id}`, { score: 80, city: 'Thika' })).status).toBe(200);
    await owner.delete(`/leads/${lead.id}/score`);
    expect((await owner.patch(`/leads/${lead.id}`, { score: 20 })).body.score).toBe(20);
  });

  test('that rules make is nothing to choose, and nothing that was changed since', async () => {
    const [kept, other] = await pair({ score: 20 }, { score: 80, email: 'rules@merge.test' });
    const third = await add({ name: 'Third' });
    await say(third, 90, 'Signed on paper');
    await owner.put('/score-rules/draft', { rules: [{ id: 'mail', kind: 'field', field: 'email', test: 'filled', points: 10 }] });
    expect((await owner.post('/score-rules/activation')).status).toBe(200);
    const settle = () => organization.inOrg((scope) => scoreLeads(scope, [kept.id, other.id], { tell: false }));
    await settle();
    expect(await planned(kept, other)).not.toContain('score');
    const { mergeId } = await merged(kept, [other, third]);
    await settle();
    expect(await scoreOf(kept)).toEqual([90, { score: 90, reason: 'Signed on paper' }]);
    expect((await undo(mergeId)).body.kept).toEqual([]);
    await settle();
    expect([await scoreOf(kept), await scoreOf(other), await scoreOf(third)]).toEqual([[0, null], [10, null], [90, { score: 90, reason: 'Signed on paper' }]]);
    const again = await merged(kept, [other]);
    await settle();
    expect(await scoreOf(kept)).toEqual([10, null]);
    expect((await undo(again.mergeId)).body.kept).toEqual([]);
  });
});

describe('undoing', () => {
  test('brings everything back, and keeps and names what was changed since', async () => {
    const phone = freshPhone();
    const [kept, other] = await pair({ city: 'Nairobi' }, { phone, city: 'Nakuru', street: 'Lane 5' });
    const note = (await owner.post('/activities', { leadId: other.id, type: 'note', body: 'Of the other' })).body as Activity;
    const { mergeId } = await merged(kept, [other], { fields: { city: other.id } });
    await owner.patch(`/leads/${kept.id}`, { street: 'Lane 6' });
    await owner.post('/activities', { leadId: kept.id, type: 'call', outcome: 'answered' });
    const [listed] = (await owner.get(`/merges?leadId=${kept.id}`)).body.data as Merge[];
    expect(listed).toMatchObject({ id: mergeId, merged: [{ id: other.id, number: other.number }], undoneAt: null, canUndo: true });
    const undone = await undo(mergeId);
    expect(undone.body).toEqual({
      restored: [other.id], lead: { id: kept.id, number: kept.number, title: 'Kept' },
      kept: [`Street of ${kept.number} was changed since and stays.`, `1 activity that came since stays with ${kept.number}.`],
    });
    expect(await look(kept)).toMatchObject({ city: 'Nairobi', phone: null, street: 'Lane 6', firstActionAt: expect.any(String) });
    expect(await look(other)).toMatchObject({ phone, city: 'Nakuru', street: 'Lane 5', stageId: other.stageId });
    expect((await owner.get(`/activities?leadId=${other.id}`)).body.data).toMatchObject([{ id: note.id }]);
    expect(await undo(mergeId)).toBeProblem(409, 'merge_undone');
    expect((await timelineOf(other)).map(({ type }) => type).slice(0, 2)).toEqual(['lead.unmerged', 'lead.merged_into']);
    expect((await timelineOf(kept)).some(({ mergedFrom }) => mergedFrom !== null)).toBe(false);
    expect(await wrongFigures()).toBe(0);
  });

  test('brings back no choice that was taken away since, and says so; what was put back by hand is no change', async () => {
    const field = (await owner.post('/lead-fields', { label: 'Building type', type: 'select', options: ['Hut', 'Flat', 'House'] })).body as LeadField;
    const holding = (value: string) => ({ customFields: { [field.name]: value } });
    const choose = (...options: string[]) => owner.patch(`/lead-fields/${field.id}`, { options });
    const [kept, other] = await pair(holding('Hut'), holding('Flat'));
    const { mergeId } = await merged(kept, [other], { fields: { [field.name]: other.id } });
    expect((await choose('Flat', 'House')).status).toBe(200);
    expect((await undo(mergeId)).body.kept).toEqual([`Building type of ${kept.number} is empty: what it said can be chosen no longer.`]);
    expect([(await look(kept)).customFields, (await look(other)).customFields]).toEqual([{}, { [field.name]: 'Flat' }]);
    const [second, third] = await pair(holding('House'), holding('Flat'));
    const changed = await merged(second, [third], { fields: { [field.name]: third.id } });
    await owner.patch(`/leads/${second.id}`, holding('House'));
    expect((await undo(changed.mergeId)).body.kept).toEqual([]);
    const again = await merged(second, [third], { fields: { [field.name]: third.id } });
    await owner.patch(`/leads/${second.id}`, { customFields: { [field.name]: null } });
    expect((await undo(again.mergeId)).body.kept).toEqual([`Building type of ${second.number} was changed since and stays.`]);
  });

  test('gives a quote back with what it was revised to since; a new one stays', async () => {
    const [kept, other] = await pair({}, { phone: freshPhone() });
    const quote = async (lead: Lead) => (await owner.post('/quotes', { leadId: lead.id, items: [{ description: 'Installation', unitPrice: '3000' }] })).body as Quote;
    const revised = async ({ id }: Pick<Quote, 'id'>) => {
      expect((await owner.post(`/quotes/${id}/send`, { channels: [] })).status).toBe(200);
      const answer = await owner.post(`/quotes/${id}/revise`);
      return answer.body as Quote;
    };
    const quotesOf = async ({ id }: Lead) => ((await owner.get(`/quotes?leadId=${id}&status=draft,sent,superseded`)).body.data as Quote[])
      .map(({ number, revision }) => [number, revision]).toSorted();
    const [first, second] = [await quote(other), await quote(kept)];
    const draft = await revised(first);
    const { moved } = (await owner.get(`/leads/merge-plan?ids=${kept.id},${other.id}&keepId=${kept.id}`)).body as MergePlan;
    expect(moved).toMatchObject({ quotes: 1 });
    const { mergeId } = await merged(kept, [other]);
    await revised(await revised(draft));
    await revised(second);
    const third = await quote(kept);
    expect((await undo(mergeId)).body.kept).toContain(`1 quote that came since stays with ${kept.number}.`);
    expect(await quotesOf(other)).toEqual([1, 2, 3, 4].map((revision) => [first.number, revision]));
    expect(await quotesOf(kept)).toEqual([[second.number, 1], [second.number, 2], [third.number, 1]]);
  });

  describe('leaves with each lead what was planned for it:', () => {
    const plan = async ({ id }: Lead, day: string, subject: string) => (await owner.post('/activities', { leadId: id, type: 'meeting', status: 'planned', subject, dueAt: day })).body as Activity;
    const followUp = ({ id }: Lead, followUpAt: string | null, followUpNote?: string) => owner.post('/activities', { leadId: id, type: 'call', outcome: 'answered', followUpAt, followUpNote });
    const shown = async (lead: Lead) => {
      const { followUpAt: at, followUpNote: note } = await look(lead);
      return at && { at, note };
    };
    const [monday, friday] = [{ at: '2031-01-06', note: 'Mon' }, { at: '2031-01-10', note: 'Bring contract' }];

    test.each([
      ['with a call', (kept: Lead) => followUp(kept, friday.at, friday.note)],
      ['on the lead', (kept: Lead) => owner.patch(`/leads/${kept.id}`, { followUpAt: friday.at, followUpNote: friday.note })],
    ])('what was planned since %s', async (_, planSince) => {
      for (const before of [followUp, plan]) {
        const [kept, other] = await pair({}, { phone: freshPhone() });
        await before(other, monday.at, monday.note);
        const { mergeId } = await merged(kept, [other]);
        expect(await shown(kept)).toEqual(monday);
        await planSince(kept);
        // With a call a step of its own is planned beside one that has a name.
        const isBeside = (await look(kept)).followUpNote === monday.note;
        expect((await undo(mergeId)).body.kept.slice(0, 1)).toEqual(isBeside ? [expect.stringContaining('came since')] : [`“Bring contract” was planned since and stays with ${kept.number}.`]);
        expect([await shown(kept), await shown(other)]).toEqual([friday, monday]);
      }
      expect(await wrongFigures()).toBe(0);
    });

    test.each([
      ['called off', (kept: Lead) => followUp(kept, null)],
      ['lost', (kept: Lead) => owner.post(`/leads/${kept.id}/move`, { stageId: stages.find(({ name }) => name === 'Lost')!.id, lostReason: 'Moved away' })],
    ])('its own step, though the kept lead was %s', async (_, callOff) => {
      const [kept, other] = await pair({}, { phone: freshPhone() });
      await followUp(other, monday.at, monday.note);
      const survey = await plan(other, '2031-01-07', 'Survey');
      const { mergeId } = await merged(kept, [other]);
      await callOff(kept);
      await undo(mergeId);
      expect([await shown(kept), await shown(other)]).toEqual([null, monday]);
      expect((await owner.get(`/activities?leadId=${other.id}&status=planned`)).body.data).toHaveLength(2);
      expect((await owner.get(`/activities/${survey.id}`)).body).toMatchObject({ leadId: other.id, status: 'planned' });
      expect(await wrongFigures()).toBe(0);
    });

    test('what was done or deleted stays so', async () => {
      const [kept, other] = await pair({}, { phone: freshPhone() });
      const [done, deleted] = [await plan(other, monday.at, 'Done'), await plan(other, friday.at, 'Deleted')];
      const { mergeId } = await merged(kept, [other]);
      await owner.post(`/activities/${done.id}/complete`, {});
      await owner.delete(`/activities/${deleted.id}`);
      expect((await undo(mergeId)).body.kept).toEqual([]);
      expect([await shown(kept), await shown(other)]).toEqual([null, null]);
      expect((await owner.get(`/activities?leadId=${other.id}`)).body.data).toMatchObject([{ id: done.id, status: 'done' }]);
    });
  });

  test('goes back the way it came: the last merge first', async () => {
    const [kept, other] = await pair({}, { email: 'first@merge.test' });
    const third = await add({ name: 'Third', phone: freshPhone() });
    const first = await merged(kept, [other]);
    const second = await merged(third, [kept]);
    expect((await undo(first.mergeId)).body).toMatchObject({ code: 'later_merge', mergeId: second.mergeId });
    await undo(second.mergeId);
    expect((await owner.get(`/leads/${other.id}`)).body).toMatchObject({ code: 'lead_merged', mergedInto: { id: kept.id } });
    expect((await undo(first.mergeId)).status).toBe(200);
    expect([await look(kept), await look(other), await look(third)].map(({ email }) => email)).toEqual([null, 'first@merge.test', null]);
  });

  test('says whose phone it is by now, and changes nothing', async () => {
    const phone = freshPhone();
    const [kept, other] = await pair({ phone: freshPhone() }, { phone });
    const { mergeId } = await merged(kept, [other]);
    const taker = await add({ name: 'Taker', phone });
    expect((await undo(mergeId)).body).toMatchObject({ status: 409, code: 'duplicate_lead', lead: { id: taker.id } });
    expect(await owner.get(`/leads/${other.id}`)).toBeProblem(404, 'lead_merged');
    await owner.patch(`/leads/${taker.id}`, { phone: null });
    expect((await undo(mergeId)).status).toBe(200);
  });

  describe('after the kept lead was lost and opened again', () => {
    const uniquePhones = (...leads: Lead[]) => organization.inOrg(async ({ rows, organizationId }) => {
      const found = await rows<{ phones: (string | null)[] }>(
        `select array(select l.unique_phone from unnest($2::uuid[]) with ordinality x (id, place) join leads l on l.organization_id = $1 and l.id = x.id order by x.place) as phones`,
        [organizationId, leads.map(({ id }) => id)]);
      return found[0]!.phones;
    });
    const move = async ({ id }: Lead, stage: string, more: object = {}) =>
      expect((await owner.post(`/leads/${id}/move`, { stageId: stages.find(({ name }) => name === stage)!.id, ...more })).status).toBe(200);
    const lose = (lead: Lead) => move(lead, 'Lost', { lostReason: 'Moved away' });

    test.each(['open', 'lost'])('each has its own phone again, one that was %s too', async (state) => {
      const [own, others] = [freshPhone(), freshPhone()];
      for (const kept of [await add({ name: 'Kept' }), await add({ name: 'Kept', phone: own })]) {
        const other = await add({ name: 'Other', phone: others });
        await lose(kept);
        if (state === 'lost') await lose(other);
        const { mergeId } = await merged(kept, [other], { fields: { phone: other.id } });
        await move(kept, 'Contacted');
        expect(await uniquePhones(kept)).toEqual([others]);
        expect((await undo(mergeId)).body).toMatchObject({ restored: [other.id], kept: [] });
        expect(await uniquePhones(kept, other)).toEqual([kept.phone, state === 'open' ? others : null]);
        expect([(await look(kept)).phone, (await look(other)).phone]).toEqual([kept.phone, others]);
        await owner.patch(`/leads/${other.id}`, { phone: null });
      }
      expect(await wrongFigures()).toBe(0);
    });

    test('a third lead that has its own phone by now is named', async () => {
      const phone = freshPhone();
      const [kept, other] = await pair({ phone }, { phone: freshPhone() });
      const { mergeId } = await merged(kept, [other], { fields: { phone: other.id } });
      const third = await add({ name: 'Third', phone });
      expect((await undo(mergeId)).body).toMatchObject({ code: 'duplicate_lead', lead: { id: third.id } });
      await lose(third);
      expect((await undo(mergeId)).status).toBe(200);
      expect(await uniquePhones(kept, third)).toEqual([phone, null]);
    });
  });

  test('the title and the value follow what it says by then', async () => {
    const [kept, other] = await pair({ name: 'Kept', email: 'kept@merge.test' }, { email: 'other@merge.test', estimatedValue: '900' });
    const { mergeId } = await merged(kept, [other], { fields: { email: other.id } });
    await owner.patch(`/leads/${kept.id}`, { name: null });
    expect((await undo(mergeId)).body).toMatchObject({ lead: { title: 'kept@merge.test' } });
    expect(await look(kept)).toMatchObject({ title: 'kept@merge.test', value: '0.00' });
    const [nameless, named] = await pair({ name: 'Kept' }, { email: 'named@merge.test' });
    const again = await merged(nameless, [named]);
    await owner.patch(`/leads/${nameless.id}`, { name: null });
    expect(await undo(again.mergeId)).toBeProblem(409, 'nothing_to_call_it_by');
    await owner.patch(`/leads/${nameless.id}`, { companyName: 'Kept Ltd' });
    expect((await undo(again.mergeId)).body.lead.title).toBe('Kept Ltd');
  });

  test('is for thirty days, and for who could merge them', async () => {
    const [kept, other] = await pair({ ownerId: sales.user.id }, { ownerId: sales.user.id });
    const { mergeId } = (await merge(kept, [other], {}, sales)).body as { mergeId: string };
    expect(await undo(mergeId, await organization.signIn('sales'))).toBeProblem(404, 'not_found');
    server.clock.advance(30 * day);
    const late = await organization.signIn('owner');
    expect(((await late.get(`/merges?leadId=${kept.id}`)).body.data as Merge[])[0]!.canUndo).toBe(false);
    expect(await undo(mergeId, late)).toBeProblem(409, 'merge_is_final');
  });
});
