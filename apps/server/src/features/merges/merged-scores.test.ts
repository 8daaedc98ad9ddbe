import type { Lead, LeadScore, MergePlan } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { scoreLeads } from '../leads/index.ts';
import { mergeActs } from './testing/merge-acts.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
});
afterAll(() => server.stop());

const { add, pair, merge, merged, undo } = mergeActs(() => owner);

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
