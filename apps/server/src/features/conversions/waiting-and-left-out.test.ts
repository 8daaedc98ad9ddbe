import { startRouterSimulator, type RouterSimulator } from '@lastmile/routeros-simulator';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { createRouterTurns } from '../routers/index.ts';
import { runRouterOperation } from '../router-users/index.ts';
import { provision } from './provision.ts';
import { reconcile } from './reconcile.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let offerId: string;
const started: RouterSimulator[] = [];
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  offerId = (await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', setupFee: '1000', downloadMbps: 20, uploadMbps: 10, routerProfile: 'home-20' })).body.id;
}, 60_000);
beforeEach(async () => {
  await owner.patch('/conversion-settings', { routerPatienceHours: 2 });
});
afterAll(async () => {
  await Promise.all(started.map((router) => router.close()));
  await server.stop();
});

let made = 0;
/** A conversion that a worker has not begun yet, on a router of its own. */
async function begun() {
  made += 1;
  const username = `customer-${made}`;
  const router = await startRouterSimulator({ users: [{ name: 'lastmile', password: 'secret' }], profiles: ['home-20'] });
  started.push(router);
  const { body: { id: routerId } } = await owner.post('/routers', { name: `Tower ${made}`, host: router.host, port: router.port, tls: 'off', username: 'lastmile', password: 'secret', attempts: 1 });
  const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, phone: `0712${String(610_000 + made)}`, offerId });
  const request = { type: 'active_without_invoice', routerUser: { routerId, service: 'pppoe', username } };
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, request);
  const { body } = await owner.post(`/leads/${lead.id}/conversion`, { planHash, ...request });
  return { router, routerId, username, leadId: lead.id as string, stageId: lead.stageId as string, id: body.id as string };
}
type Begun = Awaited<ReturnType<typeof begun>>;
const turns = () => createRouterTurns(server.services.databaseUrl);
const work = ({ id }: Begun) => provision(server.services, turns(), { organizationId: organization.organizationId, conversionId: id });
const conversion = async ({ id }: Begun) => (await owner.get(`/conversions/${id}`)).body;
const step = (steps: { name: string }[], name: string) => steps.find((one) => one.name === name);
const secretOf = ({ router, username }: Begun) => router.secrets.find(({ name }) => name === username);
const skip = ({ id }: Begun, name: string, reason = 'Made by hand') => owner.post(`/conversions/${id}/skip`, { step: name, reason });

/** One whose router has not answered. */
async function waiting(fault: Parameters<RouterSimulator['faults']['set']>[0] = { kind: 'refuse' }) {
  const subject = await begun();
  await subject.router.faults.set(fault);
  await work(subject);
  return subject;
}

describe('a conversion whose router does not answer', () => {
  test('waits, says so in the router’s words, and is done once the router is back', async () => {
    const subject = await waiting();
    const waits = await conversion(subject);
    expect(waits).toMatchObject({ state: 'running', problem: null, waiting: { for: 'router', nextTryAt: expect.any(String) as string, until: expect.any(String) as string } });
    expect(step(waits.steps, 'connect')).toMatchObject({ state: 'waiting', message: expect.stringContaining('refused the connection') as string, attempts: 1, canSkip: true });
    expect((await owner.get(`/leads/${subject.leadId}`)).body).toMatchObject({ stageId: subject.stageId, conversionState: 'running' });
    await subject.router.faults.clear();
    // Not before its time, and then by itself.
    const waitingJobs = async () => (await server.services.dataSource.query(
      `select 1 from jobs.job where name = 'provision' and data ->> 'conversionId' = $1`, [subject.id]) as unknown[]).length;
    const before = await waitingJobs();
    await reconcile(server.services, turns());
    expect(await waitingJobs()).toBe(before);
    await organization.inOrg(({ rows, organizationId, now }) => rows('update conversions set next_try_at = $3 where organization_id = $1 and id = $2', [organizationId, subject.id, now]));
    await reconcile(server.services, turns());
    expect(await waitingJobs()).toBe(before + 1);
    await work(subject);
    expect(await conversion(subject)).toMatchObject({ state: 'done', waiting: null });
    expect(secretOf(subject)).toMatchObject({ disabled: 'false' });
  });

  test('is tried at once when asked to, and fails when its time is over', async () => {
    const subject = await waiting();
    expect((await owner.post(`/conversions/${subject.id}/retry`)).status).toBe(202);
    await organization.inOrg(({ rows, organizationId, now }) => rows('update conversions set gives_up_at = $3 where organization_id = $1 and id = $2', [organizationId, subject.id, now]));
    await work(subject);
    const failed = await conversion(subject);
    expect(failed).toMatchObject({ state: 'failed', waiting: null });
    expect(failed.problem).toContain('Nothing was left on the router.');
  });

  test('fails after the router’s attempts where the organization does not wait', async () => {
    await owner.patch('/conversion-settings', { routerPatienceHours: 0 });
    expect(await conversion(await waiting())).toMatchObject({ state: 'failed', waiting: null });
  });

  test('is not kept from beginning where the organization waits', async () => {
    const { routerId, router } = await begun();
    await router.faults.set({ kind: 'refuse' });
    await owner.post(`/routers/${routerId}/check`);
    const { body: lead } = await owner.post('/leads', { name: 'Another', phone: `0712${String(620_000 + made)}`, offerId });
    const plan = async () => (await owner.post(`/leads/${lead.id}/conversion-plan`, { type: 'active_without_invoice', routerUser: { routerId, service: 'pppoe' } })).body;
    expect(await plan()).toMatchObject({ blockers: [] });
    await owner.patch('/conversion-settings', { routerPatienceHours: 0 });
    expect((await plan()).blockers).toMatchObject([{ code: 'router_unreachable' }]);
  });

  test('ends at once when it is cancelled, and what may be on the router goes when it answers again', async () => {
    const untouched = await waiting();
    expect((await owner.post(`/conversions/${untouched.id}/cancel`)).body).toMatchObject({ state: 'cancelled', cleanUpPending: false, waiting: null });
    const added = await waiting({ kind: 'reply-lost', command: '/ppp/secret/add' });
    expect(secretOf(added)).toBeDefined();
    expect((await owner.post(`/conversions/${added.id}/cancel`)).body).toMatchObject({ state: 'cancelled', cleanUpPending: true });
    await added.router.faults.clear();
    await reconcile(server.services, turns());
    expect(await conversion(added)).toMatchObject({ state: 'cancelled', cleanUpPending: false });
    expect(secretOf(added)).toBeUndefined();
    // A job that comes late finds it over.
    await work(added);
    expect(secretOf(added)).toBeUndefined();
  });

  test('whose router is in maintenance says so once, is not looked for, and can be cancelled', async () => {
    const subject = await begun();
    await owner.patch(`/routers/${subject.routerId}`, { inMaintenance: true });
    await work(subject);
    await work(subject);
    expect(await conversion(subject)).toMatchObject({ state: 'running', waiting: { for: 'maintenance', nextTryAt: null } });
    const said = (await organization.eventsOf('conversion.progressed')).filter(({ changes }) => String(changes.message).includes(`Tower ${made} is in maintenance`));
    expect(said).toHaveLength(1);
    expect((await owner.post(`/conversions/${subject.id}/cancel`)).body.state).toBe('cancelled');
  });
});

describe('a step that is left out', () => {
  test('before there is a user on the router makes the subscriber; the subscriber says so, and a comparison finds and mends it', async () => {
    const subject = await waiting();
    const { status, body } = await skip(subject, 'connect', '  Made by hand tomorrow ');
    expect([status, body.state]).toEqual([202, 'done']);
    for (const name of ['connect', 'look_up', 'add', 'read_back', 'enable']) {
      expect(step(body.steps, name)).toMatchObject({ state: 'skipped', skipReason: 'Made by hand tomorrow', skippedBy: expect.any(String) as string, canSkip: false });
    }
    const subscriber = async () => (await owner.get(`/subscribers/${body.subscriberId}`)).body;
    expect((await subscriber()).routerUsers).toMatchObject([{ state: 'active', leftOut: { steps: ['connect', 'look_up', 'add', 'read_back', 'enable'], reason: 'Made by hand tomorrow' } }]);
    expect((await owner.get(`/subscribers/${body.subscriberId}/timeline`)).body.data[0]).toMatchObject({ type: 'subscriber.router_step_left_out' });

    await subject.router.faults.clear();
    const { body: { differences: [difference] } } = await owner.post(`/routers/${subject.routerId}/drift`);
    expect(difference).toMatchObject({ kind: 'missing_there', username: subject.username });
    expect((await subscriber()).routerUsers[0].leftOut).not.toBeNull();
    await owner.post(`/router-differences/${difference.id}/fix`);
    const { body: user } = await owner.get(`/router-users/${(await subscriber()).routerUsers[0].id}`);
    await runRouterOperation(server.services, turns(), { organizationId: organization.organizationId, operationId: user.lastOperation.id });
    expect(secretOf(subject)).toMatchObject({ disabled: 'false' });
    expect((await subscriber()).routerUsers[0].leftOut).toBeNull();
  });

  test('and was done by hand is no longer said once a comparison finds nothing', async () => {
    const subject = await waiting();
    const { body } = await skip(subject, 'connect');
    await subject.router.faults.clear();
    const { password } = (await organization.inOrg(({ rows, organizationId }) => rows<{ sealed: string; id: string }>(
      'select id, sealed_password as sealed from router_users where organization_id = $1 and conversion_id = $2', [organizationId, subject.id])))
      .map(({ sealed, id }) => ({ password: server.services.sealer.open(sealed, `router-user/${organization.organizationId}/${id}`) }))[0]!;
    subject.router.insert('/ppp/secret', { name: subject.username, password, profile: 'home-20', comment: `lm:${subject.id}` });
    expect((await owner.post(`/routers/${subject.routerId}/drift`)).body.differences).toEqual([]);
    expect((await owner.get(`/subscribers/${body.subscriberId}`)).body.routerUsers[0].leftOut).toBeNull();
  });

  test('of a failed conversion goes on where it stood: only the enabling is left out, and the comparison finds it disabled', async () => {
    const subject = await waiting({ kind: 'permission', command: '/ppp/secret/set' });
    expect(await conversion(subject)).toMatchObject({ state: 'failed', cleanUpPending: false });
    expect(await skip(subject, 'add')).toBeProblem(409, 'not_at_this_step');
    expect((await skip(subject, 'enable', 'Not before they pay')).body.state).toBe('running');
    await work(subject);
    const done = await conversion(subject);
    expect(done.state).toBe('done');
    expect(step(done.steps, 'read_back')).toMatchObject({ state: 'done' });
    expect(step(done.steps, 'enable')).toMatchObject({ state: 'skipped', skipReason: 'Not before they pay' });
    expect(secretOf(subject)).toMatchObject({ disabled: 'true' });
    await subject.router.faults.clear();
    expect((await owner.post(`/routers/${subject.routerId}/drift`)).body.differences).toMatchObject([{ kind: 'different', fields: [{ field: 'disabled' }] }]);
  });

  test('of the cleaning up frees the name here and says what is no longer looked for', async () => {
    const subject = await waiting({ kind: 'permission', command: '/ppp/secret/set' });
    await organization.inOrg(({ rows, organizationId }) => rows('update conversions set clean_up_pending = true where organization_id = $1 and id = $2', [organizationId, subject.id]));
    const { status, body } = await skip(subject, 'clean_up', 'That router is scrap');
    expect([status, body.state, body.cleanUpPending]).toEqual([202, 'failed', false]);
    expect(body.problem).toContain('That router is scrap');
  });

  test('is none that the conversion is made of, none that it does not stand at, and none while a worker is at it', async () => {
    const subject = await begun();
    expect(await skip(subject, 'plan')).toBeProblem(409, 'cannot_be_skipped');
    expect(await skip(subject, 'records')).toBeProblem(409, 'cannot_be_skipped');
    expect(await skip(subject, 'connect')).toBeProblem(409, 'not_at_this_step');
    const sales = await organization.signIn('sales');
    expect(await sales.post(`/conversions/${subject.id}/skip`, { step: 'connect', reason: 'x' })).toBeProblem(403, 'not_allowed');
    await work(subject);
    expect(await skip(subject, 'enable')).toBeProblem(409, 'not_at_this_step');
  });

  test('of twenty at once is left out once, and makes one subscriber', async () => {
    const subject = await waiting();
    const answers = await Promise.all([...Array.from({ length: 20 }, () => skip(subject, 'connect')), work(subject)]);
    expect(answers.filter((answer) => answer?.status === 202).length).toBeLessThanOrEqual(1);
    const { body: { data } } = await owner.get('/subscribers?limit=200');
    await subject.router.faults.clear();
    if ((await conversion(subject)).state === 'running') await skip(subject, 'connect');
    const after = (await owner.get('/subscribers?limit=200')).body.data;
    expect(after.filter(({ name }: { name: string }) => name === `Customer ${made}`)).toHaveLength(1);
    expect(after.length - data.length).toBeLessThanOrEqual(1);
  });
});

test('an operation’s step is left out: a removal on a router that is gone is done here, and a comparison finds what stayed there', async () => {
  const subject = await begun();
  await work(subject);
  const { routerUserId } = await conversion(subject);
  await subject.router.faults.set({ kind: 'refuse' });
  const { body: asked } = await owner.post(`/router-users/${routerUserId}/remove`, { reason: 'Moved away' });
  await runRouterOperation(server.services, turns(), { organizationId: organization.organizationId, operationId: asked.id });
  const { body: waits } = await owner.get(`/router-operations/${asked.id}`);
  expect(waits).toMatchObject({ state: 'queued', steps: [{ name: 'connect', state: 'failed', canSkip: true }, { name: 'remove', canSkip: false }] });
  expect(await owner.post(`/router-operations/${asked.id}/skip`, { step: 'remove', reason: 'x' })).toBeProblem(409, 'not_at_this_step');
  const { status, body } = await owner.post(`/router-operations/${asked.id}/skip`, { step: 'connect', reason: 'The router is scrap' });
  expect([status, body.state]).toEqual([202, 'done']);
  expect((await owner.get(`/router-users/${routerUserId}`)).body.state).toBe('removed');
  expect(await owner.post(`/router-operations/${asked.id}/skip`, { step: 'connect', reason: 'x' })).toBeProblem(409, 'operation_over');
  await subject.router.faults.clear();
  expect((await owner.post(`/routers/${subject.routerId}/drift`)).body.differences).toMatchObject([{ kind: 'unknown_here', username: subject.username, isOurs: true }]);
});
