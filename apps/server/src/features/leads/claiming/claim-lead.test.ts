import { newId } from '../../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestServer } from '../../../testing/index.ts';
import { freshPhone, openLeadDesk, type LeadDesk } from '../testing/lead-desk.ts';

let server: TestServer;
let desk: LeadDesk;
let owner: SignedInClient;
let sales: SignedInClient;
let colleague: SignedInClient;
let manager: SignedInClient;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());
beforeEach(async () => {
  desk = await openLeadDesk(server);
  ({ owner } = desk);
  const { body: team } = await owner.post('/teams', { name: 'North' });
  sales = await desk.organization.signIn('sales', { name: 'Sam', teamId: team.id });
  manager = await desk.organization.signIn('manager', { name: 'Mona', teamId: team.id });
  colleague = await desk.organization.signIn('sales', { name: 'Cora' });
});

const unclaimed = () => desk.add(owner, { name: 'Mary', phone: freshPhone(), ownerId: null });

describe('claiming', () => {
  test('gives an unclaimed lead to whoever asks, and is told', async () => {
    const { id } = await unclaimed();
    const { body } = await sales.post(`/leads/${id}/claim`);
    expect(body).toMatchObject({ ownerId: sales.user.id, ownerName: 'Sam', assignedAt: expect.any(String) as unknown, can: { edit: true, move: true, claim: false } });
    const { body: { data: [entry] } } = await sales.get(`/leads/${id}/timeline`);
    expect(entry).toMatchObject({ type: 'lead.claimed', changes: { ownerId: sales.user.id, ownerName: 'Sam' } });
  });

  test('of one lead by fifty at the same moment has one winner, whom the others are told', async () => {
    const { id } = await unclaimed();
    const people = await Promise.all(Array.from({ length: 50 }, (_, index) => desk.organization.signIn('sales', { name: `Sales ${index}` })));
    const answers = await Promise.all(people.map((one) => one.post(`/leads/${id}/claim`)));
    const winners = people.filter((_, index) => answers[index]!.status === 200);
    expect(winners).toHaveLength(1);
    const { user: { id: winnerId, name } } = winners[0]!;
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(49);
    for (const answer of refused) {
      expect(answer).toBeProblem(409, 'already_claimed');
      expect(answer.body.claimedBy).toEqual({ id: winnerId, name });
    }
    expect((await owner.get(`/leads/${id}`)).body).toMatchObject({ ownerId: winnerId, version: 2 });
  });

  test('comes first: until then a salesperson sees the lead and changes nothing', async () => {
    const { id } = await unclaimed();
    const { body: seen } = await sales.get(`/leads/${id}`);
    expect(seen.can).toEqual({ edit: false, move: false, claim: true, assign: false, convert: false, delete: false, reopen: false, erase: false, stopContact: false, allowContact: false });
    const attempts = [
      await sales.patch(`/leads/${id}`, { city: 'Nairobi' }),
      await sales.post(`/leads/${id}/move`, { stageId: desk.stage('Contacted').id }),
      await sales.post('/activities', { leadId: id, type: 'call' }),
    ];
    for (const attempt of attempts) expect(attempt).toBeProblem(409, 'claim_first');
    expect((await sales.get(`/leads/${id}`)).body).toEqual(seen);
    await sales.post(`/leads/${id}/claim`);
    expect((await sales.patch(`/leads/${id}`, { city: 'Nairobi' })).status).toBe(200);
  });

  test('is for those who sell', async () => {
    const { id } = await unclaimed();
    for (const role of ['viewer', 'warehouse', 'technician'] as const) {
      expect(await (await desk.organization.signIn(role)).post(`/leads/${id}/claim`)).toBeProblem(403, 'not_allowed');
    }
    expect(await sales.post(`/leads/${newId()}/claim`)).toBeProblem(404, 'not_found');
    const other = await server.makeOrganization();
    expect(await other.owner.post(`/leads/${id}/claim`)).toBeProblem(404, 'not_found');
  });
});

describe('giving a lead to somebody', () => {
  test('is told with both names, and giving it back makes it unclaimed', async () => {
    const { id } = await unclaimed();
    expect((await owner.post(`/leads/${id}/assign`, { ownerId: sales.user.id })).body).toMatchObject({ ownerName: 'Sam', assignedAt: expect.any(String) as unknown });
    expect((await owner.post(`/leads/${id}/assign`, { ownerId: colleague.user.id })).body).toMatchObject({ ownerName: 'Cora' });
    const { body: { data: [entry] } } = await owner.get(`/leads/${id}/timeline`);
    expect(entry).toMatchObject({ type: 'lead.assigned', changes: { from: sales.user.id, to: colleague.user.id, fromName: 'Sam', toName: 'Cora' } });
    expect((await owner.post(`/leads/${id}/assign`, { ownerId: null })).body).toMatchObject({ ownerId: null, ownerName: null, assignedAt: null });
    expect((await sales.post(`/leads/${id}/claim`)).status).toBe(200);
  });

  test('to who has it already counts no version', async () => {
    const { id } = await desk.add(sales, { name: 'Mary' });
    expect((await owner.post(`/leads/${id}/assign`, { ownerId: sales.user.id })).body.version).toBe(1);
  });

  test('is for a manager within the team, and for nobody who sells alone', async () => {
    const mine = await desk.add(sales, { name: 'Mary' });
    expect((await manager.post(`/leads/${mine.id}/assign`, { ownerId: manager.user.id })).status).toBe(200);
    const outside = await manager.post(`/leads/${mine.id}/assign`, { ownerId: colleague.user.id });
    expect([outside.status, outside.body.errors[0].pointer]).toEqual([422, '/ownerId']);
    const theirs = await desk.add(colleague, { name: 'Jane' });
    expect(await manager.post(`/leads/${theirs.id}/assign`, { ownerId: manager.user.id })).toBeProblem(404, 'not_found');
    expect(await colleague.post(`/leads/${theirs.id}/assign`, { ownerId: sales.user.id })).toBeProblem(403, 'not_allowed');
  });

  test('needs a person whose role works on leads: anybody else would not see it', async () => {
    const { id } = await unclaimed();
    for (const role of ['warehouse', 'technician', 'viewer'] as const) {
      const { user } = await desk.organization.signIn(role);
      const refused = await owner.post(`/leads/${id}/assign`, { ownerId: user.id });
      expect([role, refused.status, refused.body.errors[0].pointer]).toEqual([role, 422, '/ownerId']);
      expect((await owner.post('/leads', { name: 'Mary', ownerId: user.id })).status).toBe(422);
      expect((await owner.patch(`/pipelines/${desk.pipeline.id}`, { assignment: 'fixed', fixedOwnerId: user.id })).status).toBe(422);
    }
  });

  test('needs a person who is here and not disabled', async () => {
    const { id } = await unclaimed();
    await owner.patch(`/users/${colleague.user.id}`, { disabled: true });
    const other = await server.makeOrganization();
    for (const ownerId of [newId(), colleague.user.id, other.owner.user.id]) {
      const refused = await owner.post(`/leads/${id}/assign`, { ownerId });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/ownerId']);
    }
  });
});

describe('who has a new lead', () => {
  const ownerOf = async (by: SignedInClient, lead: object = {}) => (await desk.add(by, { name: 'Mary', ...lead })).ownerId;
  const assignment = (changes: object) => owner.patch(`/pipelines/${desk.pipeline.id}`, changes);

  test('is who made it by hand, if selling is their job, else nobody', async () => {
    expect(await ownerOf(sales)).toBe(sales.user.id);
    expect(await ownerOf(manager)).toBe(manager.user.id);
    expect(await ownerOf(owner)).toBeNull();
    expect(await ownerOf(sales, { ownerId: null })).toBeNull();
    expect(await ownerOf(owner, { ownerId: sales.user.id })).toBe(sales.user.id);
    const refused = await sales.post('/leads', { name: 'Mary', ownerId: colleague.user.id });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/ownerId']);
  });

  test('is the person its pipeline names', async () => {
    await assignment({ assignment: 'fixed', fixedOwnerId: colleague.user.id });
    expect(await ownerOf(owner)).toBe(colleague.user.id);
    expect(await ownerOf(sales)).toBe(sales.user.id);
  });

  test('is nobody, to be claimed, where the person its pipeline names has left or works on something else', async () => {
    await assignment({ assignment: 'fixed', fixedOwnerId: colleague.user.id });
    const change = async (body: object) => expect((await owner.patch(`/users/${colleague.user.id}`, body)).status).toBe(200);
    await change({ disabled: true });
    expect(await ownerOf(owner)).toBeNull();
    await change({ disabled: false });
    await change({ role: 'warehouse' });
    expect(await ownerOf(owner)).toBeNull();
    await change({ role: 'sales' });
    expect(await ownerOf(owner)).toBe(colleague.user.id);
  });

  test('is each salesperson in turn, without those who are disabled', async () => {
    const away = await desk.organization.signIn('sales');
    await owner.patch(`/users/${away.user.id}`, { disabled: true });
    await assignment({ assignment: 'round_robin' });
    const owners: (string | null)[] = [];
    for (let turn = 0; turn < 4; turn += 1) owners.push(await ownerOf(owner));
    expect(owners.slice(0, 2).toSorted()).toEqual([sales.user.id, colleague.user.id].toSorted());
    expect(owners.slice(2)).toEqual(owners.slice(0, 2));
  });

  test('may be somebody whose leads the program that sent it cannot read: it is answered all the same', async () => {
    await assignment({ assignment: 'fixed', fixedOwnerId: colleague.user.id });
    const { body: { token } } = await sales.post('/api-tokens', { name: 'Importer', scopes: ['leads:read', 'leads:write'] });
    const made = await server.stranger.post('/leads', { name: 'Sent by a program' }, { headers: { authorization: `Bearer ${token}` } });
    expect([made.status, made.body.ownerId]).toEqual([201, colleague.user.id]);
    expect(await sales.get(`/leads/${made.body.id}`)).toBeProblem(404, 'not_found');
  });
});
