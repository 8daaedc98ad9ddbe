import type * as contract from '@lastmile/contracts';
import type { Output } from '@lastmile/contracts';
import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { insertRow } from '../../core/rows.ts';
import { lockItem, plainSerial } from '../stock-movements/index.ts';
import { StockMoved } from './stocktake.errors.ts';
import { lockStocktake, withinCategory, type Locked } from './stocktake.ts';
import { linesOf } from './stocktake.view.ts';

type Body = NonNullable<contract.Input<typeof contract.countStock>['body']>;
type Mode = NonNullable<Body['mode']>;
type Told = Output<typeof contract.countStock>['serials'][number];
interface CountedItem { id: string; name: string; serialTracking: boolean; within: boolean }

/** Notes what somebody counted. Several count at once; those who count the same item do it one after the other. */
export async function count(scope: Scope, id: string, { itemId, quantity, serials, mode = 'add' }: Body): Promise<Output<typeof contract.countStock>> {
  const stocktake = await lockStocktake(scope, id, ['counting'], { share: true });
  if (!itemId) {
    if (!serials || serials.length === 0) throw new InvalidFields([{ pointer: '/itemId', detail: 'Say what was counted: an item, or serials.' }]);
    if (mode === 'replace') throw new InvalidFields([{ pointer: '/itemId', detail: 'Say of which item these are all.' }]);
    return countSerials(scope, stocktake, serials, mode);
  }
  const [item] = await itemsOf(scope, stocktake, [itemId.toLowerCase()]);
  if (!item) throw new InvalidFields([{ pointer: '/itemId', detail: 'There is no such item.' }]);
  if (!item.within) throw new InvalidFields([{ pointer: '/itemId', detail: `${item.name} is not in the category that is counted.` }]);
  if (!item.serialTracking) {
    if (serials) throw new InvalidFields([{ pointer: '/serials', detail: `${item.name} is not tracked by serial; say how many.` }]);
    if (quantity === undefined) throw new InvalidFields([{ pointer: '/quantity', detail: 'Say how many.' }]);
    if (mode === 'remove') throw new InvalidFields([{ pointer: '/mode', detail: 'Count it anew and replace what was counted.' }]);
    await countQuantity(scope, stocktake, item, quantity, mode);
    return told(scope, id, [item.id], []);
  }
  if (!serials) throw new InvalidFields([{ pointer: '/serials', detail: `${item.name} is tracked by serial; say which ones.` }]);
  const results = await noteSerials(scope, stocktake, item, [...new Set(serials.map(plainSerial))], mode);
  return told(scope, id, [item.id], results);
}

async function told(scope: Scope, id: string, itemIds: readonly string[], serials: Told[]): Promise<Output<typeof contract.countStock>> {
  return { lines: await linesOf(scope, id, itemIds), serials };
}

function itemsOf({ rows, organizationId }: Scope, { categoryId }: Locked, ids: readonly string[]): Promise<CountedItem[]> {
  return rows<CountedItem>(
    `${withinCategory} select i.id, i.name, i.serial_tracking as "serialTracking", $2::uuid is null or i.category_id in (select id from below) as within
       from items i where i.organization_id = $1 and i.id = any ($3::uuid[]) order by i.id`, [organizationId, categoryId, ids]);
}

/** What the ledger says of an item here, under its lock: no movement of it is under way. */
async function levelOf(scope: Scope, { locationId }: Locked, itemId: string): Promise<{ onHand: number; moves: number }> {
  await lockItem(scope, itemId, { withdrawn: true });
  const [level] = await scope.rows<{ onHand: number; moves: number }>(
    'select on_hand as "onHand", moves from stock_levels where organization_id = $1 and item_id = $2 and location_id = $3', [scope.organizationId, itemId, locationId]);
  return level ?? { onHand: 0, moves: 0 };
}

async function countQuantity(scope: Scope, stocktake: Locked, item: CountedItem, quantity: number, mode: Mode): Promise<void> {
  const { rows, organizationId, now } = scope;
  const level = await levelOf(scope, stocktake, item.id);
  const [line] = await rows<{ counted: number | null; moves: number | null }>(
    'select counted, moves from stocktake_lines where organization_id = $1 and stocktake_id = $2 and item_id = $3', [organizationId, stocktake.id, item.id]);
  const before = mode === 'add' ? line?.counted ?? null : null;
  if (before !== null && line!.moves !== level.moves) throw new StockMoved(item.name, before);
  await rows(
    `insert into stocktake_lines (organization_id, stocktake_id, item_id, counted, expected, moves, counted_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organization_id, stocktake_id, item_id) do update
       set counted = excluded.counted, expected = excluded.expected, moves = excluded.moves, counted_at = excluded.counted_at`,
    [organizationId, stocktake.id, item.id, (before ?? 0) + quantity, level.onHand, level.moves, now]);
  await noteCount(scope, stocktake, item, mode, quantity);
}

async function noteCount(scope: Scope, { id, number }: Locked, item: CountedItem, mode: Mode, quantity: number): Promise<void> {
  const { organizationId, now, actor } = scope;
  await insertRow(scope, 'stocktake_counts', {
    organizationId, id: newId(), stocktakeId: id, itemId: item.id, mode, quantity, countedById: actor.userId, countedByName: actor.name, createdAt: now,
  });
  await scope.record('stocktake.counted', { type: 'stocktake', id }, { number, itemId: item.id, name: item.name, mode, quantity });
}

/** Notes serials of an item as seen, with the last movement of each; a serial that nothing has is surplus. */
async function noteSerials(scope: Scope, stocktake: Locked, item: CountedItem, serials: readonly string[], mode: Mode): Promise<Told[]> {
  const { rows, organizationId, now, actor } = scope;
  await lockItem(scope, item.id, { withdrawn: true });
  await rows(
    `insert into stocktake_lines (organization_id, stocktake_id, item_id, counted_at) values ($1, $2, $3, $4)
     on conflict (organization_id, stocktake_id, item_id) do update set counted_at = excluded.counted_at`, [organizationId, stocktake.id, item.id, now]);
  const unseen = mode === 'remove' ? 'and serial = any ($4::text[])' : 'and serial <> all ($4::text[])';
  const removed = mode === 'add' ? [] : await rows<{ serial: string }>(
    `update stocktake_units set seen_at = null, seen_by_name = null, seen_movement_id = null
      where organization_id = $1 and stocktake_id = $2 and item_id = $3 and seen_at is not null ${unseen} returning serial`, [organizationId, stocktake.id, item.id, serials]);
  // What was not there when it began, and was not seen after all, is nothing.
  if (removed.length > 0) {
    await rows('delete from stocktake_units where organization_id = $1 and stocktake_id = $2 and item_id = $3 and seen_at is null and start_movement_id is null', [organizationId, stocktake.id, item.id]);
  }
  if (mode === 'remove') {
    await noteCount(scope, stocktake, item, mode, removed.length);
    return serials.map((serial) => ({ serial, itemName: item.name, result: removed.some((one) => one.serial === serial) ? 'removed' : 'unknown' }));
  }
  const already = new Set((await rows<{ serial: string }>(
    'select serial from stocktake_units where organization_id = $1 and stocktake_id = $2 and item_id = $3 and seen_at is not null and serial = any ($4::text[])',
    [organizationId, stocktake.id, item.id, serials])).map(({ serial }) => serial));
  const fresh = serials.filter((serial) => !already.has(serial));
  await rows(
    `insert into stocktake_units (organization_id, stocktake_id, item_id, serial, seen_movement_id, seen_at, seen_by_name)
     select $1, $2, $3, n.serial, u.last_movement_id, $5, $6 from unnest($4::text[]) as n (serial)
       left join stock_units u on u.organization_id = $1 and u.item_id = $3 and u.serial = n.serial
     on conflict (organization_id, stocktake_id, item_id, serial) do update
       set seen_movement_id = excluded.seen_movement_id, seen_at = excluded.seen_at, seen_by_name = excluded.seen_by_name`,
    [organizationId, stocktake.id, item.id, fresh, now, actor.name]);
  await noteCount(scope, stocktake, item, mode, fresh.length);
  return serials.map((serial) => ({ serial, itemName: item.name, result: already.has(serial) ? 'counted_already' : 'counted' }));
}

/** Serials as they come from a scanner, of whatever they are; items are taken in the order of their ids. */
async function countSerials(scope: Scope, stocktake: Locked, written: readonly string[], mode: Mode): Promise<Output<typeof contract.countStock>> {
  const serials = [...new Set(written.map(plainSerial))];
  const owners = await scope.rows<{ serial: string; itemId: string }>(
    'select serial, item_id as "itemId" from stock_units where organization_id = $1 and serial = any ($2::text[]) order by item_id', [scope.organizationId, serials]);
  const items = new Map((await itemsOf(scope, stocktake, owners.map(({ itemId }) => itemId))).map((item) => [item.id, item]));
  const results: Told[] = [];
  const byItem = new Map<string, string[]>();
  for (const serial of serials) {
    const candidates = owners.filter((owner) => owner.serial === serial).map(({ itemId }) => items.get(itemId)!);
    const within = candidates.filter((item) => item.within);
    if (within.length === 1) byItem.set(within[0]!.id, [...byItem.get(within[0]!.id) ?? [], serial]);
    else if (within.length > 1) results.push({ serial, itemName: null, result: 'several_items' });
    else results.push({ serial, itemName: candidates[0]?.name ?? null, result: candidates.length > 0 ? 'other_category' : 'unknown' });
  }
  for (const itemId of [...byItem.keys()].toSorted()) results.push(...await noteSerials(scope, stocktake, items.get(itemId)!, byItem.get(itemId)!, mode));
  return told(scope, stocktake.id, [...byItem.keys()], serials.map((serial) => results.find((one) => one.serial === serial)!));
}
