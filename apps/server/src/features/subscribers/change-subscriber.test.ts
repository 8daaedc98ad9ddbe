import { serviceOrderReactions } from '../service-orders/index.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let made = 0;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
});
afterAll(() => server.stop());
beforeEach(async () => {
  made += 1;
  const { body: lead } = await owner.post('/leads', { name: `Customer ${made}`, phone: `0712${String(980_000 + made)}`, city: 'Nairobi', location: 'Kilimani', latitude: -1.29, longitude: 36.78 });
  const wanted = { type: 'active_without_invoice', installationAddress: 'Rose Court B4' };
  const { body: { planHash } } = await owner.post(`/leads/${lead.id}/conversion-plan`, wanted);
  id = (await owner.post(`/leads/${lead.id}/conversion`, { planHash, ...wanted })).body.subscriberId;
});

const change = (body: object, options = {}) => owner.patch(`/subscribers/${id}`, body, options);
const orders = async () => (await owner.get(`/service-orders?subscriberId=${id}`)).body.data as { id: string; address: string }[];
/** As the worker does, twice, as it may. */
async function work(): Promise<void> {
  const [reaction] = serviceOrderReactions();
  const events = await organization.inOrg(({ rows, organizationId }) => rows<{ id: string; changes: { [field: string]: unknown } }>(
    "select id, changes from events where organization_id = $1 and type = 'subscriber.updated' and subject_id = $2 order by id", [organizationId, id]));
  for (const event of [...events, ...events.slice(-1)]) {
    await reaction!.react({
      event: { ...event, type: 'subscriber.updated', subjectType: 'subscriber', subjectId: id, actorName: '', actorId: null, at: server.services.clock.now() },
      organizationId: organization.organizationId, inOrg: organization.inOrg,
    });
  }
}

test('how somebody is reached changes, is found by it and stands in what happened', async () => {
  const { status, body } = await change({ name: 'Njeri Kamau', phone: '0733 555 001', email: 'Njeri@Home.test', companyName: '  ' });
  expect([status, body]).toEqual([200, expect.objectContaining({ name: 'Njeri Kamau', phone: '+254733555001', email: 'njeri@home.test', companyName: null, version: 2 })]);
  expect((await owner.get('/subscribers?q=0733555001')).body.data.map((found: { id: string }) => found.id)).toEqual([id]);
  const [told] = (await owner.get(`/subscribers/${id}/timeline`)).body.data;
  expect(told).toMatchObject({ type: 'subscriber.updated', changes: { name: { from: `Customer ${made}`, to: 'Njeri Kamau' } } });
  expect((await change({ name: 'Njeri Kamau' })).body.version).toBe(2);
});

test('the service moves, and open orders go where it goes; one that is over or goes somewhere else does not', async () => {
  const [order] = await orders();
  await organization.inOrg(({ rows, organizationId }) => rows(
    `insert into service_orders (organization_id, id, number, status, subscriber_id, address, created_at, updated_at)
     select organization_id, gen_random_uuid(), 900000 + $3 * 10 + x.n, x.status, subscriber_id, x.address, now(), now()
       from service_orders, (values (1, 'completed', 'Rose Court B4'), (2, 'open', 'The mast')) x (n, status, address) where organization_id = $1 and id = $2`, [organizationId, order!.id, made]));
  expect((await change({ installationAddress: 'Yaya Gardens 7', latitude: -1.3, longitude: 36.8 })).body).toMatchObject({ installationAddress: 'Yaya Gardens 7', latitude: -1.3 });
  await work();
  expect((await orders()).map(({ address }) => address).toSorted()).toEqual(['Rose Court B4', 'The mast', 'Yaya Gardens 7']);
  const events = await organization.inOrg(({ rows, organizationId }) => rows(
    "select 1 from events where organization_id = $1 and type = 'service_order.updated' and subject_id = $2", [organizationId, order!.id]));
  expect(events).toHaveLength(1);
});

test('what is no phone, half a point, stale or not theirs to change is refused', async () => {
  expect(await change({ phone: '0712' })).toBeProblem(422, 'invalid_fields');
  expect(await change({ latitude: null })).toBeProblem(422, 'invalid_fields');
  expect(await change({ name: null })).toBeProblem(400, 'malformed');
  await change({ city: 'Kisumu' });
  const stale = await change({ city: 'Mombasa' }, { headers: { 'if-match': '"1"' } });
  expect([stale.status, stale.body.current.city]).toEqual([412, 'Kisumu']);
  expect((await (await organization.signIn('sales')).patch(`/subscribers/${id}`, { city: 'Thika' })).status).toBe(403);
  const stranger = await (await server.makeOrganization()).owner.patch(`/subscribers/${id}`, { city: 'Thika' });
  expect(stranger).toBeProblem(404, 'not_found');
});
