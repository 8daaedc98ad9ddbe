import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { openLeadDesk, freshPhone, type LeadDesk } from '../testing/lead-desk.ts';
import { addRandomLeads, randomFrom } from '../testing/random-leads.ts';
import { foldLeadFigures, recountFigures } from './recount-figures.ts';

let server: TestServer;
let desk: LeadDesk;
let people: SignedInClient[];
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  people = [desk.owner, await desk.organization.signIn('sales'), await desk.organization.signIn('sales')];
});
afterAll(() => server.stop());

/** What the recount found otherwise than it was kept: 0 where the figures are what the leads say. */
const differing = () => desk.organization.inOrg(recountFigures);

/** The whole of a lead's life in random order; being refused is an outcome like any other. */
async function live(leads: string[], random: () => number): Promise<string> {
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const id = one(leads);
  const stage = one(desk.pipeline.stages);
  const wants = one(['create', 'move', 'move', 'move', 'assign', 'edit', 'call', 'plan', 'complete', 'delete', 'restore', 'fold', 'later'] as const);
  if (wants === 'later') server.clock.advance(one([1000, 3_600_000]));
  if (wants === 'later' || (wants !== 'create' && wants !== 'fold' && !id)) return wants;
  const does = {
    create: async () => {
      const made = await one(people).post('/leads', { name: 'Somebody', phone: freshPhone(), currentIsp: one(['Zuku', 'Safaricom']), source: one(['referral', 'website']) });
      leads.push(made.body.id as string);
      return made;
    },
    move: () => desk.owner.post(`/leads/${id!}/move`, { stageId: stage.id, lostReason: one(['Too expensive', 'Moved away']) }),
    assign: () => desk.owner.post(`/leads/${id!}/assign`, { ownerId: one([null, ...people.map(({ user }) => user.id)]) }),
    edit: () => desk.owner.patch(`/leads/${id!}`, { agreedMonthlySubscription: one(['1000', '2500.50', null]), source: one(['referral', 'manual']), currentIsp: one(['Poa', null]) }),
    call: () => desk.owner.post('/activities', { leadId: id, type: 'call', outcome: 'answered' }),
    plan: () => desk.owner.post('/activities', { leadId: id, type: 'meeting', status: 'planned', subject: 'Visit', dueAt: one(['2020-01-01', '2040-01-01']) }),
    complete: async () => {
      const { body } = await desk.owner.get(`/activities?leadId=${id!}&status=planned`);
      const [planned] = (body.data ?? []) as { id: string }[];
      return planned ? desk.owner.post(`/activities/${planned.id}/complete`, {}) : { status: 404 };
    },
    delete: () => desk.owner.delete(`/leads/${id!}`),
    restore: () => desk.owner.post(`/leads/${id!}/restore`),
    fold: async () => ({ status: Number(await desk.organization.inOrg(foldLeadFigures)) + 200 }),
  };
  return `${wants} ${(await does[wants]()).status}`;
}

test('whatever is done to leads in whatever order, the figures are what the leads say', async () => {
  const random = randomFrom(20_260_518);
  const leads: string[] = [];
  const outcomes = new Set<string>();
  for (let step = 0; step < 160; step += 1) {
    outcomes.add(await live(leads, random));
    if (step % 80 === 79) expect(await differing()).toBe(0);
  }
  expect([...outcomes]).toEqual(expect.arrayContaining([
    'create 201', 'move 200', 'assign 200', 'edit 200', 'call 201', 'plan 201', 'complete 200', 'delete 204', 'restore 200', 'fold 200', 'later']));
});

test('work done at the same moment leaves them right too, and so does taking a stage and its leads away', async () => {
  const leads = await Promise.all(Array.from({ length: 6 }, async () => (await desk.add(desk.owner, { name: 'Busy' })).id));
  const random = randomFrom(7);
  await Promise.all(Array.from({ length: 40 }, () => live(leads, random)));
  expect(await differing()).toBe(0);
  const { body: pipeline } = await desk.owner.post('/pipelines', {
    name: 'Another', stages: [{ name: 'In', type: 'new' }, { name: 'Between', type: 'in_progress' }, { name: 'Won', type: 'won' }, { name: 'Lost', type: 'lost' }],
  });
  const [first, between] = pipeline.stages as { id: string }[];
  for (const id of leads) await desk.owner.post(`/leads/${id}/move`, { stageId: between!.id });
  expect(await differing()).toBe(0);
  expect((await desk.owner.delete(`/pipelines/${pipeline.id as string}/stages/${between!.id}?moveLeadsTo=${first!.id}`)).status).toBe(200);
  expect(await differing()).toBe(0);
});

test('an import counts its leads in by one call, and what went astray is found and put right', async () => {
  await addRandomLeads(desk.organization, { pipelines: [desk.pipeline], owners: [null, desk.owner.user.id], offers: [null as never], seed: 3, count: 40 });
  expect(await differing()).toBe(0);
  await desk.organization.inOrg(({ rows, organizationId }) => rows(
    "update lead_figures set leads = leads + 1 where organization_id = $1 and measure = 'created' and grain = 'day'", [organizationId]));
  expect(await differing()).toBeGreaterThan(0);
  expect(await differing()).toBe(0);
});
