import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { systemActor } from '../core/actor.ts';
import type { Scope } from '../core/in-org.ts';
import { organizationsOfEmail } from '../features/organizations/index.ts';
import { createClient, startTestServer, type Client, type TestServer } from '../testing/index.ts';
import { addLeadsTo } from './add-leads.ts';
import { startDemo, type Demo } from './index.ts';

const quietly = { log: () => {} };

interface Installation {
  server: TestServer;
  organizationId: string;
  demo: Demo;
  /** What another start of the product finds; the caller stops it. */
  startAgain(): Promise<Demo>;
  inDemo<Result>(work: (scope: Scope) => Promise<Result>): Promise<Result>;
  figure(sql: string): Promise<number>;
  signIn(email: string): Promise<Client>;
  stop(): Promise<void>;
}

async function startInstallation(): Promise<Installation> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'lastmile-demo-'));
  const server = await startTestServer({ demo: true, dataDir });
  // Nothing here needs a job, so no worker runs; the router is simulated as if one did.
  const startAgain = async () =>
    (await startDemo({ ...server.services, config: { ...server.services.config, role: 'all' } }, quietly))!;
  const demo = await startAgain();
  const [organizationId] = (await organizationsOfEmail(server.services.dataSource, demo.login.email)) as [string];
  const inDemo: Installation['inDemo'] = (work) => server.services.inOrg(systemActor(organizationId), work);
  return {
    server, organizationId, demo, startAgain, inDemo,
    async figure(sql) {
      const [row] = await inDemo(({ rows }) => rows<{ figure: string }>(sql, [organizationId]));
      return Number(row!.figure);
    },
    async signIn(email) {
      const { status, cookies } = await server.stranger.post('/auth/login', { email, password: 'lastmile-demo' });
      expect(status).toBe(200);
      return createClient(server.app, { cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])) });
    },
    async stop() {
      await demo.stop();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

describe('the demo', () => {
  let installation: Installation;
  let owner: Client;

  beforeAll(async () => {
    installation = await startInstallation();
    owner = await installation.signIn('owner@demo.test');
  });
  afterAll(() => installation?.stop());

  test('is made on an empty database', () => {
    expect(installation.demo).toMatchObject({ fresh: true, login: { email: 'owner@demo.test', password: 'lastmile-demo' } });
  });

  test.each(['manager', 'sales', 'sales2', 'warehouse', 'tech', 'viewer'])('lets %s@demo.test in', async (who) => {
    const client = await installation.signIn(`${who}@demo.test`);
    expect((await client.get('/auth/me')).body.organization.name).toBe('Tausi Fibre');
  });

  test('has forty packages, four hundred leads and a subscriber for every won lead', async () => {
    const { figure } = installation;
    expect(await figure('select count(*) as figure from offers where organization_id = $1')).toBe(40);
    expect(await figure('select count(*) as figure from leads where organization_id = $1')).toBe(400);
    const won = await figure("select count(*) as figure from leads where organization_id = $1 and status = 'won'");
    expect(won).toBeGreaterThan(50);
    expect(await figure('select count(*) as figure from subscribers where organization_id = $1')).toBe(won);
    expect(await figure("select count(*) as figure from conversions where organization_id = $1 and state = 'done'")).toBe(won);
  });

  test('shows a day with late, due and unclaimed leads, whatever the hour', async () => {
    const { body } = await owner.get('/today');
    expect(body).toMatchObject({ overdue: { count: 3 }, due: { count: 5 }, unclaimed: { count: 5 } });
    expect(body.later.count).toBeGreaterThan(3);
    expect(body.unclaimed.leads[0].title).toBe('Lucy Chebet');
  });

  test('counts on the board what stands on it', async () => {
    const { body } = await owner.get('/leads/board');
    expect(body.stages.map(({ name, count }: { name: string; count: number }) => [name, count]).slice(0, 4))
      .toEqual([['New enquiry', 14], ['Contacted', 11], ['Qualification', 8], ['Activation', 5]]);
    expect(await installation.figure(
      `select count(*) as figure from (
         select stage_id, owner_key, count(*) as leads, sum(value) as value from leads where organization_id = $1 group by stage_id, owner_key
       ) l full join lead_counts k on k.organization_id = $1 and k.stage_id = l.stage_id and k.owner_key = l.owner_key
        where k.leads is distinct from l.leads or k.value is distinct from l.value`)).toBe(0);
  });

  test('tells no story that is not over yet or begins before it came in', async () => {
    const { figure } = installation;
    expect(await figure('select count(*) as figure from events where organization_id = $1 and at > now()')).toBe(0);
    expect(await figure(
      `select count(*) as figure from leads where organization_id = $1
          and (stage_entered_at < created_at or assigned_at < created_at or updated_at > now())`)).toBe(0);
    expect(await figure(
      `select count(*) as figure from events e join leads l on l.organization_id = $1 and l.id = e.subject_id
        where e.organization_id = $1 and e.subject_type = 'lead' and e.at < l.created_at`)).toBe(0);
    expect(await figure("select count(*) as figure from leads where organization_id = $1 and status = 'lost' and lost_reason is null")).toBe(0);
  });

  test('has a past of which every figure can be made', async () => {
    const share = async (what: string) => (await installation.figure(`select count(*) as figure from ${what}`)) / 400;
    expect(await share('leads where organization_id = $1 and first_action_at > created_at')).toBeGreaterThan(0.8);
    expect(await share('activities where organization_id = $1 and done_at <= due_at')).toBeGreaterThan(0.3);
    expect(await share('activities where organization_id = $1 and done_at > due_at')).toBeGreaterThan(0.1);
    expect(await share('lead_captures where organization_id = $1')).toBeGreaterThan(0.1);
    expect(await share('leads where organization_id = $1 and current_isp is not null')).toBeGreaterThan(0.4);
    expect((await owner.get('/lead-views')).body.data.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['Hot leads', 'Lost to Safaricom']));
    const { body: { data: pipelines } } = await owner.get('/pipelines?kind=lead');
    const blocks = pipelines.find(({ name }: { name: string }) => name === 'Apartment blocks');
    expect(blocks.stages.map(({ leadCount }: { leadCount: number }) => leadCount)).toEqual([2, 3, 2, 0, 1]);
  });

  test('has a timeline that reads from the enquiry to the subscriber', async () => {
    const board = (await owner.get('/leads/board')).body;
    const won = board.stages.find(({ type }: { type: string }) => type === 'won').leads[0];
    const types = (await owner.get(`/leads/${won.id}/timeline`)).body.data.map(({ type }: { type: string }) => type);
    expect(types[0]).toBe('lead.converted');
    expect(types.at(-1)).toBe('lead.created');
    expect(types).toEqual(expect.arrayContaining(['conversion.started', 'lead.stage_changed', 'activity.logged']));
  });

  test('has a router that answers, holds every subscriber’s user, and one that nobody reaches', async () => {
    const { body: { data: routers } } = await owner.get('/routers');
    const [karen, kilimani] = routers;
    expect([karen.name, kilimani.name]).toEqual(['Karen PoP 2', 'Kilimani PoP 1']);
    const { body: check } = await owner.post(`/routers/${kilimani.id}/check`, {});
    expect(check).toMatchObject({ reachable: true, identity: 'Kilimani PoP 1' });
    expect(check.profiles).toEqual(expect.arrayContaining(['home-10m', 'business-50m']));
    expect((await owner.post(`/routers/${karen.id}/check`, {})).body.reachable).toBe(false);
    expect((await owner.get(`/routers/${kilimani.id}/address-pools`)).body.pools).toEqual([expect.objectContaining({ name: 'business-fixed', nextFree: '10.20.0.10' })]);
    const users = await installation.figure("select count(*) as figure from router_users where organization_id = $1 and state = 'active'");
    expect(users).toBeGreaterThan(50);
    const [subscriber] = (await owner.get('/subscribers?status=active&q=mary+wangari')).body.data;
    expect((await owner.get(`/subscribers/${subscriber.id}`)).body.routerUsers[0]).toMatchObject({ state: 'active', routerName: 'Kilimani PoP 1' });
    // All that was made in the database is on the router as it should be, and one user nobody knows of.
    const { body: drift } = await owner.post(`/routers/${kilimani.id}/drift`, {});
    expect(drift.differences.map(({ kind, username }: { kind: string; username: string }) => [kind, username])).toEqual([['unknown_here', 'guest-office']]);
  });

  test('has service orders and bills in every state, of each way to convert, and a conversion that waits for its router', async () => {
    const { body: board } = await owner.get('/service-orders/board');
    expect(board.columns.map(({ status, count }: { status: string; count: number }) => [status, count]))
      .toEqual([['open', 2], ['scheduled', 5], ['in_progress', 1], ['completed', 8], ['cancelled', 1]]);
    const { inDemo, organizationId } = installation;
    const counted = (sql: string) => inDemo(({ rows }) => rows<{ what: string; count: number }>(`${sql} group by 1 order by 1`, [organizationId]));
    expect(await counted("select kind || ' ' || status as what, count(*)::int from invoices where organization_id = $1")).toEqual([
      { what: 'invoice issued', count: 6 }, { what: 'invoice paid', count: 20 }, { what: 'proforma cancelled', count: 1 }, { what: 'proforma issued', count: 6 }, { what: 'proforma paid', count: 21 }]);
    expect((await counted("select type as what, count(*)::int from conversions where organization_id = $1 and state = 'done'")).map(({ what }) => what))
      .toEqual(['active_with_invoice', 'active_without_invoice', 'new_with_proforma']);
    expect((await owner.get('/invoices?overdue=true&count=true')).body.count).toBeGreaterThan(1);
    const [done] = (await owner.get('/service-orders?status=completed&q=susan')).body.data;
    expect((await owner.get(`/service-orders/${done.id}`)).body).toMatchObject({ signature: { name: 'Susan Nyambura' }, technicianName: 'Joseph Kariuki', routerUserState: 'active' });
    const [waiting] = (await owner.get('/leads?q=samuel+oluoch')).body.data;
    const { body: lead } = await owner.get(`/leads/${waiting.id}`);
    expect((await owner.get(`/conversions/${lead.conversionId}`)).body).toMatchObject({ state: 'running', waiting: { for: 'router' } });
  });

  test('numbers what it made by its day', async () => {
    for (const table of ['service_orders', 'subscribers']) {
      expect(await installation.figure(
        `select max(number) - count(*) as figure from ${table} where organization_id = $1`)).toBe(0);
      expect(await installation.figure(
        `select count(*) as figure from ${table} a join ${table} b on b.organization_id = $1 and b.number = a.number + 1 where a.organization_id = $1 and a.created_at > b.created_at`)).toBe(0);
    }
  });

  test('writes to nobody out of its own past', async () => {
    expect(await installation.figure("select count(*) as figure from jobs.job where name = 'reaction' and data ->> 'organizationId' = $1::text")).toBe(1);
  });

  test('has a stock in warehouse, shop and vans whose ledger and levels agree', async () => {
    const { body: summary } = await owner.get('/inventory/summary');
    expect(summary).toMatchObject({ items: 25 });
    expect(summary.low + summary.outOfStock).toBeLessThan(15);
    expect(await installation.figure("select count(*) as figure from stock_movements where organization_id = $1")).toBeGreaterThan(150);
    expect((await owner.get('/inventory/audit')).body.differences).toEqual([]);
  });

  test('keeps the two organizations apart', async () => {
    const other = await installation.signIn('owner@other.test');
    const titles = (await other.get('/leads')).body.data.map(({ title }: { title: string }) => title);
    expect(titles).toContain('Rosa Huamán');
    expect((await other.get('/leads?q=wanjiku')).body.data).toEqual([]);
    expect((await other.get('/organization')).body).toMatchObject({ name: 'Pacífico Net', currency: 'PEN', taxName: 'IGV', taxRate: '18.00' });
  });

  test('finds a company by its name and a person by their number, as if they had been typed in', async () => {
    expect((await owner.get('/leads?q=acme')).body.data[0].title).toBe('Acme Corp');
    expect((await owner.get('/leads?q=0712%20555%20014')).body.data[0].title).toBe('Wanjiku Kamau');
  });
});

describe('a second start', () => {
  let installation: Installation;
  beforeEach(async () => { installation = await startInstallation(); });
  afterEach(() => installation?.stop());

  test('makes nothing again and finds the router where it was', async () => {
    const { demo, figure, startAgain } = installation;
    const port = await figure("select port as figure from routers where organization_id = $1 and name = 'Kilimani PoP 1'");
    await demo.stop();
    const again = await startAgain();
    expect(again.fresh).toBe(false);
    expect(await figure('select count(*) as figure from leads where organization_id = $1')).toBe(400);
    expect(await figure("select port as figure from routers where organization_id = $1 and name = 'Kilimani PoP 1'")).toBe(port);
    await again.stop();
  });

  test('moves the router, and its row with it, when something else has taken its port', async () => {
    const { demo, inDemo, figure, organizationId, startAgain, signIn } = installation;
    await demo.stop();
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => { squatter.once('listening', resolve); });
    const { port } = squatter.address() as { port: number };
    await inDemo(({ rows }) => rows("update routers set port = $2 where organization_id = $1 and host = '127.0.0.1'", [organizationId, port]));
    const again = await startAgain();
    try {
      expect(await figure("select port as figure from routers where organization_id = $1 and host = '127.0.0.1'")).not.toBe(port);
      const owner = await signIn('owner@demo.test');
      const { body: { data: routers } } = await owner.get('/routers');
      const { id } = routers.find(({ host }: { host: string }) => host === '127.0.0.1');
      expect((await owner.post(`/routers/${id}/check`, {})).body.reachable).toBe(true);
    } finally {
      await again.stop();
      squatter.close();
    }
  });

  test('adds leads in bulk with counts that are right and numbers and phones of their own', async () => {
    const { server, organizationId, figure, signIn } = installation;
    await addLeadsTo(server.services.inOrg, organizationId, { count: 300, ...quietly });
    expect(await figure('select count(*) as figure from leads where organization_id = $1')).toBe(700);
    expect(await figure('select max(number) as figure from leads where organization_id = $1')).toBe(700);
    const board = (await (await signIn('owner@demo.test')).get('/leads/board')).body;
    // Eight are apartment blocks, in a pipeline of their own.
    expect(board.stages.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(692);
    expect(await figure("select sum(leads) as figure from lead_figures where organization_id = $1 and measure = 'created' and grain = 'month'")).toBe(700);
    expect(board.stages[1].leads[0].title).toBe('Wanjiku Kamau');
  });
});

test('an installation with organizations of its own gets no demo', async () => {
  const server = await startTestServer({ demo: true });
  try {
    await server.makeOrganization();
    expect(await startDemo(server.services, quietly)).toBeNull();
    expect(await organizationsOfEmail(server.services.dataSource, 'owner@demo.test')).toEqual([]);
  } finally {
    await server.stop();
  }
});
