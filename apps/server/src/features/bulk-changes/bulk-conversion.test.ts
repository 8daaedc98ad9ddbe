import { runJob } from '../jobs/index.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { bulkKinds } from './index.ts';

let server: TestServer;
let organization: TestOrganization;
let owner: SignedInClient;
let offerId: string;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
  ({ owner } = organization);
  offerId = (await owner.post('/offers', { name: 'Estate 10', monthlyPrice: '1500', setupFee: '500', downloadMbps: 10, uploadMbps: 5, routerProfile: 'home-10' })).body.id;
}, 60_000);
afterAll(() => server.stop());

const isLong = process.env.LASTMILE_LONG === '1';
const [all, bad] = isLong ? [300, 20] : [30, 4];
const work = (jobId: string) => runJob(server.services, bulkKinds(server.services), { organizationId: organization.organizationId, jobId });
const action = { type: 'convert', conversion: { type: 'new_with_proforma' } };

test('an estate is converted in one go: what is in the way of a lead stops no other, each is named, and the rest is tried again', async () => {
  const { body: existing } = await owner.post('/leads', { name: 'Lives there', phone: '0711000001', offerId });
  const { body: plan } = await owner.post(`/leads/${existing.id}/conversion-plan`, { type: 'active_without_invoice' });
  await owner.post(`/leads/${existing.id}/conversion`, { planHash: plan.planHash, type: 'active_without_invoice' });
  const ids: string[] = [];
  const wrong: string[] = [];
  for (let number = 0; number < all; number += 1) {
    const isBad = number % Math.floor(all / bad) === 0 && wrong.length < bad;
    const { status, body } = await owner.post('/leads', {
      name: `Flat ${number}`, phone: isBad && wrong.length === 0 ? '0711000001' : `0722${String(100_000 + number)}`, offerId: isBad && wrong.length > 0 ? null : offerId, location: 'Rose Court',
    });
    expect(status).toBe(201);
    ids.push(body.id);
    if (isBad) wrong.push(body.id);
  }
  const { status, body: preview } = await owner.post('/leads/bulk/preview', { ids, action });
  expect(status).toBe(200);
  expect(preview).toMatchObject({ total: all, changes: all - bad, problems: [{ code: 'no_package', count: bad - 1 }, { code: 'similar_subscriber', count: 1 }] });
  expect((await owner.get(`/leads/${ids[1]}`)).body.convertedAt).toBeNull();

  const { body: { jobId } } = await owner.post('/leads/bulk', { selectionId: preview.selectionId, action });
  await work(jobId);
  const { body: job } = await owner.get(`/jobs/${jobId}`);
  expect(job).toMatchObject({ kind: 'lead_conversion', state: 'done', done: all - bad, failed: bad, canUndo: false });
  const { body: { data: left } } = await owner.get(`/jobs/${jobId}/results?ok=false&limit=200`);
  expect(left.map(({ id }: { id: string }) => id).sort()).toEqual(wrong.toSorted());
  expect(left.map(({ problem }: { problem: string }) => problem).join(' ')).toContain('Choose a package');
  const [counts] = await organization.inOrg(({ rows, organizationId }) => rows<{ subscribers: number; orders: number; bills: number; last: number }>(
    `select (select count(*)::int from subscribers where organization_id = $1) as subscribers, (select count(*)::int from service_orders where organization_id = $1) as orders,
            (select count(*)::int from invoices where organization_id = $1) as bills, (select max(number)::int from invoices where organization_id = $1) as last`, [organizationId]));
  expect(counts).toEqual({ subscribers: all - bad + 1, orders: all - bad + 1, bills: all - bad, last: all - bad });

  for (const id of wrong.slice(1)) await owner.patch(`/leads/${id}`, { offerId });
  const { body: again } = await owner.post('/leads/bulk/repeat', { jobId });
  await work(again.jobId);
  expect((await owner.get(`/jobs/${again.jobId}`)).body).toMatchObject({ total: bad, done: bad - 1, failed: 1 });
}, 120_000);

test('a lead whose records cannot be made leaves nothing of them, and the others go on', async () => {
  const ids: string[] = [];
  for (const name of ['Good one', 'Broken one', 'Good two']) ids.push((await owner.post('/leads', { name, phone: `0733${100_000 + ids.length}`, offerId })).body.id);
  const { body: { jobId } } = await owner.post('/leads/bulk', { ids, action });
  // The database refuses the second one’s subscriber, in the middle of what is made.
  const broken = { ...server.services, inOrg: (async (actor, work, options) => server.services.inOrg(actor, (scope) => work({
    ...scope,
    get tx() { return scope.tx; },
    rows: (sql: string, values: readonly unknown[]) => {
      return sql.startsWith('insert into subscribers') && values.includes('Broken one') ? scope.rows('select 1 / 0', []) : scope.rows(sql, values);
    },
  } as typeof scope), options)) as typeof server.services.inOrg };
  await runJob(broken, bulkKinds(server.services), { organizationId: organization.organizationId, jobId });
  expect((await owner.get(`/jobs/${jobId}`)).body).toMatchObject({ state: 'done', done: 2, failed: 1 });
  const { body: lead } = await owner.get(`/leads/${ids[1]}`);
  expect(lead).toMatchObject({ convertedAt: null, status: 'new', conversionId: null });
});

test('who may not convert a lead is told before and by the job', async () => {
  const sales = await organization.signIn('sales');
  const { body: { id } } = await owner.post('/leads', { name: 'Not theirs', phone: '0744000001', offerId, ownerId: null });
  const { body: preview } = await sales.post('/leads/bulk/preview', { ids: [id], action });
  expect(preview).toMatchObject({ changes: 0, problems: [{ code: 'claim_first', count: 1 }] });
  const { body: { jobId } } = await sales.post('/leads/bulk', { ids: [id], action });
  await work(jobId);
  expect((await sales.get(`/jobs/${jobId}`)).body).toMatchObject({ done: 0, failed: 1 });
  expect(await (await organization.signIn('viewer')).post('/leads/bulk/preview', { ids: [id], action })).toBeProblem(403, 'not_allowed');
});
