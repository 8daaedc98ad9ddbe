import { newId } from '../../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
let sales: SignedInClient;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await openLeadDesk(server);
  ({ owner } = desk);
  sales = await desk.organization.signIn('sales', { name: 'Sam' });
});

const unclaimed = async (name = 'Mary', more: object = {}) => (await desk.add(owner, { name, ownerId: null, ...more })).id;
const next = (by: SignedInClient, body?: object) => by.post('/leads/claim-next', body);
const policy = (changes: object) => owner.patch(`/pipelines/${desk.pipeline.id}`, changes);

describe('claiming the next lead', () => {
  test('gives the one that has waited longest, and says so when none waits', async () => {
    const waiting = [await unclaimed(), await unclaimed(), await unclaimed()];
    for (const id of waiting) expect((await next(sales)).body).toMatchObject({ id, ownerId: sales.user.id });
    expect(await next(sales)).toBeProblem(409, 'queue_empty');
    const { body: { data: [entry] } } = await sales.get(`/leads/${waiting[0]}/timeline`);
    expect(entry).toMatchObject({ type: 'lead.claimed', changes: { ownerId: sales.user.id } });
  });

  test('passes over what is deleted, closed or asleep, and over other pipelines where one is named', async () => {
    const { body: second } = await owner.post('/pipelines', { name: 'Business' });
    const [deleted, lost, elsewhere, here] = [await unclaimed(), await unclaimed(), await unclaimed('Far', { pipelineId: second.id }), await unclaimed()];
    await owner.delete(`/leads/${deleted}`);
    await owner.post(`/leads/${lost}/move`, { stageId: desk.stage('Lost').id, lostReason: 'Moved away' });
    expect((await next(sales, { pipelineId: desk.pipeline.id })).body.id).toBe(here);
    expect(await next(sales, { pipelineId: desk.pipeline.id })).toBeProblem(409, 'queue_empty');
    expect((await next(sales, {})).body.id).toBe(elsewhere);
    for (const pipelineId of [newId(), (await owner.get('/pipelines?kind=opportunity')).body.data[0].id]) {
      const refused = await next(sales, { pipelineId });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/pipelineId']);
    }
  });

  test('by fifty people at the same moment gives fifty different leads', async () => {
    const people = await Promise.all(Array.from({ length: 50 }, (_, index) => desk.organization.signIn('sales', { name: `Sales ${index}` })));
    const waiting = await Promise.all(people.map((_, index) => unclaimed(`Lead ${index}`)));
    const answers = await Promise.all(people.map((one) => next(one)));
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
    expect(answers.map(({ body }) => body.id as string).toSorted()).toEqual(waiting.toSorted());
    answers.forEach(({ body }, index) => expect(body.ownerId).toBe(people[index]!.user.id));
  });
});

describe('the cap of untouched leads', () => {
  test('refuses another claim with the number and what to do, until something is done with one of them', async () => {
    await policy({ maxUntouchedLeads: 2 });
    const ids = [await unclaimed(), await unclaimed(), await unclaimed(), await unclaimed()] as const;
    for (const id of ids.slice(0, 2)) expect((await sales.post(`/leads/${id}/claim`)).status).toBe(200);
    const refused = await sales.post(`/leads/${ids[2]}/claim`);
    expect(refused).toBeProblem(409, 'too_many_untouched');
    expect(refused.body).toMatchObject({ untouchedLeads: 2, maxUntouchedLeads: 2, pipelineId: desk.pipeline.id });
    expect(await next(sales)).toBeProblem(409, 'too_many_untouched');

    await sales.post('/activities', { leadId: ids[0], type: 'call', outcome: 'answered' });
    expect((await next(sales)).body.id).toBe(ids[2]);
    await sales.post(`/leads/${ids[1]}/move`, { stageId: desk.stage('Contacted').id });
    expect((await sales.post(`/leads/${ids[3]}/claim`)).status).toBe(200);
    expect(await next(sales)).toBeProblem(409, 'queue_empty');
  });

  test('is not passed by claiming several at the same moment', async () => {
    await policy({ maxUntouchedLeads: 3 });
    const ids: string[] = [];
    for (let index = 0; index < 8; index += 1) ids.push(await unclaimed(`Lead ${index}`));
    // Those named are the last in the queue, where the four who take the next one do not come: a lead is refused for the cap alone.
    const answers = await Promise.all([...ids.slice(4).map((id) => sales.post(`/leads/${id}/claim`)), ...ids.slice(0, 4).map(() => next(sales))]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    for (const answer of answers.filter(({ status }) => status !== 200)) expect(answer).toBeProblem(409, 'too_many_untouched');
  });

  test('is a pipeline’s own: the next lead comes from another, and who gives leads is not kept', async () => {
    await policy({ maxUntouchedLeads: 1 });
    const { body: second } = await owner.post('/pipelines', { name: 'Business' });
    const [first, here, elsewhere] = [await unclaimed(), await unclaimed(), await unclaimed('Far', { pipelineId: second.id })];
    await sales.post(`/leads/${first}/claim`);
    expect((await next(sales)).body.id).toBe(elsewhere);
    expect((await owner.post(`/leads/${here}/assign`, { ownerId: sales.user.id })).body.ownerId).toBe(sales.user.id);
  });
});

test('what is won or lost is not claimed', async () => {
  const id = await unclaimed();
  await owner.post(`/leads/${id}/move`, { stageId: desk.stage('Lost').id, lostReason: 'Moved away' });
  expect(await sales.post(`/leads/${id}/claim`)).toBeProblem(409, 'lead_closed');
  await owner.post(`/leads/${id}/move`, { stageId: desk.stage('Won').id });
  expect(await sales.post(`/leads/${id}/claim`)).toBeProblem(409, 'lead_closed');
  await owner.post(`/leads/${id}/move`, { stageId: desk.stage('Contacted').id });
  expect((await sales.post(`/leads/${id}/claim`)).status).toBe(200);
});

describe('taking turns', () => {
  test('is fair when leads come in at the same moment, and passes over who has reached the cap', async () => {
    const people = [sales, await desk.organization.signIn('sales'), await desk.organization.signIn('sales')];
    await policy({ assignment: 'round_robin' });
    const made = await Promise.all(Array.from({ length: 12 }, (_, index) => desk.add(owner, { name: `Lead ${index}` })));
    const counts = () => people.map(({ user }) => made.filter(({ ownerId }) => ownerId === user.id).length);
    expect(counts()).toEqual([4, 4, 4]);
    await policy({ maxUntouchedLeads: 4 });
    expect((await desk.add(owner, { name: 'Nobody has room' })).ownerId).toBeNull();
    await sales.post('/activities', { leadId: made.find(({ ownerId }) => ownerId === sales.user.id)!.id, type: 'call', outcome: 'no_answer' });
    expect((await desk.add(owner, { name: 'Sam has room' })).ownerId).toBe(sales.user.id);
  });
});
