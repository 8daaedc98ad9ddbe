import fc from 'fast-check';
import type { InOrg } from '../core/in-org.ts';
import { createClient, startTestServer, type Client, type TestOrganization, type TestServer } from '../testing/index.ts';
import { changedStatements, mutantApp } from './testing/mutants.ts';
import { equipment, places, StockModel, type Kind } from './testing/stock-model.ts';

/** P5: every workflow of the stock, in any order, does what plain arithmetic says, and refuses what that refuses. */
const long = process.env.LASTMILE_LONG === '1';
const runs = long ? 1000 : 40;
const seed = Number(process.env.LASTMILE_SEED ?? 58_058);

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startTestServer();
  organization = await server.makeOrganization();
}, 60_000);
afterAll(() => server.stop());

const serials = ['S0', 'S1', 'S2', 'S3', 'S4'] as const;
const kind = fc.constantFrom<Kind[]>('counted', 'tracked');
/** Mostly at one place, so that what is asked for is often there. */
const at = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(places - 1) });
const many = fc.integer({ min: 1, max: 4 });
const serial = fc.constantFrom(...serials);
const pick = fc.nat(40);
const basic = { kind, at, many, serial };
/** What is done, and with what; what it picks is of what there is then. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('receive' as const), ...basic }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('issue' as const), ...basic }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('transfer' as const), ...basic, to: at, inTransit: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('adjust' as const), ...basic, more: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('return' as const), ...basic, condition: fc.constantFrom<('good' | 'to_test' | 'faulty')[]>('good', 'to_test', 'faulty') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('inspect' as const), ...basic, result: fc.constantFrom<('good' | 'faulty' | 'retired')[]>('good', 'faulty', 'retired') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reserve' as const), ...basic }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom<('release' | 'issueHeld')[]>('release', 'issueHeld'), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('undo' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('order' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('complete' as const), pick, serial: fc.option(serial) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancelOrder' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('quote' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('releaseQuote' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('stocktake' as const), at, off: fc.integer({ min: -3, max: 3 }), seen: fc.subarray([...serials]) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
/** Four in five aim at what can be done at that moment, so that most of what is done is done; the others ask for whatever they ask for. */
const steps = fc.array(fc.record({ one: step, aims: fc.nat(4).map((luck) => luck > 0) }), { minLength: 8, maxLength: 24, size: 'max' });
type Aimed = { one: Step; aims: boolean };

/** Somewhere of its own to do it, and what came of it there. */
interface World { by: Client; locations: string[]; items: { [kind in Kind]: string }; offer: string; orders: string[]; quotes: string[]; movements: string[]; reservations: string[]; done: Map<string, [ok: number, refused: number]> }

let worlds = 0;
async function world(by: Client): Promise<World> {
  worlds += 1;
  const id = async (path: string, body: object): Promise<string> => {
    const reply = await by.post(path, body);
    if (reply.status !== 201) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply.body.id as string;
  };
  const locations: string[] = [];
  for (const type of ['warehouse', 'branch', 'vehicle']) locations.push(await id('/stock-locations', { name: `${type} ${worlds}`, type }));
  const items = {
    counted: await id('/items', { sku: `C${worlds}`, name: `Cable ${worlds}`, locationId: locations[0] }),
    tracked: await id('/items', { sku: `T${worlds}`, name: `Router ${worlds}`, serialTracking: true, locationId: locations[0] }),
  };
  const needs = (['counted', 'tracked'] as const).map((one) => ({ itemId: items[one], quantity: equipment[one] }));
  const offer = await id('/offers', { name: `Home ${worlds}`, monthlyPrice: '100', downloadMbps: 1, uploadMbps: 1, equipment: needs });
  return { by, locations, items, offer, orders: [], quotes: [], movements: [], reservations: [], done: new Map() };
}

/** What is really there, in the model's words. */
async function reality({ items, locations }: World) {
  return organization.inOrg(async ({ rows, organizationId }) => {
    const ids = [items.counted, items.tracked];
    const levels = await rows<{ itemId: string; locationId: string; onHand: number; reserved: number; inTransit: number; setAside: number }>(
      'select item_id as "itemId", location_id as "locationId", on_hand as "onHand", reserved, in_transit as "inTransit", set_aside as "setAside" from stock_levels where organization_id = $1 and item_id = any ($2::uuid[])',
      [organizationId, ids]);
    const units = await rows<{ serial: string; state: string; at: string | null }>(
      'select serial, state, location_id as at from stock_units where organization_id = $1 and item_id = $2 order by serial', [organizationId, items.tracked]);
    const movements = await rows<{ id: string }>('select id from stock_movements where organization_id = $1 and item_id = any ($2::uuid[]) order by id', [organizationId, ids]);
    const reservations = await rows<{ id: string }>('select id from stock_reservations where organization_id = $1 and item_id = any ($2::uuid[]) order by id', [organizationId, ids]);
    const level = (itemId: string, locationId: string) => {
      const { onHand = 0, reserved = 0, inTransit = 0, setAside = 0 } = levels.find((one) => one.itemId === itemId && one.locationId === locationId) ?? {};
      return { onHand, reserved, inTransit, setAside };
    };
    return {
      levels: { counted: locations.map((one) => level(items.counted, one)), tracked: locations.map((one) => level(items.tracked, one)) },
      units: units.map((unit) => [unit.serial, unit.state, unit.at && locations.indexOf(unit.at)]),
      movements: movements.map(({ id }) => id), reservations: reservations.map(({ id }) => id),
    };
  });
}

const saidBy = ({ levels, units }: StockModel) => ({
  levels, units: [...units].map(([name, { state, at: where }]) => [name, state, where]).toSorted(([left], [right]) => (String(left) < String(right) ? -1 : 1)),
});

async function converted(here: World): Promise<{ status: number; body: { serviceOrderId?: string } }> {
  const { by, offer } = here;
  const { body: lead } = await by.post('/leads', { name: 'Customer', offerId: offer });
  const request = { type: 'new_with_proforma' };
  const { body: plan } = await by.post(`/leads/${lead.id}/conversion-plan`, request);
  return by.post(`/leads/${lead.id}/conversion`, { planHash: plan.planHash, ...request });
}

/** What a step does in the model, and how the product is asked for it; `expected` is what the model said. */
interface Deed { inModel: () => void; request: (expected: boolean) => Promise<{ status: number }> }

/** Null where there is nothing to do it with. */
function deedOf(here: World, model: StockModel, one: Step): Deed | null {
  const { by, locations, items } = here;
  const amountOf = ({ kind: which, many: quantity, serial: name }: { kind: Kind; many: number; serial: string }) => (which === 'counted' ? quantity : [name]);
  const body = (amount: number | string[]) => (typeof amount === 'number' ? { quantity: amount } : { serials: amount });
  const units = (amount: number | string[]) => (typeof amount === 'number' ? { quantity: amount } : { units: amount.map((name) => ({ serial: name })) });
  const deed = (inModel: () => void, path: string, sent: object = {}): Deed => ({ inModel, request: () => by.post(path, sent) });
  const some = <T>(list: readonly T[], which: number): [index: number, id: T] | null => (list.length === 0 ? null : [which % list.length, list[which % list.length]!]);
  switch (one.do) {
    case 'receive': {
      const amount = amountOf(one);
      return deed(() => model.receive(one.kind, one.at, amount), `/items/${items[one.kind]}/receive`, { locationId: locations[one.at], ...units(amount), unitCost: '9.99' });
    }
    case 'issue': {
      const amount = amountOf(one);
      return deed(() => model.issue(one.kind, one.at, amount), `/items/${items[one.kind]}/issue`, { locationId: locations[one.at], ...body(amount), reference: 'X' });
    }
    case 'transfer': {
      const amount = amountOf(one);
      return deed(() => model.transfer(one.kind, one.at, one.to, amount, one.inTransit), `/items/${items[one.kind]}/transfer`, {
        fromLocationId: locations[one.at], toLocationId: locations[one.to], ...body(amount), inTransit: one.inTransit,
      });
    }
    case 'adjust': {
      const counted = one.kind === 'counted';
      const change = counted ? (one.more ? one.many : -one.many) : one.more ? { found: [one.serial] } : { gone: [one.serial] };
      return deed(() => model.adjust(one.kind, one.at, change), `/items/${items[one.kind]}/adjust`, {
        locationId: locations[one.at], reason: 'Counted', ...(counted ? { change } : one.more ? { units: [{ serial: one.serial }] } : { serials: [one.serial] }),
      });
    }
    case 'return': {
      const amount = amountOf(one);
      return deed(() => model.takeBack(one.kind, one.at, amount, one.condition), `/items/${items[one.kind]}/return`, { locationId: locations[one.at], ...body(amount), condition: one.condition });
    }
    case 'inspect': {
      const amount = amountOf(one);
      return deed(() => model.inspect(one.kind, one.at, amount, one.result), `/items/${items[one.kind]}/inspect`, { locationId: locations[one.at], ...body(amount), result: one.result });
    }
    case 'reserve': {
      const amount = amountOf(one);
      return deed(() => model.reserve(one.kind, one.at, amount), `/items/${items[one.kind]}/reserve`, { locationId: locations[one.at], ...body(amount), reference: 'Visit' });
    }
    case 'release':
    case 'issueHeld': {
      const which = some(here.reservations, one.pick);
      return which && deed(() => (one.do === 'release' ? model.release(which[0]) : model.issueHeld(which[0])), `/stock-reservations/${which[1]}/${one.do === 'release' ? 'release' : 'issue'}`);
    }
    case 'confirm': {
      const which = some(here.movements, one.pick);
      return which && deed(() => model.confirm(which[0]), `/stock-movements/${which[1]}/confirm`);
    }
    case 'undo': {
      const which = some(here.movements, one.pick);
      return which && deed(() => model.undo(which[0]), `/stock-movements/${which[1]}/reverse`);
    }
    case 'order': return {
      inModel: () => model.order(),
      async request() {
        const { status, body: made } = await converted(here);
        here.orders.push(made.serviceOrderId!);
        return { status };
      },
    };
    case 'complete': {
      const which = some(here.orders, one.pick);
      return which && deed(() => model.complete(which[0], one.serial), `/service-orders/${which[1]}/complete`, {
        openItemsReason: 'Done', equipmentReason: 'As it was', equipment: [{ itemId: items.tracked, serials: one.serial ? [one.serial] : [] }],
      });
    }
    case 'cancelOrder': {
      const which = some(here.orders, one.pick);
      return which && deed(() => model.cancelOrder(which[0]), `/service-orders/${which[1]}/cancel`, { reason: 'Moved away' });
    }
    case 'quote': return {
      inModel: () => model.quote(),
      async request(expected) {
        const { body: lead } = await by.post('/leads', { name: 'Prospect' });
        const { body: quote } = await by.post('/quotes', { leadId: lead.id, items: [{ offerId: here.offer }] });
        const { status } = await by.post(`/quotes/${quote.id}/hold-stock`);
        if (expected) here.quotes.push(quote.id as string);
        return { status };
      },
    };
    case 'releaseQuote': {
      const which = some(here.quotes, one.pick);
      return which && deed(() => model.releaseQuote(which[0]), `/quotes/${which[1]}/release-stock`);
    }
    case 'stocktake': {
      const number = Math.max(0, model.levels.counted[one.at]!.onHand + one.off);
      return {
        inModel: () => model.stocktake(one.at, number, one.seen),
        async request() {
          const { body: { id } } = await by.post('/stocktakes', { locationId: locations[one.at] });
          await by.post(`/stocktakes/${id}/counts`, { itemId: items.counted, quantity: number });
          await by.post(`/stocktakes/${id}/counts`, { itemId: items.tracked, serials: one.seen });
          await by.post(`/stocktakes/${id}/close`, {});
          const { status } = await by.post(`/stocktakes/${id}/approve`, {});
          if (status !== 200) await by.post(`/stocktakes/${id}/cancel`, { reason: 'Held' });
          return { status };
        },
      };
    }
  }
}

/** The same step with other things, nearest first: what it names, then any other that it could name. */
function* likeIt(one: Step, { movements, reservations, orders, quotes }: World): Generator<Step> {
  yield one;
  const most = Math.max(movements.length, reservations.length, orders.length, quotes.length);
  const picks = 'pick' in one ? Array.from({ length: most }, (_, index) => one.pick + index) : [0];
  const ats = 'at' in one ? Array.from({ length: places }, (_, index) => (one.at + index) % places) : [0];
  const tos = 'to' in one ? Array.from({ length: places }, (_, index) => (one.to + index) % places) : [0];
  const kinds: Kind[] = 'kind' in one ? (one.kind === 'counted' ? ['counted', 'tracked'] : ['tracked', 'counted']) : ['counted'];
  const names = 'serial' in one ? [one.serial, ...serials] : [null];
  const results = 'result' in one ? ([one.result, 'faulty', 'good', 'retired'] as const) : [null];
  const sights = 'seen' in one ? [one.seen, [...serials]] : [[]];
  const changed = (change: object): Step => ({ ...one, ...Object.fromEntries(Object.entries(change).filter(([field]) => field in one)) }) as Step;
  for (const kind of kinds) for (const at of ats) for (const to of tos) for (const serial of names) for (const pick of picks) for (const seen of sights) {
    for (const result of results) for (const many of 'many' in one ? [one.many, 1] : [1]) yield changed({ kind, at, to, serial, pick, seen, result, many });
  }
}

/** The nearest step that can be done; null where none can. */
function possible(here: World, model: StockModel, one: Step): Step | null {
  for (const like of likeIt(one, here)) {
    const deed = deedOf(here, model, like);
    if (deed && model.would(deed.inModel)) return like;
  }
  return null;
}

const before = { kind: 'counted', at: 0, many: 2, serial: 'S0' } as const;
/** What has to be done before some things can be. */
const first: { readonly [what in Step['do']]?: Step } = {
  confirm: { ...before, do: 'transfer', to: 1, inTransit: true }, release: { ...before, do: 'reserve' }, issueHeld: { ...before, do: 'reserve' },
  return: { ...before, do: 'issue' }, complete: { do: 'order' }, cancelOrder: { do: 'order' }, releaseQuote: { do: 'quote' }, issue: { ...before, do: 'receive' }, transfer: { ...before, do: 'receive' },
};

/** Takes steps in a new world and compares after each; what was done how often is added to `done`. */
async function walk(by: Client, taken: readonly Aimed[], done: Map<string, [ok: number, refused: number]>): Promise<void> {
  const here = await world(by);
  const model = new StockModel();
  const beginning: Step[] = [
    { do: 'receive', kind: 'counted', at: 0, many: 9, serial: 'S0' }, { do: 'receive', kind: 'tracked', at: 0, many: 1, serial: 'S0' }, { do: 'receive', kind: 'tracked', at: 0, many: 1, serial: 'S1' },
  ];
  const go = async (one: Step): Promise<void> => {
    const deed = deedOf(here, model, one);
    if (!deed) return;
    const expected = model.attempt(deed.inModel);
    const { status } = await deed.request(expected);
    const { movements, reservations, ...there } = await reality(here);
    const told = `${JSON.stringify(one)} answered ${status}`;
    expect([told, status < 300, status < 500, there]).toEqual([told, expected, true, saidBy(model)]);
    expect([told, movements.length, reservations.length]).toEqual([told, model.moved.length, model.held.length]);
    Object.assign(here, { movements, reservations });
    const [ok, refused] = done.get(one.do) ?? [0, 0];
    done.set(one.do, expected ? [ok + 1, refused] : [ok, refused + 1]);
  };
  for (const one of beginning) await go(one);
  for (const { one, aims } of taken) {
    if (!aims) {
      await go(one);
      continue;
    }
    const needed = first[one.do];
    if (needed && !possible(here, model, one)) await go(possible(here, model, needed) ?? needed);
    await go(possible(here, model, one) ?? one);
  }
}

/** A failure of the product is made as short as it can be; that of a mutant is enough as it is. */
const walks = (by: Client, numRuns: number, { done = new Map<string, [ok: number, refused: number]>(), shortens = false } = {}) => fc.assert(
  fc.asyncProperty(steps, (taken) => walk(by, taken, done)), { seed, numRuns, endOnFailure: !shortens });

test(`whatever is done with the stock in whatever order, it is what plain arithmetic says (${runs} ways)`, async () => {
  const done = new Map<string, [ok: number, refused: number]>();
  await walks(organization.owner, runs, { done, shortens: long });
  const { body: { checked, differences } } = await organization.owner.get('/inventory/audit');
  console.log(`P5: seed ${seed}, ${runs} ways, done and refused ${JSON.stringify(Object.fromEntries(done))}, ${checked} figures audited`);
  expect(differences).toEqual([]);
  // Mostly what can be done, and of what can be refused some of that too.
  for (const [what, [ok, refused]] of done) expect([what, ok, refused, ok / (ok + refused) >= 0.6]).toEqual([what, ok, refused, true]);
  expect([...done].filter(([, [, refused]]) => refused > 0).length).toBeGreaterThanOrEqual(12);
  expect(done.size).toBe(17);
}, 3_600_000);

describe('found where it is broken', () => {
  test.each([
    ['what is let go of is held on', (sql: string) => sql.replace('update stock_levels set reserved = reserved - $4', 'update stock_levels set reserved = reserved - 0 * $4')],
    ['what is held is taken by somebody else', (sql: string) => sql.replace('and on_hand - reserved >= $4 returning 1', 'and on_hand >= $4 returning 1')],
    ['what arrives stays on the way', (sql: string) => sql.replace('update stock_levels set in_transit = in_transit - $4', 'update stock_levels set in_transit = in_transit - 0 * $4')],
    ['what is set aside is on hand', (sql: string) => sql.replace('(organization_id, item_id, location_id, set_aside, moves)', '(organization_id, item_id, location_id, on_hand, moves)')],
    ['a quote holds on', (sql: string) => sql.replace('or r.quote_id = $3) and', "or r.quote_id = $3 and r.state = 'none') and")],
    ['an order that is over holds on', (sql: string) => sql.replace('(r.service_order_id = $2 or', "(r.service_order_id = $2 and r.state = 'none' or")],
    ['a stocktake sets nothing right', (sql: string) => sql.replace('counted - expected as delta', '0 * (counted - expected) as delta')],
    ['a unit that comes back stays where it was', (sql: string) => sql.replace('set state = x.state, location_id = x.location_id', 'set state = x.state, location_id = u.location_id')],
  ])('%s', async (_, change) => {
    const app = await mutantApp(server.services, changedStatements(server.services.inOrg, change) as InOrg);
    await expect(walks(createClient(app, { cookies: organization.owner.cookies }), 60)).rejects.toThrow(/Property failed/);
    await app.close();
  }, 300_000);
});
