import { startRouterSimulator, type RouterSimulator } from '@lastmile/routeros-simulator';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../testing/index.ts';
import { systemActor } from '../core/actor.ts';
import { changedStatements } from './testing/mutants.ts';
import { convertLead } from '../features/conversions/convert-lead.ts';
import { planOf } from '../features/conversions/conversion-plan.ts';
import { lockLead } from '../features/leads/index.ts';
import { provision } from '../features/conversions/provision.ts';
import { runRouterOperation } from '../features/router-users/index.ts';
import { createRouterTurns } from '../features/routers/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let router: RouterSimulator;
beforeAll(async () => {
  server = await startTestServer({ databasePoolSize: 16 });
  organization = await server.makeOrganization();
  ({ owner } = organization);
  router = await startRouterSimulator({ users: [{ name: 'lastmile', password: 'secret' }], profiles: ['home-20'], pools: { dynamic: '10.1.0.2-10.1.0.254', static: '10.2.0.10-10.2.0.19' } });
}, 60_000);
afterAll(async () => {
  await router.close();
  await server.stop();
});

let made = 0;
const newRouter = async (): Promise<string> => {
  made += 1;
  return (await owner.post('/routers', { name: `Tower ${made}`, host: router.host, port: router.port, tls: 'off', username: 'lastmile', password: 'secret', attempts: 1 })).body.id;
};
const setPools = (routerId: string, ...pools: object[]) => owner.put(`/routers/${routerId}/address-pools`, { pools });
const own = (ranges: string, name = 'Fixed') => ({ name, kind: 'own', ranges });
const newLead = async (): Promise<string> => {
  made += 1;
  return (await owner.post('/leads', { name: 'Wanjiru Kamau', phone: `0712${String(800_000 + made)}` })).body.id;
};
const asked = (routerId: string, more: object) => ({ type: 'active_without_invoice' as const, routerUser: { routerId, service: 'pppoe' as const, profile: 'home-20', ...more } });
const planned = async (leadId: string, routerId: string, more: object) => (await owner.post(`/leads/${leadId}/conversion-plan`, asked(routerId, more))).body;
async function convert(leadId: string, routerId: string, more: object) {
  const { planHash } = await planned(leadId, routerId, more);
  return owner.post(`/leads/${leadId}/conversion`, { planHash, ...asked(routerId, more) });
}
const addressIn = (plan: { effects: { kind: string; details: { ipAddress: string | null } }[] }) => plan.effects.find(({ kind }) => kind === 'router_user')!.details.ipAddress;
const addresses = async (routerId: string): Promise<string[]> =>
  (await owner.get(`/router-users?routerId=${routerId}&limit=200`)).body.data.map(({ ipAddress }: { ipAddress: string }) => ipAddress).sort();
const byWorker = (conversionId: string) => provision(server.services, createRouterTurns(server.services.databaseUrl), { organizationId: organization.organizationId, conversionId });
const work = (operationId: string) => runRouterOperation(server.services, createRouterTurns(server.services.databaseUrl), { organizationId: organization.organizationId, operationId });

test('pools are ranges of one’s own or those of the router, as of its last check', async () => {
  const id = await newRouter();
  expect(await setPools(id, { name: 'static', kind: 'router' })).toBeProblem(422, 'invalid_fields');
  await owner.post(`/routers/${id}/check`);
  const { body } = await setPools(id, { name: 'static', kind: 'router' }, own('10.20.0.0/30, 10.20.0.9'));
  expect(body).toEqual({
    pools: [
      { name: 'static', kind: 'router', ranges: '10.2.0.10-10.2.0.19', size: 10, used: 0, nextFree: '10.2.0.10' },
      { name: 'Fixed', kind: 'own', ranges: '10.20.0.0/30, 10.20.0.9', size: 3, used: 0, nextFree: '10.20.0.1' },
    ],
    onRouter: [{ name: 'dynamic', ranges: '10.1.0.2-10.1.0.254' }, { name: 'static', ranges: '10.2.0.10-10.2.0.19' }],
  });
  expect((await owner.get(`/routers/${id}/free-addresses?pool=Fixed`)).body.addresses.map(({ address }: { address: string }) => address)).toEqual(['10.20.0.1', '10.20.0.2', '10.20.0.9']);
  for (const [pools, pointer, reason] of [
    [[own('10.20.0.0/99')], '/pools/0/ranges', 'is no IPv4'], [[own('10.20.0.0/24'), own('10.20.0.7', 'Other')], '/pools/1/ranges', '10.20.0.7 is in “Fixed” too'],
    [[own('10.20.0.1'), own('10.20.0.2')], '/pools/1/name', 'called so'], [[{ name: 'x', kind: 'own' }], '/pools/0/ranges', 'Say its ranges'],
  ] as const) {
    const refused = await setPools(id, ...pools);
    expect(refused).toBeProblem(422, 'invalid_fields');
    expect(refused.body.errors).toMatchObject([{ pointer, detail: expect.stringContaining(reason) as string }]);
  }
});

test('fifty conversions at once get fifty addresses, and the fifty-first is told that the pool is full', async () => {
  const id = await newRouter();
  await setPools(id, own('10.30.0.1-10.30.0.50'));
  const leads = await Promise.all(Array.from({ length: 51 }, () => newLead()));
  const plans = await Promise.all(leads.map((lead) => planned(lead, id, { addressPool: 'Fixed' })));
  expect(new Set(plans.map(addressIn))).toEqual(new Set(['10.30.0.1']));
  const answers = await Promise.all(leads.map((lead, index) => owner.post(`/leads/${lead}/conversion`, { planHash: plans[index].planHash, ...asked(id, { addressPool: 'Fixed' }) })));
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(50);
  expect(answers.find(({ status }) => status !== 202)!).toBeProblem(409, 'pool_is_full');
  expect(new Set(await addresses(id)).size).toBe(50);
  const last = leads[answers.findIndex(({ status }) => status !== 202)]!;
  expect((await planned(last, id, { addressPool: 'Fixed' })).blockers).toMatchObject([{ code: 'pool_is_full', message: expect.stringContaining('has no free address') as string }]);
}, 60_000);

test('the check finds conversions that do not wait for each other’s address', async () => {
  const id = await newRouter();
  await setPools(id, own('10.31.0.1-10.31.0.50'));
  const unlocked = changedStatements(server.services.inOrg, (sql) => (sql.includes('pg_advisory_xact_lock') ? 'select $1::text, $2::text' : sql));
  const leads = await Promise.all(Array.from({ length: 12 }, () => newLead()));
  const ends = await Promise.allSettled(leads.map((lead) => unlocked(systemActor(organization.organizationId), async (scope) => {
    const request = asked(id, { addressPool: 'Fixed' });
    const { view } = await planOf(scope, await lockLead(scope, lead, 'conversions:write'), request);
    await convertLead(scope, server.services.sealer, lead, { planHash: view.planHash, ...request });
  })));
  // The database keeps them apart all the same; without the lock they only fail.
  expect(ends.some(({ status }) => status === 'rejected')).toBe(true);
  expect(new Set(await addresses(id)).size).toBe((await addresses(id)).length);
}, 60_000);

test('an address that somebody has, or is about to have, is a blocker that says whose it is', async () => {
  const id = await newRouter();
  await setPools(id, own('10.40.0.1-10.40.0.9'));
  const [holder, asking] = [await newLead(), await newLead()];
  expect((await convert(holder, id, { ipAddress: '10.40.0.1' })).status).toBe(202);
  const { blockers } = await planned(asking, id, { ipAddress: '10.40.0.1' });
  expect(blockers).toMatchObject([{ code: 'ip_address_taken', message: expect.stringContaining('10.40.0.1 on Tower') as string }]);
  expect(addressIn(await planned(asking, id, { addressPool: 'Fixed' }))).toBe('10.40.0.2');
  expect(await owner.post(`/leads/${asking}/conversion-plan`, asked(id, { addressPool: 'Fixed', ipAddress: '10.40.0.3' }))).toBeProblem(422, 'invalid_fields');
  expect(await owner.post(`/leads/${asking}/conversion-plan`, asked(id, { addressPool: 'Nowhere' }))).toBeProblem(422, 'invalid_fields');
  const { body: user } = await owner.post(`/routers/${id}/users`, { service: 'pppoe', username: `own-${made}`, profile: 'home-20', addressPool: 'Fixed' });
  await work(user.id);
  await owner.post(`/router-users/${user.routerUserId}/change`, { ipAddress: '10.40.0.3' });
  expect((await planned(asking, id, { ipAddress: '10.40.0.3' })).blockers).toMatchObject([{ code: 'ip_address_taken' }]);
  // Twenty ask for the same one by hand.
  const leads = await Promise.all(Array.from({ length: 20 }, () => newLead()));
  const answers = await Promise.all(leads.map((lead) => convert(lead, id, { ipAddress: '10.40.0.7' })));
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 202)) expect(answer).toBeProblem(409, 'ip_address_taken');
}, 60_000);

test('it is written to the router and read back, freed by removal, found where it differs, and what strangers have is passed over', async () => {
  const id = await newRouter();
  await setPools(id, own('10.50.0.1-10.50.0.3'));
  const lead = await newLead();
  const { body: { id: conversionId } } = await convert(lead, id, { addressPool: 'Fixed' });
  await byWorker(conversionId);
  const secret = () => router.secrets.find(({ comment }) => comment === `lm:${conversionId}`)!;
  expect(secret()).toMatchObject({ 'remote-address': '10.50.0.1', disabled: 'false' });

  Object.assign(secret(), { 'remote-address': '10.50.0.2' });
  router.insert('/ppp/secret', { name: 'stranger', password: 'x', profile: 'home-20', 'remote-address': '10.50.0.3' });
  const { body: { differences } } = await owner.post(`/routers/${id}/drift`);
  expect(differences.find(({ kind }: { kind: string }) => kind === 'different')).toMatchObject({ fields: [{ field: 'ipAddress', here: '10.50.0.1', there: '10.50.0.2' }] });
  expect((await owner.get(`/routers/${id}/address-pools`)).body.pools[0]).toMatchObject({ size: 3, used: 3, nextFree: null });
  expect((await planned(await newLead(), id, { ipAddress: '10.50.0.3' })).blockers).toMatchObject([{ code: 'ip_address_taken', message: expect.stringContaining('stranger, whom only the router knows') as string }]);

  await owner.post(`/router-differences/${differences.find(({ kind }: { kind: string }) => kind === 'different').id}/fix`);
  await owner.post(`/leads/${lead}/reopen`, { reason: 'They move' }).catch(() => null);
  const { body: user } = await owner.get(`/router-users/${(await owner.get(`/conversions/${conversionId}`)).body.routerUserId}`);
  expect(user).toMatchObject({ state: 'removing', lastOperation: { kind: 'remove' } });
  expect((await planned(await newLead(), id, { ipAddress: '10.50.0.1' })).blockers).toMatchObject([{ code: 'ip_address_taken' }]);
  await work(user.lastOperation.id);
  expect((await planned(await newLead(), id, { ipAddress: '10.50.0.1' })).blockers).toEqual([]);
}, 60_000);
