import { systemActor } from '../../src/core/actor.ts';
import { newId } from '../../src/core/ids.ts';
import type { InOrg, Scope } from '../../src/core/in-org.ts';
import { insertRows } from '../../src/core/rows.ts';
import { createChance, type Chance } from '../../src/demo/random.ts';
import { createItem } from '../../src/features/items/index.ts';
import { adjust, issue, receive, takeBack, transfer } from '../../src/features/stock-movements/move-stock.ts';
import { reserve } from '../../src/features/stock-movements/reservations.ts';
import { confirm, reverse } from '../../src/features/stock-movements/undo-movement.ts';
import { approve } from '../../src/features/stocktakes/approve-stocktake.ts';
import { count } from '../../src/features/stocktakes/count-stock.ts';
import { close, start } from '../../src/features/stocktakes/stocktake.ts';

const days = 420;
const movementsOfItem = 50;
const places = { warehouse: 4, branch: 6, vehicle: 10 } as const;
const stocktakesOfPlace = 3;

interface Places { stores: string[]; vans: string[] }
interface World extends Places { categories: (string | null)[]; subscribers: string[]; chance: Chance }

/** So many movements of a year and two months, by the use cases themselves: a history of its own for each item, and stocktakes now and then. */
export async function seedStock(inOrg: InOrg, organizationId: string, size: number): Promise<void> {
  const actor = systemActor(organizationId);
  const world = await inOrg(actor, async (scope): Promise<World> => ({
    ...await makePlaces(scope), ...await whatThereIs(scope), chance: createChance(11),
  }));
  const [there] = await inOrg(actor, ({ rows }) =>
    rows<{ movements: number }>('select count(*)::int as movements from stock_movements where organization_id = $1', [organizationId]));
  for (let left = size - there!.movements, index = 0; left > 0; left -= movementsOfItem, index += 1) {
    await inOrg(actor, (scope) => historyOf(scope, world, index, Math.min(left, movementsOfItem)));
  }
  for (let round = 0; round < stocktakesOfPlace; round += 1) {
    for (const place of [...world.stores, ...world.vans]) await inOrg(actor, (scope) => countPlace(scope, place, round));
  }
}

async function makePlaces(scope: Scope): Promise<Places> {
  const made = Object.entries(places).flatMap(([type, number]) => Array.from({ length: number }, (_, index) => ({
    id: newId(), name: `Bench ${type} ${index + 1}`, type, isActive: true, createdAt: scope.now, updatedAt: scope.now, version: 1,
  })));
  await insertRows(scope, 'stock_locations', made);
  const ids = (isVan: boolean) => made.filter(({ type }) => (type === 'vehicle') === isVan).map(({ id }) => id);
  return { stores: ids(false), vans: ids(true) };
}

async function whatThereIs({ rows, organizationId }: Scope): Promise<Pick<World, 'categories' | 'subscribers'>> {
  const categories = await rows<{ id: string }>('select id from item_categories where organization_id = $1 order by title', [organizationId]);
  const subscribers = await rows<{ id: string }>('select id from subscribers where organization_id = $1 order by id', [organizationId]);
  return { categories: [null, ...categories.map(({ id }) => id)], subscribers: subscribers.map(({ id }) => id) };
}

type Doing = 'receive' | 'send' | 'hand' | 'issue' | 'return' | 'adjust' | 'undo';
const doings: readonly (readonly [Doing, number])[] = [['receive', 8], ['send', 10], ['hand', 20], ['issue', 44], ['return', 8], ['adjust', 6], ['undo', 4]];

/** One in three is tracked by serial. Movements that cannot be at that moment are deliveries instead, so that there are as many as wanted. */
async function historyOf(scope: Scope, { stores, vans, categories, subscribers, chance }: World, index: number, movements: number): Promise<void> {
  const tracked = index % 3 === 0;
  const home = chance.pick(stores);
  const item = await createItem(scope, {
    sku: `BENCH-${index}`, name: `${chance.pick(['Router', 'Cable', 'Splitter', 'Connector', 'Antenna', 'Cabinet'])} ${index}`, serialTracking: tracked, unitCost: '120.50',
    categoryId: chance.pick(categories), locationId: home, lowStockThreshold: 5,
  });
  const at = new Map<string, string[]>();
  const out: string[] = [];
  let delivered: string | null = null;
  const here = (place: string): string[] => at.get(place) ?? at.set(place, []).get(place)!;
  const holding = (...among: string[][]) => among.flat().filter((place) => here(place).length > 0);
  /** A piece is a serial; of what is only counted, nobody looks at which. */
  let made = 0;
  const piece = (): string => `B${index}-${made += 1}`;
  const amount = (pieces: string[]) => (tracked ? { serials: pieces } : { quantity: pieces.length });
  const some = (from: string[], most: number): string[] => from.splice(0, Math.min(from.length, chance.between(1, tracked ? Math.min(most, 3) : most)));

  for (let number = 0; number < movements; number += 1) {
    const then: Scope = { ...scope, now: new Date(scope.now.getTime() - (days * (1 - number / movements) + chance.fraction()) * 86_400_000) };
    const delivery = delivered;
    delivered = null;
    const doing = number === 0 ? 'receive' : chance.weighted(doings);
    const full = holding(stores);
    const stocked = holding(vans, stores);
    if (doing === 'send' && full.length > 0 && number + 1 < movements) {
      const [from, to] = [chance.pick(full), chance.pick(stores)];
      if (from !== to) {
        const pieces = some(here(from), 20);
        const { id } = await transfer(then, item.id, { fromLocationId: from, toLocationId: to, ...amount(pieces), inTransit: true });
        // One in ten never arrives.
        if (chance.isLucky(0.1)) continue;
        await confirm({ ...then, now: new Date(then.now.getTime() + 3_600_000) }, id, {});
        here(to).push(...pieces);
        number += 1;
        continue;
      }
    }
    if (doing === 'hand' && full.length > 0) {
      const [from, to] = [chance.pick(full), chance.pick(vans)];
      const pieces = some(here(from), 20);
      await transfer(then, item.id, { fromLocationId: from, toLocationId: to, ...amount(pieces) });
      here(to).push(...pieces);
    } else if (doing === 'issue' && stocked.length > 0) {
      const from = chance.pick(stocked);
      const pieces = some(here(from), 4);
      await issue(then, item.id, { locationId: from, ...amount(pieces), subscriberId: chance.pick(subscribers) });
      out.push(...pieces);
    } else if (doing === 'return' && out.length > 0) {
      const to = chance.pick(stores);
      const pieces = some(out, 2);
      const condition = chance.weighted([['good', 6], ['to_test', 3], ['faulty', 1]] as const);
      await takeBack(then, item.id, { locationId: to, ...amount(pieces), condition });
      if (condition === 'good') here(to).push(...pieces);
    } else if (doing === 'adjust' && stocked.length > 0) {
      const from = chance.pick(stocked);
      const pieces = some(here(from), 1);
      await adjust(then, item.id, { locationId: from, reason: 'Counted', ...(tracked ? { serials: pieces } : { change: -pieces.length }) });
    } else if (doing === 'undo' && delivery) {
      await reverse(then, delivery, {});
      here(home).splice(-deliveryOf(tracked));
    } else {
      const pieces = Array.from({ length: deliveryOf(tracked) }, piece);
      ({ id: delivered } = await receive(then, item.id, {
        locationId: home, ...(tracked ? { units: pieces.map((serial) => ({ serial })) } : { quantity: pieces.length }), unitCost: (100 + chance.fraction() * 40).toFixed(2), reference: `D-${number}`,
      }));
      here(home).push(...pieces);
    }
  }
  const [place] = holding(stores);
  if (place && index % 4 === 0) await reserve(scope, item.id, { locationId: place, ...amount(here(place).slice(0, 1)), reference: 'Tomorrow' });
}

const deliveryOf = (tracked: boolean): number => (tracked ? 8 : 60);

/** Everything of a place is counted; of every tenth item one is missing. */
async function countPlace(scope: Scope, locationId: string, round: number): Promise<void> {
  const { rows, organizationId, now } = scope;
  const then: Scope = { ...scope, now: new Date(now.getTime() - (stocktakesOfPlace - round) * 86_400_000) };
  const { id } = await start(then, { locationId, isBlind: true });
  const levels = await rows<{ itemId: string; onHand: number; serials: string[] | null }>(
    `select v.item_id as "itemId", v.on_hand as "onHand",
            (select array_agg(u.serial order by u.state = 'reserved' desc, u.serial) from stock_units u
              where u.organization_id = $1 and u.item_id = v.item_id and u.location_id = v.location_id and u.state in ('in_stock', 'reserved')) as serials
       from stock_levels v where v.organization_id = $1 and v.location_id = $2 and v.on_hand > v.reserved order by v.item_id`, [organizationId, locationId]);
  for (const [index, { itemId, onHand, serials }] of levels.entries()) {
    const missing = index % 10 === round ? 1 : 0;
    if (serials) await count(then, id, { itemId, serials: serials.slice(0, serials.length - missing), mode: 'replace' });
    else await count(then, id, { itemId, quantity: onHand - missing });
  }
  await close(then, id, { uncounted: 'leave' });
  if (round + 1 < stocktakesOfPlace || locationId.charCodeAt(35) % 2 === 0) await approve(then, id, {});
}
