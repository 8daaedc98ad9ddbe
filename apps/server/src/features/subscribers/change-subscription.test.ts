import type { Subscriber, Subscription } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let home20: string;
let home40: string;
let made = 0;
let subscriberId: string;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  home20 = (await owner.post('/offers', { name: 'Home 20', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10 })).body.id;
  home40 = (await owner.post('/offers', { name: 'Home 40', monthlyPrice: '4000', taxRate: '8', downloadMbps: 40, uploadMbps: 20 })).body.id;
});
afterAll(() => server.stop());
beforeEach(async () => {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, phone: `0712${String(970_000 + made)}`, offerId: home20 });
  const wanted = { type: 'active_without_invoice' };
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, wanted);
  ({ subscriberId } = (await owner.post(`/leads/${lead.id}/conversion`, { planHash, ...wanted })).body);
  [{ id }] = await services() as [Subscription];
});

const change = (body: object, options = {}) => owner.patch(`/subscriptions/${id}`, body, options);
const services = async (): Promise<Subscriber['subscriptions']> => (await owner.get(`/subscribers/${subscriberId}`)).body.subscriptions;
const told = async () => (await owner.get(`/subscribers/${subscriberId}/timeline`)).body.data as { type: string; changes: { [field: string]: unknown } }[];
async function addRouterUser(): Promise<void> {
  const { body: router } = await owner.post('/routers', { name: 'Tower', host: '10.9.0.1', port: 8728, tls: 'off', username: 'lastmile', password: 'secret' });
  await organization.inOrg(({ rows, organizationId, now }) => rows(
    `insert into router_users (organization_id, id, router_id, service, username, profile, sealed_password, subscriber_id, state, created_at, updated_at)
     values ($1, $2, $3, 'pppoe', 'wkamau1', 'home-20m', 'sealed', $4, 'active', $5, $5)`, [organizationId, newId(), router.id, subscriberId, now]));
}

test('a price changes for one subscriber, from and to stand in what happened, with the reason', async () => {
  const { status, headers, body } = await change({ monthlyPrice: '2250', reason: 'Loyal for three years' });
  expect([status, headers.etag, body]).toEqual([200, '"2"', expect.objectContaining({ id, offerId: home20, monthlyPrice: '2250.00', version: 2 })]);
  expect(await services()).toEqual([body]);
  expect((await told())[0]).toMatchObject({
    type: 'subscriber.price_changed', changes: { offerName: 'Home 20', monthlyPrice: { from: '2500.00', to: '2250.00' }, reason: 'Loyal for three years' },
  });
});

test('the same price is no change, and neither is a reason alone', async () => {
  const before = await told();
  for (const same of [{ monthlyPrice: '2500.0' }, { offerId: home20 }, { reason: 'Asked' }]) expect((await change(same)).body).toMatchObject({ monthlyPrice: '2500.00', version: 1 });
  expect(await told()).toEqual(before);
});

test('another price of the same package keeps its speed and name as they were sold, whatever becomes of the package', async () => {
  const { body: offer } = await owner.post('/offers', { name: 'Passing', monthlyPrice: '1000', downloadMbps: 5, uploadMbps: 5 });
  await change({ offerId: offer.id });
  await owner.patch(`/offers/${offer.id}`, { name: 'Renamed', downloadMbps: 99 });
  expect((await change({ monthlyPrice: '900' })).body).toMatchObject({ offerName: 'Passing', downloadMbps: 5, monthlyPrice: '900.00' });
});

test('without a router user another package is given here, at its price of now or the one that is named', async () => {
  expect((await change({ offerId: home40 })).body).toMatchObject({ offerName: 'Home 40', monthlyPrice: '4000.00', taxRate: '8.00', downloadMbps: 40, uploadMbps: 20 });
  expect((await change({ offerId: home20, monthlyPrice: '2000', reason: 'Moved to a smaller flat' })).body).toMatchObject({ offerName: 'Home 20', monthlyPrice: '2000.00' });
  expect((await told())[0]).toMatchObject({ type: 'subscriber.package_changed', changes: { offerName: 'Home 20', monthlyPrice: '2000.00', reason: 'Moved to a smaller flat' } });
});

test('with a router user the package is changed on the router and the price here; once the user is removed, both are', async () => {
  await addRouterUser();
  const refused = await change({ offerId: home40, monthlyPrice: '1' });
  expect(refused).toBeProblem(409, 'package_is_on_router');
  expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/offerId' })]);
  expect(await services()).toMatchObject([{ offerName: 'Home 20', monthlyPrice: '2500.00', version: 1 }]);
  expect((await change({ offerId: home20, monthlyPrice: '2400' })).body).toMatchObject({ monthlyPrice: '2400.00' });
  await organization.inOrg(({ rows, organizationId }) => rows("update router_users set state = 'removed' where organization_id = $1 and subscriber_id = $2", [organizationId, subscriberId]));
  expect((await change({ offerId: home40 })).body).toMatchObject({ offerName: 'Home 40' });
});

test('of two who change it at once from the same page one is told what the other one wrote', async () => {
  const replies = await Promise.all(['2100', '2200'].map((monthlyPrice) => change({ monthlyPrice }, { headers: { 'if-match': '"1"' } })));
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  const [won, lost] = replies.toSorted((a, b) => a.status - b.status);
  expect(lost!.body.current).toEqual(won!.body);
});

test('what has ended, is no package, is no price or is not theirs to change is refused', async () => {
  expect(await change({ offerId: newId() })).toBeProblem(422, 'invalid_fields');
  for (const wrong of [{ monthlyPrice: '-1' }, { monthlyPrice: null }, { reason: ' ' }, {}]) expect(await change(wrong)).toBeProblem(400, 'malformed');
  expect((await (await organization.signIn('sales')).patch(`/subscriptions/${id}`, { monthlyPrice: '1' })).status).toBe(403);
  const other = await server.makeOrganization();
  expect(await other.owner.patch(`/subscriptions/${id}`, { monthlyPrice: '1' })).toBeProblem(404, 'not_found');
  const { body: theirs } = await other.owner.post('/offers', { name: 'Theirs', monthlyPrice: '1', downloadMbps: 1, uploadMbps: 1 });
  expect(await change({ offerId: theirs.id })).toBeProblem(422, 'invalid_fields');
  await organization.inOrg(({ rows, organizationId }) => rows("update subscriptions set status = 'ended' where organization_id = $1 and id = $2", [organizationId, id]));
  expect(await change({ monthlyPrice: '1' })).toBeProblem(409, 'subscription_ended');
});
