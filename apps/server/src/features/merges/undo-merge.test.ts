import type { Activity, Lead, LeadField, LeadTimelineEntry, Merge, MergePlan, Pipeline, Quote, Stage } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { recountFigures } from '../leads/index.ts';
import { freshPhone, mergeActs } from './testing/merge-acts.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let sales: SignedInClient;
let stages: Stage[];
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  const { body } = await owner.get('/pipelines?kind=lead');
  ({ stages } = (body.data as Pipeline[])[0]!);
  sales = await organization.signIn('sales', { name: 'Sam' });
});
afterAll(() => server.stop());

const day = 86_400_000;
const { add, pair, merge, merged, undo, look } = mergeActs(() => owner);
const timelineOf = async ({ id }: Lead) => (await owner.get(`/leads/${id}/timeline?limit=100`)).body.data as LeadTimelineEntry[];
const wrongFigures = () => organization.inOrg(recountFigures);

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
