import { runJob } from '../jobs/index.ts';
import { startTestServer, type SignedInClient, type TestOrganization, type TestServer } from '../../testing/index.ts';
import { conversionOutlook } from '../conversions/index.ts';
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
  const { body: { data: [pipeline] } } = await owner.get('/pipelines?kind=lead');
  const lost = pipeline.stages.find(({ type }: { type: string }) => type === 'lost').id as string;
  const ids: string[] = [];
  const wrong: string[] = [];
  const without: string[] = [];
  for (let number = 0; number < all; number += 1) {
    const isBad = number % Math.floor(all / bad) === 0 && wrong.length < bad;
    // One in each way in turn: somebody lives there, no package, lost, and a subscriber already.
    const way = isBad ? (['similar', 'no_package', 'lost', 'converted'] as const)[wrong.length % 4] : null;
    const { status, body } = await owner.post('/leads', {
      name: `Flat ${number}`, phone: way === 'similar' && wrong.length === 0 ? '0711000001' : `0722${String(100_000 + number)}`,
      offerId: way === 'no_package' || (way === 'similar' && wrong.length > 0) ? null : offerId, location: 'Rose Court',
    });
    expect(status).toBe(201);
    ids.push(body.id);
    if (isBad) wrong.push(body.id);
    if (way === 'lost') expect((await owner.post(`/leads/${body.id}/move`, { stageId: lost, lostReason: 'Moved away' })).status).toBe(200);
    if (way === 'converted') {
      const { body: { planHash } } = await owner.post(`/leads/${body.id}/conversion-plan`, { type: 'active_without_invoice' });
      expect((await owner.post(`/leads/${body.id}/conversion`, { planHash, type: 'active_without_invoice' })).status).toBe(202);
    }
    if (way === 'no_package' || (way === 'similar' && wrong.length > 1)) without.push(body.id);
  }
  const converted = Math.floor(bad / 4);
  const { status, body: preview } = await owner.post('/leads/bulk/preview', { ids, action });
  expect(status).toBe(200);
  expect(preview).toMatchObject({ total: all, changes: all - bad });
  expect(new Map(preview.problems.map(({ code, count }: { code: string; count: number }) => [code, count]))).toEqual(new Map([
    ['no_package', without.length], ['lost', bad / 4], ['locked', converted], ['similar_subscriber', 1]]));
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
  expect(counts).toEqual({ subscribers: all - bad + 1 + converted, orders: all - bad + 1 + converted, bills: all - bad, last: all - bad });

  for (const id of without) await owner.patch(`/leads/${id}`, { offerId });
  const { body: again } = await owner.post('/leads/bulk/repeat', { jobId });
  await work(again.jobId);
  expect((await owner.get(`/jobs/${again.jobId}`)).body).toMatchObject({ total: bad, done: without.length, failed: bad - without.length });
}, 120_000);

test('a thousand leads are looked through with as many statements as ten, and each that has none left in the pool is told', async () => {
  const { body: { id: routerId } } = await owner.post('/routers', { name: 'Estate tower', host: '127.0.0.1', port: 1, tls: 'off', username: 'x', password: 'x' });
  await owner.put(`/routers/${routerId}/address-pools`, { pools: [{ name: 'Estate', kind: 'own', ranges: '10.60.0.1-10.60.0.8' }] });
  const conversion = { type: 'active_without_invoice' as const, routerUser: { routerId, service: 'pppoe' as const, addressPool: 'Estate' } };
  const ids = await organization.inOrg(async ({ rows, organizationId }) => {
    const [like] = await rows<{ id: string }>(`select id from leads where organization_id = $1 and converted_at is null and offer_id is not null order by id limit 1`, [organizationId]);
    const columns = (await rows<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'leads' and is_generated = 'NEVER' and $1::uuid is not null`, [organizationId])).map(({ name }) => name);
    const values: { [column: string]: string } = {
      id: 'gen_random_uuid()', number: '100000 + n', phone: `'+2547' || (30000000 + n)`, name: `'Flat ' || n`, title: `'Flat ' || n`, conversion_id: 'null', unique_phone: 'null',
    };
    return rows<{ id: string }>(
      `insert into leads (${columns.join(', ')}) select ${columns.map((name) => values[name] ?? `l.${name}`).join(', ')}
         from leads l, generate_series(1, 1000) n where l.organization_id = $1 and l.id = $2 returning id`, [organizationId, like!.id]);
  });
  const statementsFor = async (leads: readonly { id: string }[]) => organization.inOrg(async (scope) => {
    let statements = 0;
    const counting = { ...scope, get tx() { return scope.tx; }, rows: ((sql: string, values: readonly unknown[]) => { statements += 1; return scope.rows(sql, values); }) as typeof scope.rows };
    const outlooks = await conversionOutlook(counting, leads.map(({ id }) => id), conversion, { skipsExit: true });
    return { statements, outlooks };
  });
  const few = await statementsFor(ids.slice(0, 10));
  const began = performance.now();
  const many = await statementsFor(ids);
  const seconds = (performance.now() - began) / 1000;
  console.log(`1,000 leads planned in ${seconds.toFixed(2)} s with ${many.statements} statements; ten with ${few.statements}`);
  expect(many.statements).toBeLessThanOrEqual(few.statements + 2);
  expect(many.outlooks).toHaveLength(1000);
  expect(many.outlooks.filter(({ blockers }) => blockers.length === 0)).toHaveLength(8);
  expect(new Set(many.outlooks.flatMap(({ blockers }) => blockers.map(({ code }) => code)))).toEqual(new Set(['pool_is_full']));
}, 60_000);

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
