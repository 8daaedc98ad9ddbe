import fc from 'fast-check';
import type { Board, Pipeline } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { foldLeadCounts } from './lead-counts.ts';
import { freshPhone, openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let people: SignedInClient[];
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
  const [first, second] = [await desk.organization.signIn('sales'), await desk.organization.signIn('sales')];
  people = [desk.owner, first, second];
});
afterAll(() => server.stop());

type Step =
  | { does: 'create' | 'delete' | 'restore' | 'claim'; lead: number; person: number }
  | { does: 'move'; lead: number; stage: number }
  | { does: 'assign'; lead: number; person: number | null }
  | { does: 'value'; lead: number; amount: string | null }
  | { does: 'fold' };

const lead = fc.nat(3);
const person = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('create' as const), lead, person }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('move' as const), lead, stage: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('assign' as const), lead, person: fc.option(person) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('claim' as const, 'delete' as const, 'restore' as const), lead, person }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('value' as const), lead, amount: fc.option(fc.integer({ min: 0, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2))) }) },
  { weight: 1, arbitrary: fc.constant({ does: 'fold' as const }) },
);

/** Does it to one of the leads, deleted ones included; being refused is an outcome like any other. Counts what was done. */
async function take(leads: string[], wanted: Step): Promise<string> {
  if (wanted.does === 'fold') return desk.organization.inOrg(foldLeadCounts).then(() => 'folded');
  const { owner } = desk;
  if (wanted.does === 'create') {
    leads.push((await desk.add(people[wanted.person]!, { name: 'Counted', phone: freshPhone(), estimatedValue: '12.50' })).id);
    return 'create 201';
  }
  const id = leads[wanted.lead % Math.max(leads.length, 1)];
  if (!id) return 'nothing to do it to';
  const reply = await {
    move: async (one: { stage: number }) => owner.post(`/leads/${id}/move`, { stageId: desk.pipeline.stages[one.stage]!.id, lostReason: 'No' }),
    assign: async (one: { person: number | null }) => owner.post(`/leads/${id}/assign`, { ownerId: one.person === null ? null : people[one.person]!.user.id }),
    claim: async (one: { person: number }) => people[one.person]!.post(`/leads/${id}/claim`),
    delete: async () => owner.delete(`/leads/${id}`),
    restore: async () => owner.post(`/leads/${id}/restore`),
    value: async (one: { amount: string | null }) => owner.patch(`/leads/${id}`, { agreedMonthlySubscription: one.amount }),
  }[wanted.does](wanted as never);
  return `${wanted.does} ${reply.status}`;
}

/** The counters as the board shows them to this person. */
async function shown(to: SignedInClient) {
  const { stages } = (await to.get('/leads/board?limit=1')).body as Board;
  return stages.map(({ name, count, value }) => [name, count, value]);
}

/** The same counted from the leads themselves. */
function counted(ownerIds: (string | null)[] | null) {
  return desk.organization.inOrg(async ({ rows, organizationId }) => (await rows<{ name: string; count: number; value: string }>(
    `select s.name, count(l.id)::int as count, coalesce(sum(l.value), 0)::numeric(20,2)::text as value
       from stages s left join leads l on l.organization_id = $1 and l.stage_id = s.id and l.deleted_at is null
        and ($3::boolean or l.owner_id = any ($4::uuid[]) or (l.owner_id is null and $5))
      where s.organization_id = $1 and s.pipeline_id = $2 group by s.id, s.name, s.position order by s.position`,
    [organizationId, desk.pipeline.id, ownerIds === null, ownerIds?.filter((id) => id !== null) ?? [], ownerIds?.includes(null) ?? false]))
    .map(({ name, count, value }) => [name, count, value]));
}

/** One run in which each kind of step succeeds, whatever chance brings in the others. */
const everyStep: Step[] = [
  { does: 'create', lead: 0, person: 0 }, { does: 'create', lead: 0, person: 1 }, { does: 'claim', lead: 0, person: 1 }, { does: 'claim', lead: 0, person: 2 },
  { does: 'move', lead: 0, stage: 2 }, { does: 'fold' }, { does: 'value', lead: 0, amount: '99.99' }, { does: 'assign', lead: 1, person: null },
  { does: 'delete', lead: 0, person: 0 }, { does: 'restore', lead: 0, person: 0 }, { does: 'delete', lead: 1, person: 0 }, { does: 'fold' },
];
const everyOutcome = ['create 201', 'move 200', 'assign 200', 'claim 200', 'claim 409', 'delete 204', 'restore 200', 'value 200', 'folded'];

test('whatever is done to leads in whatever order, the board counts and sums what is there', async () => {
  const outcomes = new Set<string>();
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24, size: 'max' }), async (steps) => {
    const leads: string[] = [];
    for (const wanted of steps) outcomes.add(await take(leads, wanted));
    expect(await shown(desk.owner)).toEqual(await counted(null));
    expect(await shown(people[1]!)).toEqual(await counted([people[1]!.user.id, null]));
  }), { numRuns: 12, examples: [[everyStep]] });
  expect([...outcomes]).toEqual(expect.arrayContaining(everyOutcome));
});

test('done by several at the same moment, with foldings in between, it counts and sums what is there', async () => {
  const leads = await Promise.all(Array.from({ length: 6 }, async (_, index) => (await desk.add(desk.owner, { name: `Busy ${index}` })).id));
  const steps = fc.sample(step, { numRuns: 60, seed: 7 });
  await Promise.all(steps.map((wanted) => take(leads, wanted)));
  await desk.organization.inOrg(foldLeadCounts);
  expect(await shown(desk.owner)).toEqual(await counted(null));
  const { body } = await desk.owner.get(`/pipelines/${desk.pipeline.id}`);
  expect((body as Pipeline).stages.map(({ leadCount }) => leadCount)).toEqual((await counted(null)).map(([, count]) => count));
});

test('a count that went astray is found: the check compares with the leads themselves', async () => {
  await desk.organization.inOrg(async (scope) => {
    await foldLeadCounts(scope);
    await scope.rows('update lead_counts set leads = leads + 1 where organization_id = $1 and stage_id = $2', [scope.organizationId, desk.stage('New enquiry').id]);
  });
  expect(await shown(desk.owner)).not.toEqual(await counted(null));
});
