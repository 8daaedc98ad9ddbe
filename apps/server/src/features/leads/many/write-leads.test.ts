import type { NewLead } from '@lastmile/contracts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { freshPhone, openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';
import { planLeads } from './plan-leads.ts';
import { writeLeads, type WrittenLead } from './write-leads.ts';

let server: TestServer;
let desk: LeadDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await openLeadDesk(server);
});
afterAll(() => server.stop());

/** Writes what was planned, after something else came about in between. */
const write = (inputs: NewLead[], between: () => Promise<unknown> = async () => {}): Promise<WrittenLead[]> =>
  desk.organization.inOrg(async (scope) => {
    const planned = await planLeads(scope, inputs.map((input, index) => ({ row: index + 1, input })), { onDuplicate: 'skip', earlier: new Map() });
    await between();
    return writeLeads(scope, planned, {});
  });

/** How many leads there are, by the table and by the counts of the board, what they are worth, and of how many the making was told. */
const counted = () => desk.organization.inOrg(async ({ rows, organizationId }) => {
  const [found] = await rows<{ table: string; board: string; told: number }>(
    `select (select count(*) || ' ' || sum(value) from leads where organization_id = $1 and deleted_at is null) as table,
            (select sum(leads) || ' ' || sum(value) from (
               select leads, value from lead_counts where organization_id = $1 union all select leads, value from lead_count_deltas where organization_id = $1) c) as board,
            (select count(*)::int from events where organization_id = $1 and type = 'lead.created') as told`, [organizationId]);
  return found!;
});

test('a lead that somebody else made in the meantime, or that was deleted and keeps its reference, fails alone: the others are made, counted and told', async () => {
  const phone = freshPhone();
  const externalRef = { source: 'crm', reference: 'kept-1' };
  const gone = await desk.add(desk.owner, { name: 'Gone', externalRef });
  await desk.owner.delete(`/leads/${gone.id}`);
  const before = await counted();
  const written = await write([
    { name: 'First', phone: freshPhone(), estimatedValue: '1500.25' }, { name: 'Second', phone }, { name: 'Third', externalRef }, { name: 'Fourth', estimatedValue: '0.75' },
  ], () => desk.add(desk.owner, { name: 'Quicker', phone }));
  expect(written.map(({ row, outcome }) => [row, outcome])).toEqual([[1, 'created'], [2, 'failed'], [3, 'failed'], [4, 'created']]);
  expect(written[1]!.problem).toContain('is there by now');
  const after = await counted();
  expect(after.board).toBe(after.table);
  // First, Fourth and Quicker.
  expect(after.told - before.told).toBe(3);
});

test('where none is in the way all are made, in the order in which they came, below those that were there', async () => {
  const { id: top } = await desk.add(desk.owner, { name: 'There before' });
  const written = await write(Array.from({ length: 5 }, (_, index) => ({ name: `Made ${index}`, phone: freshPhone() })));
  expect(written.every(({ outcome }) => outcome === 'created')).toBe(true);
  const order = await desk.order(desk.owner, desk.pipeline.stages[0]!.name);
  expect(order.slice(-5)).toEqual(written.map(({ leadId }) => leadId));
  expect(order.indexOf(top)).toBeLessThan(order.length - 5);
  const after = await counted();
  expect(after.board).toBe(after.table);
});
