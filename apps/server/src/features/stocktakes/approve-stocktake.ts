import type { Stocktake, StocktakeFinding, UnitState } from '@lastmile/contracts';
import Big from 'big.js';
import type { Scope } from '../../core/in-org.ts';
import { bringUnits, carryOut, letExpiredGo, lockItem, openPlaces, told, UnitNotAvailable, type Movement, type Place, type StockItem, type UnitRow } from '../stock-movements/index.ts';
import { findingSql, unitJoins } from './findings.ts';
import { lockStocktake, writeStocktake, type Locked } from './stocktake.ts';
import { keepTotals, stocktakeView } from './stocktake.view.ts';

interface Found extends UnitRow { kind: StocktakeFinding['kind'] }
interface Posting { here: Place; places: Map<string, Place>; details: NonNullable<Movement['details']> }
interface Outcome { missing: number; surplus: number; misplaced: number }

/** Sets the ledger right by what was found: all of it, or nothing where any of it cannot be. */
export async function approve(scope: Scope, id: string, { notes }: { notes?: string | null | undefined }): Promise<Stocktake> {
  const { rows, organizationId, now, actor } = scope;
  const stocktake = await lockStocktake(scope, id, ['closed']);
  const elsewhere = await rows<{ id: string }>(
    `select distinct u.location_id as id from stocktake_units s join stock_units u on u.organization_id = $1 and u.item_id = s.item_id and u.serial = s.serial
      where s.organization_id = $1 and s.stocktake_id = $2 and s.seen_at is not null and u.location_id is not null`, [organizationId, id]);
  const places = await openPlaces(scope, [...new Set([stocktake.locationId, ...elsewhere.map((place) => place.id)])]);
  const posting: Posting = { here: places.get(stocktake.locationId)!, places, details: { reason: `Stocktake ${stocktake.number}`, notes: notes?.trim() || null, stocktakeId: id } };
  const lines = await rows<{ itemId: string; delta: number | null }>(
    `select item_id as "itemId", counted - expected as delta from stocktake_lines where organization_id = $1 and stocktake_id = $2 and counted_at is not null order by item_id`,
    [organizationId, id]);
  for (const { itemId, delta } of lines) {
    const item = await letExpiredGo(scope, await lockItem(scope, itemId, { withdrawn: true }));
    const before = item.value;
    const outcome = item.serialTracking ? await postUnits(scope, stocktake, item, posting) : await postDelta(scope, item, delta ?? 0, posting);
    await rows(
      'update stocktake_lines set missing = $4, surplus = $5, misplaced = $6, value = $7 where organization_id = $1 and stocktake_id = $2 and item_id = $3',
      [organizationId, id, itemId, outcome.missing, outcome.surplus, outcome.misplaced, new Big(item.value).minus(before).toFixed(2)]);
  }
  await writeStocktake(scope, id, { status: 'approved', approved_at: now, approved_by_name: actor.name });
  await keepTotals(scope, id);
  const view = await stocktakeView(scope, id);
  await scope.record('stocktake.approved', { type: 'stocktake', id }, { number: stocktake.number, missing: view.missing, surplus: view.surplus, misplaced: view.misplaced, value: view.value });
  return view;
}

const post = async (scope: Scope, item: StockItem, movement: Movement): Promise<void> => {
  const events = { adjust: 'inventory.adjusted', transfer: 'inventory.transferred', return: 'inventory.returned', receive: 'inventory.received', issue: 'inventory.issued' } as const;
  await told(scope, events[movement.type], item, await carryOut(scope, item, movement));
};

async function postDelta(scope: Scope, item: StockItem, delta: number, { here, details }: Posting): Promise<Outcome> {
  const side = { place: here, state: 'in_stock' } as const;
  if (delta > 0) await post(scope, item, { type: 'adjust', quantity: delta, from: null, to: side, details });
  if (delta < 0) await post(scope, item, { type: 'adjust', quantity: -delta, from: side, to: null, details });
  return { missing: Math.max(0, -delta), surplus: Math.max(0, delta), misplaced: 0 };
}

async function postUnits(scope: Scope, { id }: Locked, item: StockItem, { here, places, details }: Posting): Promise<Outcome> {
  const found = await foundOf(scope, id, item.id);
  const of = (...kinds: Found['kind'][]) => found.filter(({ kind }) => kinds.includes(kind));
  const [missing, elsewhere, issued, surplus] = [of('missing'), of('elsewhere'), of('issued'), of('unknown', 'found_again')];
  // What is held by its serial is somebody's: they are told before it is taken from them.
  const held = [...missing, ...elsewhere].filter(({ state }) => state === 'reserved');
  if (held.length > 0) throw new UnitNotAvailable(await holdersOf(scope, held), '/notes');
  const inStock = { place: here, state: 'in_stock' } as const;
  if (missing.length > 0) {
    await post(scope, item, { type: 'adjust', quantity: missing.length, from: inStock, to: null, details, units: { known: missing, become: { state: 'retired' } } });
  }
  for (const units of grouped(elsewhere, ({ locationId, state }) => `${locationId} ${state}`)) {
    const { locationId, state } = units[0]!;
    const kept = state === 'in_stock' ? 'in_stock' : 'set_aside';
    await post(scope, item, {
      type: 'transfer', quantity: units.length, from: { place: places.get(locationId!)!, state: kept }, to: { place: here, state: kept }, details,
      units: { known: units, become: { state, locationId: here.id } },
    });
  }
  for (const units of grouped(issued, ({ subscriberId }) => subscriberId ?? '')) {
    await post(scope, item, {
      type: 'return', quantity: units.length, from: null, to: inStock, details: { ...details, subscriberId: units[0]!.subscriberId, condition: 'good' },
      units: { known: units, become: { state: 'in_stock', locationId: here.id } },
    });
  }
  if (surplus.length > 0) {
    const { known, added } = await bringUnits(scope, item, surplus.map(({ serial }) => ({ serial })));
    await post(scope, item, { type: 'adjust', quantity: surplus.length, from: null, to: inStock, details, units: { known, added, become: { state: 'in_stock', locationId: here.id } } });
  }
  return { missing: missing.length, surplus: surplus.length, misplaced: elsewhere.length + issued.length };
}

function grouped(units: readonly Found[], by: (unit: Found) => string): Found[][] {
  const groups = new Map<string, Found[]>();
  for (const unit of units) groups.set(by(unit), [...groups.get(by(unit)) ?? [], unit]);
  return [...groups.values()];
}

const foundOf = ({ rows, organizationId }: Scope, id: string, itemId: string): Promise<Found[]> => rows<Found>(
  `select * from (
     select u.id, s.serial, u.mac, u.state, u.location_id as "locationId", u.subscriber_id as "subscriberId", u.service_order_id as "serviceOrderId",
            u.reservation_id as "reservationId", u.last_movement_id as "lastMovementId", ${findingSql} as kind
       from stocktake_units s ${unitJoins} where s.organization_id = $1 and s.stocktake_id = $2 and s.item_id = $3) x
    where x.kind is not null order by x.serial`, [organizationId, id, itemId]);

const holdersOf = ({ rows, organizationId }: Scope, units: readonly Found[]): Promise<{ serial: string; state: UnitState; where: string | null }[]> => rows(
  `select u.serial, u.state, coalesce('SO-' || lpad(o.number::text, 6, '0'), b.name, r.reference) as "where" from stock_units u
     join stock_reservations r on r.organization_id = $1 and r.id = u.reservation_id
     left join service_orders o on o.organization_id = $1 and o.id = r.service_order_id left join subscribers b on b.organization_id = $1 and b.id = r.subscriber_id
    where u.organization_id = $1 and u.id = any ($2::uuid[]) order by u.serial`, [organizationId, units.map(({ id }) => id)]);
