import { startTestServer, type SignedInClient, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let owner: SignedInClient;
let routerId: string;
beforeAll(async () => {
  server = await startTestServer({ databasePoolSize: 16 });
  ({ owner } = await server.makeOrganization());
  routerId = (await owner.post('/routers', { name: 'Tower', host: '127.0.0.1', port: 1, tls: 'off', username: 'x', password: 'x' })).body.id;
}, 60_000);
afterAll(() => server.stop());

let made = 0;
const newLead = async (name = 'Wanjiru Kamau'): Promise<string> => {
  made += 1;
  return (await owner.post('/leads', { name, phone: `0712${String(700_000 + made)}` })).body.id;
};
const request = { type: 'active_without_invoice', routerUser: { service: 'pppoe', profile: 'home-20' } };
const asked = (more: object = {}) => ({ ...request, routerUser: { ...request.routerUser, routerId, ...more } });
const planned = async (id: string) => (await owner.post(`/leads/${id}/conversion-plan`, asked())).body;
const usernameIn = (plan: { effects: { kind: string; details: { username: string } }[] }) => plan.effects.find(({ kind }) => kind === 'router_user')!.details.username;
async function convert(id: string, more: object = {}) {
  const { planHash } = (await owner.post(`/leads/${id}/conversion-plan`, asked(more))).body;
  return owner.post(`/leads/${id}/conversion`, { planHash, ...asked(more) });
}
const usernames = async () => (await owner.get(`/router-users?routerId=${routerId}&limit=200`)).body.data.map(({ username }: { username: string }) => username);

test('a pattern is tried out on the newest leads before it is kept, and one that cannot be is refused with the reason', async () => {
  await newLead('Achieng Otieno');
  const { body } = await owner.post('/conversion-settings/username-preview', { usernamePattern: '{first_name}.{next|4}' });
  expect(body.usernames[0]).toEqual({ lead: 'Achieng Otieno', username: 'achieng.0001' });
  expect(await owner.post('/conversion-settings/username-preview', { usernamePattern: '{last_name}' })).toBeProblem(422, 'invalid_fields');
  const refused = await owner.patch('/conversion-settings', { usernamePattern: '{last_name}' });
  expect(refused).toBeProblem(422, 'invalid_fields');
  expect(refused.body.errors).toMatchObject([{ pointer: '/usernamePattern', detail: expect.stringContaining('called alike') as string }]);
});

test('fifty conversions at once take the next numbers, each its own', async () => {
  await owner.patch('/conversion-settings', { usernamePattern: 'sub{next|4}' });
  const leads = await Promise.all(Array.from({ length: 50 }, () => newLead()));
  const plans = await Promise.all(leads.map((id) => planned(id)));
  expect(new Set(plans.map(usernameIn))).toEqual(new Set(['sub0001']));
  const answers = await Promise.all(leads.map((id, index) => owner.post(`/leads/${id}/conversion`, { planHash: plans[index].planHash, ...asked() })));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  expect((await usernames()).sort()).toEqual(Array.from({ length: 50 }, (_, index) => `sub${String(index + 1).padStart(4, '0')}`));
}, 60_000);

test('a name that somebody has is passed over', async () => {
  await owner.patch('/conversion-settings', { usernamePattern: '{last_name}{phone}' });
  const id = await newLead();
  const first = usernameIn(await planned(id));
  await owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: first, profile: 'x' });
  expect(usernameIn(await planned(id))).toBe(`${first}-2`);
});

test('of two who ask for the same name at once one gets it, and the other is told', async () => {
  const leads = [await newLead(), await newLead()];
  const answers = await Promise.all(leads.map((id) => convert(id, { username: 'wanted' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  expect(answers.find(({ status }) => status === 409)!).toBeProblem(409, 'username_taken');
});

test('where passwords are given by hand one has to be given', async () => {
  await owner.patch('/conversion-settings', { passwordKind: 'by_hand' });
  const id = await newLead();
  expect(await convert(id)).toBeProblem(422, 'invalid_fields');
  expect((await owner.get(`/leads/${id}`)).body.conversionState).toBeNull();
  expect(await owner.post(`/routers/${routerId}/users`, { service: 'pppoe', username: 'x1', profile: 'x' })).toBeProblem(422, 'invalid_fields');
  const { status, body } = await convert(id, { password: 'by-hand-1' });
  expect(status).toBe(202);
  expect(JSON.stringify(body)).not.toContain('by-hand-1');
});
