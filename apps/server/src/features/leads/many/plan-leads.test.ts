import type { NewLead } from '@lastmile/contracts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { freshPhone, openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';
import { planLeads } from './plan-leads.ts';
import type { PlannedLead } from './planned-lead.ts';
import { writeLeads, type WrittenLead } from './write-leads.ts';

let server: TestServer;
let desk: LeadDesk;
beforeAll(async () => { server = await startTestServer(); });
beforeEach(async () => { desk = await openLeadDesk(server); });
afterAll(() => server.stop());

type Row = NewLead & { number?: number };
const rowsOf = (inputs: Row[]) => inputs.map(({ number, ...input }, index) => ({ row: index + 1, input, number }));

/** Plans, and writes where it is meant. */
const plan = (inputs: Row[], { isTrial = false } = {}): Promise<{ planned: PlannedLead[]; written: WrittenLead[] }> => desk.organization.inOrg(async (scope) => {
  const planned = await planLeads(scope, rowsOf(inputs), { onDuplicate: 'update', earlier: new Map(), isTrial });
  return { planned, written: isTrial ? [] : await writeLeads(scope, planned, {}) };
});
const numberOf = ({ number }: { number: string }) => Number(number.slice(2));

describe('one phone for two open leads', () => {
  test('that two rows name is refused for the second, by the row that has it', async () => {
    const [one, other] = [await desk.add(desk.owner, { name: 'One' }), await desk.add(desk.owner, { name: 'Other' })];
    const phone = freshPhone();
    const rows = [{ name: 'One', number: numberOf(one), phone }, { name: 'Other', number: numberOf(other), phone }];
    for (const isTrial of [true, false]) {
      const { planned } = await plan(rows, { isTrial });
      expect(planned.map(({ action }) => action)).toEqual(['update', 'refuse']);
      expect(planned[1]).toMatchObject({ errors: [{ pointer: '/phone', detail: 'Row 1 of the data has this phone number already.' }] });
    }
    expect((await desk.owner.get(`/leads/${one.id}`)).body.phone).toBe(phone);
    expect((await desk.owner.get(`/leads/${other.id}`)).body.phone).toBeNull();
  });

  test('of which the first is new is refused for the one that is named', async () => {
    const lead = await desk.add(desk.owner, { name: 'Named' });
    const phone = freshPhone();
    const { planned, written } = await plan([{ name: 'New', phone }, { name: 'Named', number: numberOf(lead), phone }]);
    expect(planned.map(({ action }) => action)).toEqual(['create', 'refuse']);
    expect(written).toMatchObject([{ outcome: 'created' }]);
  });

  test('goes where one of the two is lost', async () => {
    const open = await desk.add(desk.owner, { name: 'Open' });
    const lost = await desk.add(desk.owner, { name: 'Lost', stageId: desk.stage('Lost').id, lostReason: 'Moved' });
    const phone = freshPhone();
    const { written } = await plan([{ name: 'Lost', number: numberOf(lost), phone }, { name: 'Open', number: numberOf(open), phone }]);
    expect(written).toMatchObject([{ outcome: 'updated' }, { outcome: 'updated' }]);
  });
});

describe('what may be there already', () => {
  test('is said of a trial: an open lead with the email, or one with the phone that is over; nobody is refused for it', async () => {
    const [phone, email] = [freshPhone(), 'amina@home.test'];
    const open = await desk.add(desk.owner, { name: 'Amina', email });
    const lost = await desk.add(desk.owner, { name: 'Otieno', phone, email: 'otieno@home.test', stageId: desk.stage('Lost').id, lostReason: 'Moved' });
    const rows = [{ name: 'Amina S.', email: 'AMINA@home.test' }, { name: 'Otieno', phone }, { name: 'Neighbour', email: 'otieno@home.test' }, { name: 'Nobody yet', phone: freshPhone(), email: 'new@home.test' }];
    const hints = (planned: readonly PlannedLead[]) => planned.map((one) => (one.action === 'create' ? one.hint : one.action));
    expect(hints((await plan(rows, { isTrial: true })).planned)).toEqual([
      `May be ${open.number}: the same email address.`, `May be ${lost.number}, which is lost: the same phone number.`, undefined, undefined]);
    const { planned, written } = await plan(rows);
    expect(hints(planned)).toEqual([undefined, undefined, undefined, undefined]);
    expect(written.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created', 'created']);
  });
});

describe('round robin', () => {
  let sellers: SignedInClient[];
  beforeEach(async () => {
    sellers = [await desk.organization.signIn('sales'), await desk.organization.signIn('sales'), await desk.organization.signIn('sales')];
    await desk.owner.patch(`/pipelines/${desk.pipeline.id}`, { assignment: 'round_robin', maxUntouchedLeads: 2 });
  });
  const many = (count: number, more: Partial<NewLead> = {}) => Array.from({ length: count }, (_, index): NewLead => ({ name: `Lead ${index}`, phone: freshPhone(), ...more }));
  const owners = (planned: readonly PlannedLead[]) => planned.map((one) => (one.action === 'create' ? one.lead.ownerId : one.action));
  const turn = async () => (await desk.organization.inOrg(({ rows, organizationId }) =>
    rows<{ id: string }>('select user_id as id from pipeline_turns where organization_id = $1 and pipeline_id = $2', [organizationId, desk.pipeline.id])))[0]?.id ?? null;

  test('deals many at once in turn, as far as the cap of untouched leads goes, and what is over waits for somebody', async () => {
    const everybody = sellers.map(({ user }) => user.id).toSorted();
    const { planned } = await plan(many(8));
    expect(owners(planned)).toEqual([...everybody, ...everybody, null, null]);
    expect(await turn()).toBe(everybody[2]);
    expect((await desk.owner.post('/leads', { name: 'One more', ownerId: undefined })).status).toBe(201);
    expect(owners((await plan(many(1))).planned)).toEqual([null]);
  });

  test('begins behind whoever had the last turn, alone or many at once', async () => {
    await desk.owner.patch(`/pipelines/${desk.pipeline.id}`, { maxUntouchedLeads: null });
    const everybody = sellers.map(({ user }) => user.id).toSorted();
    const [first] = owners((await plan(many(1))).planned);
    expect(first).toBe(everybody[0]);
    expect(owners((await plan(many(4))).planned)).toEqual([everybody[1], everybody[2], everybody[0], everybody[1]]);
    expect(await turn()).toBe(everybody[1]);
  });

  test('a trial is nobody’s turn, and neither is a row that is refused', async () => {
    await plan(many(1));
    const before = await turn();
    await plan(many(5), { isTrial: true });
    expect(await turn()).toBe(before);
    const refused = many(50, { lostReason: 'Lost, but its stage is not' });
    const { planned } = await plan([...refused, ...many(5)]);
    expect(owners(planned).slice(0, 50).every((owner) => owner === 'refuse')).toBe(true);
    expect(owners(planned).slice(50)).not.toContain(null);
  });

  test('asks who can take one once for a hundred leads', async () => {
    await desk.owner.patch(`/pipelines/${desk.pipeline.id}`, { maxUntouchedLeads: null });
    const asked: string[] = [];
    await desk.organization.inOrg(async (scope) => {
      const rows: typeof scope.rows = (sql, values) => { asked.push(sql); return scope.rows(sql, values); };
      await planLeads({ ...scope, rows }, rowsOf(many(100)), { onDuplicate: 'skip', earlier: new Map() });
    });
    expect(asked.filter((sql) => sql.includes('from users u join pipelines'))).toHaveLength(1);
    expect(asked.length).toBeLessThan(20);
  });
});

test('a score that somebody gave a reason for is not written over', async () => {
  const lead = await desk.add(desk.owner, { name: 'Judged', score: 10 });
  await desk.organization.inOrg(({ rows, organizationId }) => rows('update leads set score = 80, score_overridden = true where organization_id = $1 and id = $2', [organizationId, lead.id]));
  const row = { name: 'Judged', number: numberOf(lead) };
  expect((await plan([{ ...row, score: 80, notes: 'As it is' }], { isTrial: true })).planned).toMatchObject([{ action: 'update' }]);
  expect((await plan([{ ...row, score: 20 }])).planned).toMatchObject([{ action: 'refuse', errors: [{ pointer: '/score' }] }]);
});
