import type { FastifyInstance } from 'fastify';
import type { InventoryAudit, Item } from '@lastmile/contracts';
import type { InOrg } from '../core/in-org.ts';
import { createClient, startTestServer, type Client, type SignedInClient, type TestOrganization, type TestServer } from '../testing/index.ts';
import { changedStatements, mutantApp } from './testing/mutants.ts';

/** P5: nothing is oversold, no serial goes twice, and every level is what the ledger says. */
const long = process.env.LASTMILE_LONG === '1';
const moves = long ? 5000 : 400;
const writers = 12;
const seed = Number(process.env.LASTMILE_SEED ?? 20_431);

let server: TestServer;
beforeAll(async () => { server = await startTestServer(); });
afterAll(() => server.stop());

/** The same numbers for the same seed. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Stock { owner: SignedInClient; locations: string[]; counted: string[]; tracked: string[]; organization: TestOrganization }

async function stock(): Promise<Stock> {
  const organization = await server.makeOrganization();
  const { owner } = organization;
  const id = async (path: string, body: object) => (await owner.post(path, body)).body.id as string;
  const locations = [await id('/stock-locations', { name: 'Warehouse', type: 'warehouse' }), await id('/stock-locations', { name: 'Van', type: 'vehicle' }), await id('/stock-locations', { name: 'Shop', type: 'branch' })];
  const counted = [await id('/items', { sku: 'C1', name: 'Cable' }), await id('/items', { sku: 'C2', name: 'Pole' })];
  const tracked = [await id('/items', { sku: 'T1', name: 'ONT', serialTracking: true })];
  for (const item of counted) await owner.post(`/items/${item}/receive`, { locationId: locations[0], quantity: 40, unitCost: '3.33' });
  await owner.post(`/items/${tracked[0]}/receive`, { locationId: locations[0], units: Array.from({ length: 30 }, (_, index) => ({ serial: `S${index}` })), unitCost: '1999.99' });
  return { owner, locations, counted, tracked, organization };
}

/** What is asked: mostly what fits, often what somebody else has just taken. */
function ask({ locations, counted, tracked }: Stock, random: () => number, made: readonly string[], held: readonly string[]): [path: string, body: object] {
  const any = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!;
  const isTracked = random() < 0.4;
  const item = any(isTracked ? tracked : counted);
  const amount = isTracked ? { serials: [`S${Math.floor(random() * 30)}`] } : { quantity: 1 + Math.floor(random() * 9) };
  const [from, to] = random() < 0.5 ? [locations[0]!, any(locations.slice(1))] : [any(locations), locations[0]!];
  const locationId = from;
  const choice = random();
  if (choice < 0.3) return [`/items/${item}/issue`, { locationId, ...amount, reference: 'Somebody' }];
  if (choice < 0.45) return [`/items/${item}/transfer`, { fromLocationId: from, toLocationId: to, ...amount, inTransit: random() < 0.4 }];
  if (choice < 0.55) return [`/items/${item}/return`, { locationId, ...amount, condition: any(['good', 'to_test', 'faulty']) }];
  if (choice < 0.62) return [`/items/${item}/inspect`, { locationId, ...amount, result: any(['good', 'faulty', 'retired']) }];
  if (choice < 0.68) return isTracked ? [`/items/${item}/adjust`, { locationId, ...amount, reason: 'Counted' }] : [`/items/${item}/adjust`, { locationId, change: Math.floor(random() * 11) - 5 || 1, reason: 'Counted' }];
  if (choice < 0.74) return [`/items/${item}/receive`, { locationId, unitCost: `${Math.floor(random() * 900)}.${10 + Math.floor(random() * 89)}`, ...(isTracked ? { units: [{ serial: `S${Math.floor(random() * 40)}` }] } : amount) }];
  if (choice < 0.82) return [`/items/${item}/reserve`, { locationId, ...amount, reference: 'Visit' }];
  if (choice < 0.86 && held.length > 0) return [`/stock-reservations/${any(held)}/${random() < 0.5 ? 'issue' : 'release'}`, {}];
  if (choice < 0.9 && made.length > 0) return [`/stock-movements/${any(made)}/confirm`, {}];
  return made.length > 0 ? [`/stock-movements/${any(made)}/reverse`, {}] : [`/items/${item}/issue`, { locationId, ...amount, reference: 'Somebody' }];
}

/** Many at once ask at random; the answers by status, and each path that was not a decision. */
async function storm(by: Client, stocked: Stock, count: number): Promise<{ statuses: Map<number, number>; faults: string[] }> {
  const random = randomFrom(seed);
  const made: string[] = [];
  const held: string[] = [];
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  let asked = 0;
  await Promise.all(Array.from({ length: writers }, async () => {
    while (asked < count) {
      asked += 1;
      const [path, body] = ask(stocked, random, made, held);
      // The client refuses an answer that is not documented, such as a 500.
      const reply = await by.post(path, body).catch((error: Error) => { faults.push(`${path} → ${error.message}`); return null; });
      if (!reply) continue;
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      if (reply.status === 201) (path.endsWith('/reserve') ? held : made).push(reply.body.id as string);
    }
  }));
  return { statuses, faults };
}

const auditOf = async (by: Client) => (await by.get('/inventory/audit')).body as InventoryAudit;

test('whatever is moved at once, nothing is oversold, no serial goes twice, and every level, total and value is what the ledger says', async () => {
  const stocked = await stock();
  const { owner, organization } = stocked;
  const { statuses, faults } = await storm(owner, stocked, moves);
  console.log(`P5: seed ${seed}, ${moves} movements asked by ${writers} at once, answered ${JSON.stringify(Object.fromEntries(statuses))}`);
  expect(faults).toEqual([]);
  expect(statuses.get(201)!).toBeGreaterThan(moves / 5);
  expect(statuses.get(409)!).toBeGreaterThan(moves / 20);
  const { checked, differences } = await auditOf(owner);
  expect(checked).toBeGreaterThan(10);
  expect(differences).toEqual([]);
  const wrong = await organization.inOrg(({ rows, organizationId }) => rows(
    `select mu.unit_id from stock_movement_units mu join stock_movements m on m.organization_id = $1 and m.id = mu.movement_id and m.type = 'issue'
      where mu.organization_id = $1 and m.reverses_id is null and mu.before->>'state' not in ('in_stock', 'reserved')`, [organizationId]));
  expect(wrong).toEqual([]);
}, 600_000);

test('of many who want the last ones at once exactly as many are served as there are', async () => {
  const { owner, locations, counted, tracked } = await stock();
  const [cable, ont] = [counted[0]!, tracked[0]!];
  const issues = await Promise.all(Array.from({ length: 60 }, () => owner.post(`/items/${cable}/issue`, { locationId: locations[0], quantity: 3, reference: 'X' })));
  expect(issues.filter(({ status }) => status === 201)).toHaveLength(13);
  expect(issues.filter(({ status }) => status === 409)).toHaveLength(47);
  const same = await Promise.all(Array.from({ length: 20 }, () => owner.post(`/items/${ont}/issue`, { locationId: locations[0], serials: ['S7'], reference: 'X' })));
  expect(same.filter(({ status }) => status === 201)).toHaveLength(1);
  expect((await owner.get(`/items/${cable}`)).body).toMatchObject({ onHand: 1 });
  expect((await auditOf(owner)).differences).toEqual([]);
});

test('undoing everything, the newest first, leaves what was there before', async () => {
  const { owner, locations, counted } = await stock();
  const cable = counted[0]!;
  const figures = async () => {
    const { onHand, inTransit, setAside, value, levels } = (await owner.get(`/items/${cable}`)).body as Item;
    return { onHand, inTransit, setAside, value, levels: levels.map(({ locationId, onHand: there }) => [locationId, there]) };
  };
  const before = await figures();
  const movements = [
    await owner.post(`/items/${cable}/issue`, { locationId: locations[0], quantity: 7, reference: 'X' }),
    await owner.post(`/items/${cable}/receive`, { locationId: locations[1], quantity: 5, unitCost: '9.99' }),
    await owner.post(`/items/${cable}/transfer`, { fromLocationId: locations[1], toLocationId: locations[2], quantity: 4 }),
    await owner.post(`/items/${cable}/adjust`, { locationId: locations[0], change: -3, reason: 'Lost' }),
    await owner.post(`/items/${cable}/return`, { locationId: locations[0], quantity: 2, condition: 'good' }),
  ];
  for (const { body } of movements.toReversed()) expect((await owner.post(`/stock-movements/${body.id}/reverse`, {})).status).toBe(201);
  expect(await figures()).toEqual(before);
});

describe('found where it is broken', () => {
  const mutated = async (change: (sql: string) => string): Promise<{ app: FastifyInstance }> =>
    ({ app: await mutantApp(server.services, changedStatements(server.services.inOrg, change) as InOrg) });

  test.each([
    ['a level that is changed without the ledger', (sql: string) => (sql.startsWith('insert into stock_levels') ? sql.replace('excluded.on_hand', 'excluded.on_hand + 1') : sql)],
    ['one who reads what is there and writes it later, without the lock', (sql: string) => sql.replace('where organization_id = $1 and id = $2 for no key update', 'where organization_id = $1 and id = $2')],
  ])('%s', async (_, change) => {
    const stocked = await stock();
    const { app } = await mutated(change);
    const { faults } = await storm(createClient(app, { cookies: stocked.owner.cookies }), stocked, 200);
    const { differences } = await auditOf(stocked.owner);
    expect(differences.length + faults.length).toBeGreaterThan(0);
    await app.close();
  }, 120_000);
});
