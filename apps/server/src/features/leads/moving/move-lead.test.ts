import type { Lead } from '@lastmile/contracts';
import { newId } from '../../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await openLeadDesk(server);
  ({ owner } = desk);
});

const move = (id: string, stageName: string, place: object = {}) => owner.post(`/leads/${id}/move`, { stageId: desk.stage(stageName).id, ...place });

/** New cards in a stage, the first of them on top. */
async function cards(names: string[], stageName = 'Contacted'): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names.toReversed()) ids.unshift((await desk.add(owner, { name, stageId: desk.stage(stageName).id })).id);
  return ids;
}

const ranks = (ids: string[]) => desk.organization.inOrg(async ({ rows, organizationId }) => (await rows<{ rank: string }>(
  'select rank from leads where organization_id = $1 and id = any ($2::uuid[]) order by array_position($2::uuid[], id)', [organizationId, ids])).map(({ rank }) => rank));

/** Cards that were dropped into one gap at the same moment share a rank; here they do on purpose. Returns them in their order, which is that of their ids. */
async function tie(ids: string[]): Promise<string[]> {
  const [shared] = await ranks(ids);
  await desk.organization.inOrg(({ rows, organizationId }) =>
    rows('update leads set rank = $3 where organization_id = $1 and id = any ($2::uuid[])', [organizationId, ids, shared]));
  return ids.toSorted();
}

describe('the place of a card', () => {
  test('is on top where nothing is said, and where it was put where something is', async () => {
    const [a, b, c] = await cards(['A', 'B', 'C']) as [string, string, string];
    const [moved] = await cards(['Moved'], 'New enquiry') as [string];
    const placed = async (place: object) => {
      expect((await move(moved, 'Contacted', place)).status).toBe(200);
      return desk.order(owner, 'Contacted');
    };
    expect(await placed({})).toEqual([moved, a, b, c]);
    expect(await placed({ afterId: c })).toEqual([a, b, c, moved]);
    expect(await placed({ beforeId: b })).toEqual([a, moved, b, c]);
    expect(await placed({ afterId: b, beforeId: c })).toEqual([a, b, moved, c]);
    expect(await placed({ beforeId: a })).toEqual([moved, a, b, c]);
    expect(await placed({ afterId: a })).toEqual([a, moved, b, c]);
  });

  test('is the one it had where it is moved to its own stage, and beside itself', async () => {
    const [a, b, c] = await cards(['A', 'B', 'C']) as [string, string, string];
    for (const place of [{}, { afterId: b }, { beforeId: b }, { afterId: a, beforeId: c }]) {
      expect((await move(b, 'Contacted', place)).status).toBe(200);
      expect(await desk.order(owner, 'Contacted')).toEqual([a, b, c]);
    }
  });

  test('is found without a neighbour that has left, or never was', async () => {
    const [a, b] = await cards(['A', 'B']) as [string, string];
    const [gone, moved] = await cards(['Gone', 'Moved'], 'New enquiry') as [string, string];
    expect((await move(moved, 'Contacted', { afterId: gone, beforeId: b })).status).toBe(200);
    expect(await desk.order(owner, 'Contacted')).toEqual([a, moved, b]);
    expect((await move(moved, 'Contacted', { afterId: newId() })).status).toBe(200);
    expect(await desk.order(owner, 'Contacted')).toEqual([moved, a, b]);
  });

  test('is kept when twenty go into one gap at the same moment', async () => {
    const [a, b] = await cards(['A', 'B']) as [string, string];
    const many = await Promise.all(Array.from({ length: 20 }, (_, index) => desk.add(owner, { name: `Card ${index}` })));
    const moved = await Promise.all(many.map(({ id }) => move(id, 'Contacted', { afterId: a, beforeId: b })));
    expect(moved.map(({ status }) => status)).toEqual(many.map(() => 200));
    const order = await desk.order(owner, 'Contacted');
    expect([order[0], order.at(-1)]).toEqual([a, b]);
    expect(order.slice(1, -1).toSorted()).toEqual(many.map(({ id }) => id).toSorted());
  });

  test('lies between two cards even where they share a rank, and nothing else moves', async () => {
    const [top, ...rest] = await cards(['Top', 'A', 'B', 'C', 'D', 'Bottom']) as [string, ...string[]];
    const bottom = rest.pop()!;
    const [a, b, c, d] = await tie(rest) as [string, string, string, string];
    const [first, second, third] = await cards(['First', 'Second', 'Third'], 'New enquiry') as [string, string, string];
    await move(first, 'Contacted', { afterId: b, beforeId: c });
    expect(await desk.order(owner, 'Contacted')).toEqual([top, a, b, first, c, d, bottom]);
    await move(second, 'Contacted', { beforeId: b });
    expect(await desk.order(owner, 'Contacted')).toEqual([top, a, second, b, first, c, d, bottom]);
    await move(third, 'Contacted', { afterId: d });
    expect(await desk.order(owner, 'Contacted')).toEqual([top, a, second, b, first, c, d, third, bottom]);
    await move(d, 'Contacted', { afterId: a });
    expect(await desk.order(owner, 'Contacted')).toEqual([top, a, d, second, b, first, c, third, bottom]);
  });

  test('is found when twelve go between the same two of many that share a rank, at the same moment', async () => {
    const tied = await tie(await cards(['A', 'B', 'C', 'D', 'E']));
    const many = await Promise.all(Array.from({ length: 12 }, (_, index) => desk.add(owner, { name: `Card ${index}` })));
    const moved = await Promise.all(many.map(({ id }, index) => move(id, 'Contacted', { afterId: tied[index % 4], beforeId: tied[index % 4 + 1] })));
    expect(moved.map(({ status }) => status)).toEqual(many.map(() => 200));
    const order = await desk.order(owner, 'Contacted');
    expect(order).toHaveLength(17);
    expect(order.filter((id) => tied.includes(id))).toEqual(tied);
    for (const [index, { id }] of many.entries()) {
      const between = order.slice(order.indexOf(tied[index % 4]!), order.indexOf(tied[index % 4 + 1]!));
      expect(between).toContain(id);
    }
  });

  test('is the same on every page of a long column', async () => {
    await tie(await cards(['A', 'B', 'C', 'D', 'E', 'F', 'G']));
    const whole = await desk.order(owner, 'Contacted');
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: { stages: { leads: Lead[]; nextCursor: string | null }[] } } =
        await owner.get(`/leads/board?limit=2&stageId=${desk.stage('Contacted').id}${cursor && `&cursor=${cursor}`}`);
      const [column] = body.stages;
      found.push(...column!.leads.map(({ id }) => id));
      cursor = column!.nextCursor;
    }
    expect(found).toEqual(whole);
  });
});

describe('the stage of a lead', () => {
  test('says its status, and the change is told once', async () => {
    const { id } = await desk.add(owner, { name: 'Mary' });
    for (const [stageName, status] of [['Qualification', 'in_progress'], ['Won', 'won'], ['New enquiry', 'new']] as const) {
      const { body } = await move(id, stageName);
      expect(body).toMatchObject({ stageName, status, stageId: desk.stage(stageName).id, convertedAt: null, subscriberId: null });
      expect(new Date(body.stageEnteredAt).getTime()).toBeGreaterThan(new Date(body.createdAt).getTime());
    }
    await move(id, 'New enquiry', { afterId: newId() });
    const { body: { data } } = await owner.get(`/leads/${id}/timeline`);
    expect(data.map(({ type, changes }: { type: string; changes: { toName?: string } }) => changes.toName ?? type)).toEqual(
      ['New enquiry', 'Won', 'Qualification', 'lead.created']);
    expect(data[1].changes).toMatchObject({ fromName: 'Qualification', toName: 'Won', status: 'won' });
  });

  test('is only lost with a reason, which is forgotten when it is open again', async () => {
    const { id } = await desk.add(owner, { name: 'Mary' });
    const refused = await move(id, 'Lost');
    expect(refused).toBeProblem(422, 'lost_reason_missing');
    expect(refused.body.errors[0].pointer).toBe('/lostReason');
    expect(await move(id, 'Lost', { lostReason: '   ' })).toBeProblem(400, 'malformed');
    expect((await move(id, 'Lost', { lostReason: ' Too far away ' })).body).toMatchObject({ status: 'lost', lostReason: 'Too far away' });
    expect((await move(id, 'Lost')).body).toMatchObject({ status: 'lost', lostReason: 'Too far away' });
    expect((await move(id, 'Contacted')).body).toMatchObject({ status: 'in_progress', lostReason: null });
  });

  test('is a stage of leads, and of a pipeline that is not switched off', async () => {
    const { id, version } = await desk.add(owner, { name: 'Mary' });
    const { body: second } = await owner.post('/pipelines', { name: 'Business' });
    await owner.patch(`/pipelines/${second.id}`, { isActive: false });
    expect(await owner.post(`/leads/${id}/move`, { stageId: second.stages[0].id })).toBeProblem(422, 'pipeline_inactive');
    expect(await owner.post(`/leads/${id}/move`, { stageId: newId() })).toBeProblem(422, 'invalid_fields');
    const { body: opportunities } = await owner.get('/pipelines?kind=opportunity');
    expect(await owner.post(`/leads/${id}/move`, { stageId: opportunities.data[0].stages[0].id })).toBeProblem(422, 'invalid_fields');
    expect((await owner.get(`/leads/${id}`)).body.version).toBe(version);
  });

  test('may be one of another pipeline: lead, counts and timeline say so', async () => {
    const { id } = await desk.add(owner, { name: 'Mary', estimatedValue: '1500' });
    const { body: second } = await owner.post('/pipelines', { name: 'Business' });
    const { body } = await owner.post(`/leads/${id}/move`, { stageId: second.stages[0].id });
    expect(body).toMatchObject({ pipelineId: second.id, stageId: second.stages[0].id, stageName: 'New', status: 'new' });
    const { body: { data: [entry] } } = await owner.get(`/leads/${id}/timeline`);
    expect(entry).toMatchObject({
      type: 'lead.stage_changed', changes: { fromName: 'New enquiry', toName: 'New', fromPipelineName: 'Leads', toPipelineName: 'Business', toPipelineId: second.id },
    });
    const columnsOf = async (pipelineId: string) => (await owner.get(`/leads/board?pipelineId=${pipelineId}`)).body.stages as { name: string; count: number; value: string }[];
    expect((await columnsOf(desk.pipeline.id)).every(({ count }) => count === 0)).toBe(true);
    expect((await columnsOf(second.id))[0]).toMatchObject({ count: 1, value: '1500.00' });
  });

  test('counts as a first action where its owner moves it, and not before somebody has it', async () => {
    const { id } = await desk.add(owner, { name: 'Mary', ownerId: null });
    expect((await move(id, 'Contacted')).body.firstActionAt).toBeNull();
    await owner.post(`/leads/${id}/claim`);
    expect((await move(id, 'Qualification')).body.firstActionAt).toEqual(expect.any(String));
  });
});
