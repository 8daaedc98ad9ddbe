import type { Scope } from '../core/in-org.ts';
import { count } from '../features/stocktakes/count-stock.ts';
import { close, start } from '../features/stocktakes/stocktake.ts';
import type { Person } from './happenings.ts';
import { inHistory } from './history.ts';

/** A van that was counted the evening before: something is missing, one thing too many is there, and a manager has to look at it. */
export async function makeStocktake(scope: Scope, { at, keeper }: { at: Date; keeper: Person }): Promise<void> {
  const { rows, organizationId } = scope;
  const then = inHistory(scope, at, keeper);
  const [van] = await rows<{ id: string }>(
    `select l.id from stock_locations l join stock_levels v on v.organization_id = $1 and v.location_id = l.id
      where l.organization_id = $1 and l.type = 'vehicle' group by l.id order by sum(v.on_hand) desc limit 1`, [organizationId]);
  const { id } = await start(then, { locationId: van!.id, isBlind: true, notes: 'Count of the month' });
  const levels = await rows<{ itemId: string; onHand: number; serials: string[] | null }>(
    `select v.item_id as "itemId", v.on_hand as "onHand",
            (select array_agg(u.serial order by u.serial) from stock_units u
              where u.organization_id = $1 and u.item_id = v.item_id and u.location_id = v.location_id and u.state in ('in_stock', 'reserved')) as serials
       from stock_levels v where v.organization_id = $1 and v.location_id = $2 and v.on_hand > 0 order by v.item_id`, [organizationId, van!.id]);
  for (const [index, { itemId, onHand, serials }] of levels.entries()) {
    if (serials) await count(then, id, { itemId, serials: index === 1 ? serials.slice(1) : serials });
    else await count(then, id, { itemId, quantity: index % 5 === 0 ? Math.max(0, onHand - 2) : index % 7 === 0 ? onHand + 1 : onHand });
  }
  await close(then, id, { uncounted: 'leave' });
}
