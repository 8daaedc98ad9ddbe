import type * as contract from '@lastmile/contracts';
import type { Stocktake, StocktakeStatus } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { formatNumber, numberSql, takeNumbers } from '../../core/numbers.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { lockItem, openPlaces } from '../stock-movements/index.ts';
import { NotCounted, StocktakeNotSo, StocktakeOpen } from './stocktake.errors.ts';
import { keepTotals, stocktakeView } from './stocktake.view.ts';

/** A category with all below it, in SQL; `$2` is the category. */
export const withinCategory = `with recursive below as (
    select c.id from item_categories c where c.organization_id = $1 and c.id = $2
    union select c.id from item_categories c join below b on c.parent_category_id = b.id where c.organization_id = $1)`;

export interface Locked { id: string; number: string; locationId: string; categoryId: string | null; status: StocktakeStatus }

/** Holds a stocktake in one of these states; `share` lets others count at the same time. Throws a 409 where it is in another. */
export async function lockStocktake({ rows, organizationId }: Scope, id: string, states: readonly StocktakeStatus[], { share = false } = {}): Promise<Locked> {
  const [found] = await rows<Omit<Locked, 'number'> & { number: number }>(
    `select id, number, location_id as "locationId", category_id as "categoryId", status from stocktakes where organization_id = $1 and id = $2 for ${share ? 'share' : 'update'}`,
    [organizationId, id]);
  if (!found) throw new NotFound('stocktake');
  const number = formatNumber('stocktake', found.number);
  if (!states.includes(found.status)) throw new StocktakeNotSo(number, found.status);
  return { ...found, number };
}

/** Begins one: what is there by the ledger is to be counted, and each unit is remembered with its last movement. */
export async function start(scope: Scope, { locationId, categoryId = null, isBlind = true, notes }: contract.Input<typeof contract.startStocktake>['body']): Promise<Stocktake> {
  const { rows, organizationId, now, actor } = scope;
  const place = (await openPlaces(scope, [locationId.toLowerCase()])).get(locationId.toLowerCase());
  if (!place) throw new InvalidFields([{ pointer: '/locationId', detail: 'There is no such open location.' }]);
  if (categoryId) {
    const [category] = await rows('select 1 from item_categories where organization_id = $1 and id = $2 and is_active', [organizationId, categoryId]);
    if (!category) throw new InvalidFields([{ pointer: '/categoryId', detail: 'There is no such category.' }]);
  }
  const id = newId();
  const number = await takeNumbers(scope, 'stocktake', 1);
  const begun = await insertRow(scope, 'stocktakes', {
    organizationId, id, number, locationId: place.id, categoryId, isBlind, status: 'counting', notes: notes?.trim() || null, startedById: actor.userId, startedByName: actor.name,
    startedAt: now, updatedAt: now,
  }, { orNothing: true });
  if (!begun) throw await openAt(scope, place);
  await rows(
    `${withinCategory}
     insert into stocktake_lines (organization_id, stocktake_id, item_id)
     select $1, $3, v.item_id from stock_levels v join items i on i.organization_id = $1 and i.id = v.item_id
      where v.organization_id = $1 and v.location_id = $4 and v.on_hand > 0 and ($2::uuid is null or i.category_id in (select id from below))`, [organizationId, categoryId, id, place.id]);
  await rows(
    `insert into stocktake_units (organization_id, stocktake_id, item_id, serial, start_movement_id)
     select $1, $2, u.item_id, u.serial, u.last_movement_id from stocktake_lines l join stock_units u on u.organization_id = $1 and u.item_id = l.item_id
      where l.organization_id = $1 and l.stocktake_id = $2 and u.location_id = $3 and u.state in ('in_stock', 'reserved')`, [organizationId, id, place.id]);
  await scope.record('stocktake.started', { type: 'stocktake', id }, { number: formatNumber('stocktake', number), locationId: place.id, locationName: place.name, categoryId });
  return stocktakeView(scope, id);
}

async function openAt({ rows, organizationId }: Scope, { id, name }: { id: string; name: string }): Promise<StocktakeOpen> {
  const [open] = await rows<{ id: string; number: string }>(
    `select k.id, ${numberSql('stocktake', 'k.number')} as number from stocktakes k where k.organization_id = $1 and k.location_id = $2 and k.status in ('counting', 'closed')`,
    [organizationId, id]);
  return new StocktakeOpen(name, open!);
}

async function write({ rows, organizationId, now }: Scope, id: string, columns: { [column: string]: unknown }): Promise<void> {
  const entries = Object.entries(columns);
  await rows(
    `update stocktakes set ${entries.map(([column], index) => `${column} = $${index + 4}, `).join('')}updated_at = $3, version = version + 1 where organization_id = $1 and id = $2`,
    [organizationId, id, now, ...entries.map(([, value]) => value)]);
}

/** Ends the counting. What nobody counted stays as it is, or is not there, as it is said. */
export async function close(scope: Scope, id: string, { uncounted }: { uncounted?: 'leave' | 'none_there' | undefined }): Promise<Stocktake> {
  const { rows, organizationId, now, actor } = scope;
  const stocktake = await lockStocktake(scope, id, ['counting']);
  const open = await rows<{ itemId: string; name: string }>(
    `select l.item_id as "itemId", i.name from stocktake_lines l join items i on i.organization_id = $1 and i.id = l.item_id
       left join stock_levels v on v.organization_id = $1 and v.item_id = l.item_id and v.location_id = $3
      where l.organization_id = $1 and l.stocktake_id = $2 and l.counted_at is null and coalesce(v.on_hand, 0) > 0 order by l.item_id`, [organizationId, id, stocktake.locationId]);
  if (open.length > 0 && !uncounted) throw new NotCounted(open.map(({ name }) => name).toSorted());
  if (uncounted === 'none_there') {
    for (const { itemId } of open) {
      await lockItem(scope, itemId, { withdrawn: true });
      await rows(
        `update stocktake_lines l set counted = 0, counted_at = $4, expected = v.on_hand, moves = v.moves from stock_levels v
          where l.organization_id = $1 and l.stocktake_id = $2 and l.item_id = $3 and v.organization_id = $1 and v.item_id = $3 and v.location_id = $5`,
        [organizationId, id, itemId, now, stocktake.locationId]);
    }
  }
  await write(scope, id, { status: 'closed', closed_at: now, closed_by_name: actor.name });
  await scope.record('stocktake.closed', { type: 'stocktake', id }, { number: stocktake.number, uncounted: open.length });
  return stocktakeView(scope, id);
}

export async function reopen(scope: Scope, id: string): Promise<Stocktake> {
  const { number } = await lockStocktake(scope, id, ['closed']);
  await write(scope, id, { status: 'counting', closed_at: null, closed_by_name: null });
  await scope.record('stocktake.reopened', { type: 'stocktake', id }, { number });
  return stocktakeView(scope, id);
}

export async function cancel(scope: Scope, id: string, reason: string): Promise<Stocktake> {
  const { number } = await lockStocktake(scope, id, ['counting', 'closed']);
  await write(scope, id, { status: 'cancelled', cancelled_at: scope.now, cancelled_by_name: scope.actor.name, cancel_reason: reason.trim() });
  await keepTotals(scope, id);
  await scope.record('stocktake.cancelled', { type: 'stocktake', id }, { number, reason: reason.trim() });
  return stocktakeView(scope, id);
}

export { write as writeStocktake };
