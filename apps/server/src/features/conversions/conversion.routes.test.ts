import {
  startTestServer,
  type Reply,
  type SignedInClient,
  type TestOrganization,
  type TestServer,
} from '../../testing/index.ts';
import { reconcile } from './reconcile.ts';
import { createRouterTurns } from '../routers/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let offerId: string;
let routerId: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  await owner.patch('/organization', { taxRate: '16', taxName: 'VAT' });
  offerId = (
    await owner.post('/offers', {
      name: 'Home 20',
      monthlyPrice: '2500',
      setupFee: '999.99',
      downloadMbps: 20,
      uploadMbps: 10,
      routerProfile: 'home-20',
    })
  ).body.id;
  // Nothing is carried out in these tests, so nothing needs to be there.
  routerId = (
    await owner.post('/routers', {
      name: 'Tower',
      host: '127.0.0.1',
      port: 1,
      tls: 'off',
      username: 'x',
      password: 'x',
    })
  ).body.id;
});
afterAll(() => server.stop());

let made = 0;
async function newLead(more: object = {}): Promise<string> {
  made += 1;
  const { body } = await owner.post('/leads', {
    name: `Wanjiru Kamau ${made}`,
    phone: `0712 40 ${String(made).padStart(4, '0')}`,
    offerId,
    ...more,
  });
  return body.id as string;
}

const plan = (id: string, request: object = { type: 'active_without_invoice' }, client = owner): Promise<Reply> =>
  client.post(`/leads/${id}/conversion-plan`, request);
async function convert(
  id: string,
  request: object = { type: 'active_without_invoice' },
  client = owner,
): Promise<Reply> {
  const {
    body: { planHash },
  } = await plan(id, request, client);
  return client.post(`/leads/${id}/conversion`, { planHash, ...request });
}
const withRouterUser = (username?: string) => ({
  type: 'active_without_invoice',
  routerUser: { routerId, service: 'pppoe', ...(username ? { username } : {}) },
});

describe('a plan', () => {
  test('says everything that would happen and does nothing of it', async () => {
    const id = await newLead({ propertyAddress: 'House 4, Kilimani' });
    const {
      headers: { etag },
    } = await owner.get(`/leads/${id}`);
    const { status, body } = await plan(id, withRouterUser());
    expect(status).toBe(200);
    expect(body.effects.map(({ kind }: { kind: string }) => kind)).toEqual([
      'subscriber',
      'subscription',
      'service_order',
      'router_user',
      'lead',
    ]);
    expect(body.effects[0].details).toMatchObject({ installationAddress: 'House 4, Kilimani', status: 'active' });
    expect(body.effects[3].details).toMatchObject({
      username: expect.stringMatching(/^w\d+$/) as string,
      profile: 'home-20',
    });
    expect(body.blockers).toEqual([]);
    expect((await owner.get(`/leads/${id}`)).headers.etag).toBe(etag);
    expect((await owner.get('/subscribers')).body.data).toEqual([]);
  });

  test('adds the first bill up with each line’s tax rounded once, what was agreed before the list price', async () => {
    expect((await plan(await newLead())).body.firstBill).toEqual({
      setupFee: '999.99',
      firstMonth: '2500.00',
      tax: '560.00',
      taxName: 'VAT',
      taxRate: '16',
      total: '4059.99',
    });
    const agreed = await newLead({ agreedInstallationFee: '0.05', agreedMonthlySubscription: '0.10' });
    // 16 % of 0.05 is 0.008 and of 0.10 0.016: one and two cents.
    expect((await plan(agreed)).body.firstBill).toMatchObject({ tax: '0.03', total: '0.18' });
  });

  test('is the same while nothing changes, and another once something that counts does', async () => {
    const id = await newLead();
    const {
      body: { planHash },
    } = await plan(id);
    await owner.post('/activities', { leadId: id, type: 'call' });
    expect((await plan(id)).body.planHash).toBe(planHash);
    await owner.patch(`/leads/${id}`, { email: 'new@address.test' });
    expect((await plan(id)).body.planHash).not.toBe(planHash);
  });

  test('names the subscribers that may be the same person', async () => {
    const first = await newLead({ email: 'same@person.test' });
    await convert(first);
    const second = await newLead({ email: 'same@person.test' });
    expect((await plan(second)).body.duplicates).toMatchObject([
      { kind: 'subscriber', matches: 'email', number: expect.stringMatching(/^S-\d{6}$/) as string },
    ]);
  });

  test.each([
    ['a package that is not there', () => ({ offerId: organization.organizationId }), '/offerId'],
    [
      'a router that is not there',
      () => ({ routerUser: { routerId: organization.organizationId, service: 'pppoe' } }),
      '/routerUser/routerId',
    ],
  ])('names %s', async (_, wrong, pointer) => {
    const reply = await plan(await newLead(), { type: 'active_without_invoice', ...wrong() });
    expect(reply).toBeProblem(422, 'invalid_fields');
    expect(reply.body.errors[0].pointer).toBe(pointer);
  });

  test('says what stands in the way, and the conversion is refused for the same reason', async () => {
    const noProfile = await newLead({ offerId: null });
    expect((await plan(noProfile, withRouterUser())).body.blockers).toMatchObject([{ code: 'no_profile' }]);
    expect(await convert(noProfile, withRouterUser())).toBeProblem(409, 'no_profile');

    expect((await convert(await newLead(), withRouterUser('taken'))).status).toBe(202);
    expect(await convert(await newLead(), withRouterUser('taken'))).toBeProblem(409, 'username_taken');

    const lost = await newLead();
    const {
      body: {
        data: [pipeline],
      },
    } = await owner.get('/pipelines?kind=lead');
    const { id: stageId } = pipeline.stages.find(({ type }: { type: string }) => type === 'lost');
    await owner.post(`/leads/${lost}/move`, { stageId, lostReason: 'Too dear' });
    expect(await convert(lost)).toBeProblem(409, 'lead_lost');
  });
});

describe('converting', () => {
  test('without a router user is done at once: the subscriber has what the lead had, and the lead is won and locked', async () => {
    const id = await newLead({
      companyName: 'Kamau Hardware',
      email: 'w@kamau.test',
      billingEmail: 'bill@kamau.test',
      city: 'Nairobi',
      location: 'Kilimani',
    });
    const { status, body } = await convert(id);
    expect(status).toBe(202);
    expect(body).toMatchObject({ state: 'done', problem: null, cleanUpPending: false, value: '2500.00' });
    const { body: subscriber } = await owner.get(`/subscribers/${body.subscriberId as string}`);
    const { body: lead } = await owner.get(`/leads/${id}`);
    expect(subscriber).toMatchObject({
      name: lead.name,
      companyName: 'Kamau Hardware',
      phone: lead.phone,
      email: 'w@kamau.test',
      billingEmail: 'bill@kamau.test',
      city: 'Nairobi',
      location: 'Kilimani',
      status: 'active',
      leadId: id,
      conversionId: body.id,
      subscriptions: [
        { offerName: 'Home 20', monthlyPrice: '2500.00', setupFee: '999.99', taxRate: '16.00', status: 'active' },
      ],
    });
    expect(lead).toMatchObject({
      status: 'won',
      conversionState: 'done',
      subscriberId: subscriber.id,
      can: { edit: false, move: false, delete: false, convert: false },
    });
    for (const refused of [
      owner.patch(`/leads/${id}`, { city: 'x' }),
      owner.delete(`/leads/${id}`),
      plan(id).then(() => convert(id)),
      owner.post(`/leads/${id}/assign`, { ownerId: null }),
      owner.post('/activities', { leadId: id, type: 'call' }),
    ]) {
      expect(await refused).toBeProblem(409, 'lead_locked');
    }
    expect(
      (await owner.post('/activities', { leadId: id, type: 'note', body: 'Lives on the second floor' })).status,
    ).toBe(201);
  });

  test('with a proforma begins a new subscriber whose subscription waits', async () => {
    const { body } = await convert(await newLead(), { type: 'new_with_proforma', startsOn: '2031-02-03' });
    const { body: subscriber } = await owner.get(`/subscribers/${body.subscriberId as string}`);
    expect(subscriber).toMatchObject({ status: 'new', subscriptions: [{ status: 'pending', startsOn: '2031-02-03' }] });
  });

  test('what changed since one looked is refused with the plan as it is now, which then works', async () => {
    const id = await newLead();
    const {
      body: { planHash },
    } = await plan(id);
    await owner.patch(`/leads/${id}`, { name: 'Somebody Else' });
    const refused = await owner.post(`/leads/${id}/conversion`, { planHash, type: 'active_without_invoice' });
    expect(refused).toBeProblem(409, 'plan_changed');
    const again = await owner.post(`/leads/${id}/conversion`, {
      planHash: refused.body.plan.planHash,
      type: 'active_without_invoice',
    });
    expect(again.status).toBe(202);
  });

  test('with a router user waits for the worker; meanwhile the lead stays where it is and nobody changes it', async () => {
    const id = await newLead();
    const { body: before } = await owner.get(`/leads/${id}`);
    const { body } = await convert(id, withRouterUser());
    expect(body).toMatchObject({ state: 'running', subscriberId: null });
    expect(body.steps.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`)).toEqual([
      'plan done',
      'connect waiting',
      'look_up waiting',
      'add waiting',
      'read_back waiting',
      'enable waiting',
      'records waiting',
    ]);
    const { body: lead } = await owner.get(`/leads/${id}`);
    expect(lead).toMatchObject({ stageId: before.stageId, conversionState: 'running', convertedAt: null });
    expect(await owner.patch(`/leads/${id}`, { city: 'x' })).toBeProblem(409, 'lead_converting');
    expect(await owner.post(`/conversions/${body.id as string}/retry`)).toBeProblem(409, 'not_failed');
  });

  test('keeps the password of the router user sealed, and says it nowhere', async () => {
    const password = 'Kanarienvogel-77';
    const { body } = await convert(await newLead(), {
      type: 'active_without_invoice',
      routerUser: { ...withRouterUser().routerUser, username: 'sealed', password },
    });
    const [kept] = await organization.inOrg(({ rows, organizationId }) =>
      rows<{ everything: string }>(
        `select concat((select string_agg(c::text, '') from conversions c where c.organization_id = $1), (select string_agg(u::text, '') from router_users u where u.organization_id = $1),
         (select string_agg(e::text, '') from events e where e.organization_id = $1), (select string_agg(k::text, '') from idempotency_keys k where k.organization_id = $1)) as everything`,
        [organizationId],
      ),
    );
    expect(kept!.everything).toContain('sealed');
    expect(`${kept!.everything}${JSON.stringify(body)}`).not.toContain(password);
  });

  test('is not for the lead of somebody else, and an unclaimed one is claimed first', async () => {
    const [sales, other] = [await organization.signIn('sales'), await organization.signIn('sales')];
    const theirs = await newLead({ ownerId: other.user.id });
    expect(await plan(theirs, undefined, sales)).toBeProblem(404, 'not_found');
    expect(
      await sales.post(`/leads/${theirs}/conversion`, { planHash: 'x', type: 'active_without_invoice' }),
    ).toBeProblem(404, 'not_found');
    const unclaimed = await newLead({ ownerId: null });
    expect(await plan(unclaimed, undefined, sales)).toBeProblem(409, 'claim_first');
    const own = await newLead({ ownerId: sales.user.id });
    const { status, body } = await convert(own, undefined, sales);
    expect(status).toBe(202);
    expect((await sales.get(`/conversions/${body.id as string}`)).status).toBe(200);
    expect(await other.get(`/conversions/${body.id as string}`)).toBeProblem(404, 'not_found');
    expect(await other.post(`/conversions/${body.id as string}/retry`)).toBeProblem(404, 'not_found');
  });
});

test('a conversion that its worker forgot is given to a worker again, and one that is being worked on is not', async () => {
  const {
    body: { id },
  } = await convert(await newLead(), withRouterUser('forgotten'));
  const waiting = async () => {
    const jobs: { id: string }[] = await server.services.dataSource.query(
      "select id from jobs.job where name = 'provision' and data ->> 'conversionId' = $1",
      [id],
    );
    return jobs.length;
  };
  const turns = createRouterTurns(server.services.databaseUrl);
  expect(await waiting()).toBe(1);
  await reconcile(server.services, turns);
  expect(await waiting()).toBe(1);
  server.clock.advance(91_000);
  await reconcile(server.services, turns);
  expect(await waiting()).toBe(2);
});
